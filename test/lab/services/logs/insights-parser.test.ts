import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {MalformedQuery} from '../../../../packages/lab/src/services/logs/insights/malformed.ts'
import {parseQuery} from '../../../../packages/lab/src/services/logs/insights/parse-query.ts'
import {printRows} from '../../../../packages/lab/src/services/logs/insights/print-rows.ts'
import {rowOf} from '../../../../packages/lab/src/services/logs/insights/rows.ts'
import {runQuery} from '../../../../packages/lab/src/services/logs/insights/run-query.ts'
import {eventOf, report} from './lines.ts'

function refusal(query: string): MalformedQuery {
  try {
    parseQuery(query)
  } catch (error) {
    if (error instanceof MalformedQuery) return error
    throw error
  }
  throw new Error(`"${query}" was taken`)
}

describe('a query that is refused says why and where', () => {
  it.each([
    ['', 'unexpected symbol found <EOF> at line 1 and position 0'],
    ['fields @message |', 'unexpected symbol found <EOF> at line 1 and position 17'],
    ['fields @timestamp\n| where x = 1', 'unexpected symbol found where at line 2 and position 2'],
    ['fields @message | count()', 'unexpected symbol found count at line 1 and position 18'],
    ['fields foo-bar, `foo-bar`, ;', 'unexpected symbol found ; at line 1 and position 27'],
    ['filter x == 1', 'unexpected symbol found = at line 1 and position 10'],
    ['filter x like y', 'unexpected symbol found y at line 1 and position 14'],
    ['filter @message like "open', 'unexpected symbol found " at line 1 and position 21'],
    ['filter (a = 1', 'unexpected symbol found <EOF> at line 1 and position 13'],
    ['filter like /a(/', 'unexpected symbol found like at line 1 and position 7'],
    ['filter a like /a(/', 'invalid regular expression /a(/'],
    ['fields sparkle(@message)', 'unknown function sparkle'],
    ['__proto__', 'unexpected symbol found __proto__ at line 1 and position 0'],
    ['fields @message | constructor', 'unexpected symbol found constructor at line 1 and position 18'],
    ['fields abs(1, 2)', 'invalid number of arguments for abs'],
    ['stats pct(@duration)', 'invalid number of arguments for pct'],
    ['stats count(*) by bin(5)', 'unexpected symbol found 5 at line 1 and position 22'],
    ['stats count(*) by bin(5y)', 'unknown time unit in 5y'],
    ['filter @duration > 5m', 'unexpected symbol found 5m at line 1 and position 19'],
    ['limit 0', 'unexpected symbol found 0 at line 1 and position 6'],
    ['parse @message "a * b *" as x', 'parse has 2 wildcards and 1 names for them'],
    ['parse @message /a(b)/', 'parse needs named capturing groups in its regular expression'],
    ['parse @message /a/', 'parse needs named capturing groups in its regular expression'],
    ['filter count(*) > 1', 'count is allowed in stats only'],
    ['stats count(*) as n | sort @timestamp', 'Unknown symbols found in or after stats: @timestamp'],
    ['stats @duration', 'Unknown symbols found in or after stats: @duration'],
    ['stats avg(max(@duration))', 'max is allowed in stats only'],
    ['parse @message "*" as a | parse @message "*" as a', 'Ephemeral field is already defined: a'],
    ['dedup @logStream | sort @timestamp', 'unexpected symbol found sort at line 1 and position 19'],
    [`filter ${'('.repeat(5000)}`, 'the query is too complex'],
    [`filter ${'not '.repeat(2000)} a`, 'the query is too complex'],
    [`fields ${'1+'.repeat(4000)}1`, 'the query is too complex'],
  ])('%s', (query, message) => {
    expect(refusal(query.slice(0, 10_000)).message).toBe(message)
  })

  it('with offsets into its text', () => {
    expect(refusal('fields a | where b')).toMatchObject({start: 11, end: 16})
  })
})

const words = fc.constantFrom(
  ...[
    'fields',
    'filter',
    'stats',
    'sort',
    'limit',
    'parse',
    'by',
    'as',
    'and',
    'not',
    'like',
    'in',
    'count',
    'bin',
    'pct',
    'dedup',
    'tail',
  ],
  ...[
    '@message',
    '@duration',
    'a.b',
    '`x y`',
    '5',
    '5m',
    '"* b"',
    "'c'",
    '/(?<n>.)/',
    '|',
    '(',
    ')',
    '[',
    ']',
    ',',
    '*',
    '/',
    '-',
    '=',
    '!=',
    '=~',
    '#',
    '\n',
    '^',
  ],
)

describe('any text', () => {
  const attempt = (query: string) => {
    try {
      return parseQuery(query)
    } catch (error) {
      expect(error).toBeInstanceOf(MalformedQuery)
      return null
    }
  }

  it('is parsed or refused, never worse', () => {
    fc.assert(fc.property(fc.string({unit: 'binary', maxLength: 200}), query => void attempt(query)))
    fc.assert(
      fc.property(fc.array(words, {maxLength: 30}), parts => void attempt(parts.join(' '))),
      {numRuns: 500},
    )
  })

  it('a query that is taken runs over any line', () => {
    const expressions = fc.constantFrom(
      '@message',
      '@duration',
      'a.b',
      '@timestamp',
      '-1',
      '"x"',
      'missing',
      'constructor',
      'abs(a.b)',
      'substr(@message, a.b)',
      '@message like /(?i)a+/',
    )
    const operators = fc.constantFrom('+', '/', '%', '^', '=', '<', '!=', 'and', 'or')
    const expression = fc.tuple(expressions, operators, expressions).map(([a, operator, b]) => `((${a}) ${operator} (${b}))`)
    const tails = fc.constantFrom(
      '',
      ' | sort r',
      ' | stats max(r), stddev(r), pct(r, 120), latest(r) by bin(1m), r',
      ' | dedup r',
      ' | parse r "*" as q',
    )
    const query = fc.tuple(expression, expression, tails).map(([a, b, tail]) => `filter not ${a} | fields ${b} as r${tail}`)
    const message = fc.oneof(
      fc.string({unit: 'binary'}),
      fc.json(),
      fc.json().map(json => `${report(1, 5)}${json}`),
    )
    fc.assert(
      fc.property(query, fc.array(message, {maxLength: 5}), (text, messages) => {
        const rows = messages.map(each => rowOf(eventOf({secondsAgo: 1, message: each}), {log: 'l', discovers: true}))
        const printed = printRows(runQuery(text, parseQuery(text), rows, 0))
        expect(printed.every(row => row.every(({value}) => typeof value === 'string'))).toBe(true)
      }),
      {numRuns: 500},
    )
  })
})

it('a query reads each event once, and takes no event before it needs it', () => {
  const query = 'filter @type = "REPORT" | stats count(*) as n, pct(@duration, 95) as p95 by bin(5m)'
  const message = report(1, 100)
  let reads = 0
  let ahead = 0
  const events = Array.from({length: 1000}, (_, i) =>
    Object.defineProperty(eventOf({secondsAgo: i, message}), 'message', {
      get: () => {
        reads += 1
        ahead = 0
        return message
      },
    }),
  )
  let most = 0
  const {rows} = runQuery(
    query,
    parseQuery(query),
    (function* () {
      for (const event of events) {
        most = Math.max(most, ++ahead)
        yield rowOf(event, {log: 'l', discovers: true})
      }
    })(),
    0,
  )
  expect(rows.length).toBeGreaterThan(3)
  // Its type, and once for all other fields, however many the query names.
  expect(reads).toBeLessThanOrEqual(2 * events.length)
  expect(most).toBe(1)
})
