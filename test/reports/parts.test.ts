import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {commandLines} from '../../src/reports/text/command-lines.ts'
import {fromNow} from '../../src/reports/text/instants.ts'
import {spark} from '../../src/reports/text/sparkline.ts'
import {pageOf} from '../../src/reports/text/style.ts'
import {flow, wrap} from '../../src/reports/text/wrap.ts'

const minutes = (values: (number | null)[]) => values.map((value, i) => ({atMs: i * 60_000, value}))
const options = {cells: 60, rows: 1, atLeast: 0, unicode: true}

describe('spark', () => {
  test('a minute is a cell when there is room', () => {
    expect(spark(minutes([0, 1, 2, 4, 8]), options)?.rows).toEqual(['▁▁▂▄█'])
    expect(spark(minutes([0, 4, 8]), {...options, unicode: false})?.rows).toEqual(['.:#'])
  })
  test('a cell shows the highest of its minutes', () => expect(spark(minutes([1, 8, 1, 1]), {...options, cells: 2})?.rows).toEqual(['█▁']))
  test('a value that was not reported is blank, and is counted', () => {
    expect(spark(minutes([8, null, 0]), options)).toMatchObject({rows: ['█ ▁'], gaps: true, max: 8})
  })
  test('small noise stays small', () => expect(spark(minutes([1, 2, 3]), {...options, atLeast: 30})?.rows).toEqual(['▁▁▁']))
  test('rows stand on each other', () => expect(spark(minutes([0, 8, 16]), {...options, rows: 2})?.rows).toEqual(['  █', '▁██']))
  test('nothing reported is no picture', () => {
    expect(spark([], options)).toBeUndefined()
    expect(spark(minutes([null, null]), options)).toBeUndefined()
  })
  test('no minute is lost, with any number of cells', () => {
    fc.assert(
      fc.property(fc.integer({min: 1, max: 300}), fc.integer({min: 1, max: 200}), (n, cells) => {
        const drawn = spark(minutes(Array.from({length: n}, () => 1)), {...options, cells})
        expect(drawn?.rows[0]).toBe('█'.repeat(Math.min(n, cells)))
        expect(drawn?.gaps).toBe(false)
      }),
    )
  })
})

describe('commandLines', () => {
  const command = `aws lambda update-event-source-mapping --uuid 14e0db71 --maximum-retry-attempts 3 --destination-config '{"a": "b c"}'`
  test('a command that fits stays as it is', () => expect(commandLines(command, 200)).toEqual([command]))
  test('a long one is broken before its options', () => {
    expect(commandLines(command, 60)).toEqual([
      'aws lambda update-event-source-mapping --uuid 14e0db71 \\',
      '  --maximum-retry-attempts 3 \\',
      `  --destination-config '{"a": "b c"}'`,
    ])
  })
  test.each(["echo 'an open quote that is never closed at all", 'cat <<EOF and much more of it', 'ls # a comment --that is long'])(
    'a command that a break could change is left whole: %s',
    odd => expect(commandLines(odd, 20)).toEqual([odd]),
  )
  test('the shell reads the same words', () => {
    const word = fc.oneof(
      fc.stringMatching(/^--?[a-z-]{1,20}$/),
      fc.stringMatching(/^[a-z0-9:/]{1,40}$/),
      fc.constantFrom(`'a  b'`, '"x \\" y"', 'a\\ b'),
    )
    fc.assert(
      fc.property(fc.array(word, {minLength: 1, maxLength: 12}), fc.integer({min: 20, max: 120}), (words, width) => {
        const whole = words.join(' ')
        expect(
          commandLines(whole, width)
            .join('\n')
            .replace(/ \\\n {2}/g, ' '),
        ).toBe(whole)
      }),
    )
  })
})

test('a number stays with its unit', () =>
  expect(wrap('it takes 22 h 58 min, 1.2 % of it', 13)).toEqual(['it takes 22 h', '58 min, 1.2 %', 'of it']))

test('time is told from now', () => {
  expect(fromNow('2026-11-24T00:00:00.000Z', '2026-11-23T21:00:00.000Z')).toBe('in 3 h')
  expect(fromNow('2026-11-23T20:48:00.000Z', '2026-11-23T21:00:00.000Z')).toBe('12 min ago')
})

test('instants in running text read as people write them; a stream label stays as it is', () => {
  const {text} = pageOf({columns: 80, colour: false, unicode: true, verbose: false})
  expect(text('Disabled since 2026-11-23T17:38:06.000Z.')).toBe('Disabled since 2026-11-23 17:38 UTC.')
  expect(text('at 2026-11-23T17:54Z')).toBe('at 2026-11-23 17:54 UTC')
  expect(text('stream/2026-10-21T02:33:22.000')).toBe('stream/2026-10-21T02:33:22.000')
})

test('a part that is wider than the line breaks at its blanks', () =>
  expect(flow(['stalled: a shard is blocked', 'age 25 min'], ' · ', 20)).toEqual(['stalled: a shard is', 'blocked · age 25 min']))

test('a long text without blanks is cut; time that grew faster than its length would run into the timeout', () => {
  const words = `${'x'.repeat(200_000)} ${'日本'.repeat(20_000)}`
  expect(wrap(words, 60).join('')).toBe(words.replace(' ', ''))
})
