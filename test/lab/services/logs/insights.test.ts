import {describe, expect, it} from 'vitest'
import {parseQuery} from '../../../../packages/lab/src/services/logs/insights/parse-query.ts'
import {printRows} from '../../../../packages/lab/src/services/logs/insights/print-rows.ts'
import {rowOf} from '../../../../packages/lab/src/services/logs/insights/rows.ts'
import {runQuery} from '../../../../packages/lab/src/services/logs/insights/run-query.ts'
import {startMs} from '../world-of-one.ts'
import {eventOf, type Line, platformReport, report, requestId} from './lines.ts'

const source = {log: '123456789012:/aws/lambda/orders-projector', discovers: true}

/** The rows of a query over lines, without pointers. */
function run(query: string, lines: readonly Line[], discovers = true): Record<string, string>[] {
  const rows = lines.map(line => rowOf(eventOf(line), {...source, discovers}))
  const printed = printRows(runQuery(query, parseQuery(query), rows, startMs))
  return printed.map(row => Object.fromEntries(row.filter(({field}) => field !== '@ptr').map(({field, value}) => [field, value])))
}

const says = (...messages: string[]): Line[] => messages.map((message, i) => ({secondsAgo: messages.length - i, message}))

const textLines: Line[] = [
  {secondsAgo: 610, message: report(1, 100, {initMs: 400, usedMb: 60})},
  {secondsAgo: 605, message: `START RequestId: ${requestId(2)} Version: $LATEST\n`},
  {secondsAgo: 602, message: report(2, 200, {usedMb: 64})},
  {secondsAgo: 400, message: report(3, 300, {restoreMs: 250.5, usedMb: 70})},
  {secondsAgo: 399, message: `END RequestId: ${requestId(3)}\n`},
  {secondsAgo: 310, message: report(4, 400.25, {usedMb: 72})},
]

describe('the queries for a Lambda function', () => {
  it('cold starts and percentiles, from text', () => {
    const query = `filter @type = "REPORT"
      | parse @message /Restore Duration: (?<restore>[\\d.]+) ms/
      | stats count(*) as n, count(@initDuration) as cold, count(restore) as restores,
              pct(@initDuration,50) as init50, pct(@initDuration,95) as init95,
              pct(@duration,50) as p50, pct(@duration,99) as p99,
              max(@maxMemoryUsed)/1000/1000 as usedMB, max(@memorySize)/1000/1000 as sizeMB by bin(5m)`
    expect(run(query, textLines)).toEqual([
      {'bin(5m)': '2026-11-23 11:50:00.000', n: '2', cold: '0', restores: '1', p50: '300', p99: '400.25', usedMB: '72', sizeMB: '128'},
      {
        'bin(5m)': '2026-11-23 11:45:00.000',
        n: '2',
        cold: '1',
        restores: '0',
        init50: '400',
        init95: '400',
        p50: '100',
        p99: '200',
        usedMB: '64',
        sizeMB: '128',
      },
    ])
  })

  it('the same from JSON', () => {
    const metrics = {durationMs: 12.5, billedDurationMs: 13, memorySizeMB: 256, maxMemoryUsedMB: 90}
    const lines = says(
      platformReport(1, 'success', {...metrics, initDurationMs: 310.5}),
      '{"type":"platform.start","record":{"requestId":"x"}}',
      platformReport(2, 'success', {...metrics, durationMs: 20, maxMemoryUsedMB: 120}),
    )
    const query = `filter type = "platform.report"
      | stats count(*) as n, count(record.metrics.initDurationMs) as cold, pct(record.metrics.initDurationMs,95) as init95,
              pct(record.metrics.durationMs,95) as p95, max(record.metrics.maxMemoryUsedMB) as usedMB, max(record.metrics.memorySizeMB) as sizeMB`
    expect(run(query, lines)).toEqual([{n: '2', cold: '1', init95: '310.5', p95: '20', usedMB: '120', sizeMB: '256'}])
  })

  it('timeouts, crashes and exhausted memory, in the old style and the new', () => {
    const failures = [
      `2026-11-23T11:00:00.000Z ${requestId(1)} Task timed out after 3.00 seconds\n\n`,
      report(2, 3000, {tail: 'Status: timeout'}),
      `RequestId: ${requestId(3)} Error: Runtime exited without providing a reason\nRuntime.ExitError\n`,
      report(4, 10, {tail: 'Status: error\tError Type: Runtime.ExitError'}),
      `RequestId: ${requestId(5)} Error: Runtime exited with error: signal: killed\nRuntime.ExitError\n`,
      platformReport(6, 'timeout', {durationMs: 3000}),
    ]
    const query = `filter @message like /Task timed out after|Status: timeout|Runtime exited|Runtime\\.ExitError|Runtime\\.OutOfMemory|signal: killed/
      or (type = "platform.report" and record.status != "success")`
    const found = run(`${query} | fields @message`, says(report(7, 5), ...failures, platformReport(8, 'success', {durationMs: 1}), 'hello'))
    expect(found.map(row => row['@message'])).toEqual([...failures].reverse())
  })

  it('network and permission errors, by kind and time', () => {
    const query = `filter @message like /ECONNREFUSED|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|ECONNRESET|socket hang up|AccessDenied|is not authorized to perform/
      | stats count(*) as n by strcontains(@message,"AccessDenied") as denied, bin(5m)`
    const lines = says('connect ETIMEDOUT 10.0.0.1:443', 'AccessDeniedException: User … is not authorized', 'AccessDenied', 'fine')
    expect(run(query, lines)).toEqual([
      {denied: '0', 'bin(5m)': '2026-11-23 11:55:00.000', n: '1'},
      {denied: '1', 'bin(5m)': '2026-11-23 11:55:00.000', n: '2'},
    ])
  })

  it("AWS's own: overprovisioned memory, where items of stats name those before them", () => {
    const query = `filter @type = "REPORT" | stats max(@memorySize / 1000 / 1000) as provisonedMemoryMB, min(@maxMemoryUsed / 1000 / 1000) as smallest,
      avg(@maxMemoryUsed / 1000 / 1000) as average, max(@maxMemoryUsed / 1000 / 1000) as maxMemoryUsedMB, provisonedMemoryMB - maxMemoryUsedMB as overProvisionedMB`
    expect(run(query, textLines)).toEqual([
      {provisonedMemoryMB: '128', smallest: '60', average: '66.5', maxMemoryUsedMB: '72', overProvisionedMB: '56'},
    ])
  })
})

describe('discovered fields', () => {
  it('of a REPORT line, in the notation of AWS', () => {
    const traced = report(1, 133.61, {initMs: 80, usedMb: 79, tail: 'XRAY TraceId: 1-5e34-aa\tSegmentId: 6b\tSampled: true'})
    const fields =
      '@type, @requestId, @duration, @billedDuration, @memorySize, @maxMemoryUsed, @initDuration, @xrayTraceId, @log, @logStream'
    expect(run(`fields ${fields}`, says(traced))).toEqual([
      {
        '@type': 'REPORT',
        '@requestId': requestId(1),
        '@duration': '133.61',
        '@billedDuration': '134.0',
        '@memorySize': '1.28E8',
        '@maxMemoryUsed': '7.9E7',
        '@initDuration': '80.0',
        '@xrayTraceId': '1-5e34-aa',
        '@log': '123456789012:/aws/lambda/orders-projector',
        '@logStream': '2026/11/23/[$LATEST]0123456789abcdef',
      },
    ])
  })

  it('a request of a timeout; a restore is no duration and no init', () => {
    expect(run('fields @duration, @initDuration, @billedDuration', says(report(1, 10, {restoreMs: 700})))).toEqual([
      {'@duration': '10.0', '@billedDuration': '10.0'},
    ])
    expect(run('fields @requestId', says(`2026-11-23T11:00:00.000Z ${requestId(1)} Task timed out after 3.00 seconds`))).toEqual([
      {'@requestId': requestId(1)},
    ])
    expect(run('filter ispresent(@duration)', says('INIT_REPORT Init Duration: 10000.00 ms\tPhase: init\tStatus: timeout'))).toEqual([])
  })

  it('of JSON: nested, lists, conditions as 1 and 0, null as missing, @ doubled', () => {
    const line = '{"a":{"b":[{"c":"x"},7]},"ok":true,"no":null,"@t":"u","level":"ERROR"}'
    expect(run('fields a.b.0.c, a.b.1, ok, no, @@t, level', says(line))).toEqual([
      {'a.b.0.c': 'x', 'a.b.1': '7', ok: '1', '@@t': 'u', level: 'ERROR'},
    ])
  })

  it('of the first JSON within a text line, and its request', () => {
    const line = `2026-11-23T11:00:00.000Z\t${requestId(9)}\tERROR\tfailed {"errorType":"Error","at":{"x":"}"}} {"later":1}`
    expect(run('fields errorType, at.x, later, @requestId', says(line))).toEqual([
      {errorType: 'Error', 'at.x': '}', '@requestId': requestId(9)},
    ])
  })

  it('none in a group of the Infrequent Access class, but those that AWS generates', () => {
    const lines = says(report(1, 10))
    expect(run('filter @type = "REPORT"', lines, false)).toEqual([])
    expect(run('parse @message "Duration: * ms" as d | stats sum(d) as ms, count(@timestamp) as n', lines, false)).toEqual([
      {ms: '10', n: '1'},
    ])
  })
})

describe('commands', () => {
  const lines = says('a 3 x10', 'b 1 x9', 'c 2 x9')
  const messages = (query: string) => run(query, lines).map(row => row['@message'])

  it('newest first, with time and message, when the query says nothing', () => {
    expect(run('filter 1 = 1 # all', lines)).toEqual([
      {'@timestamp': '2026-11-23 11:59:59.000', '@message': 'c 2 x9'},
      {'@timestamp': '2026-11-23 11:59:58.000', '@message': 'b 1 x9'},
      {'@timestamp': '2026-11-23 11:59:57.000', '@message': 'a 3 x10'},
    ])
  })

  it.each([
    ['limit 1', ['c 2 x9']],
    ['head 2', ['c 2 x9', 'b 1 x9']],
    ['tail 1', ['a 3 x10']],
    ['sort @timestamp asc | limit 1', ['a 3 x10']],
    ['parse @message "* * *" as l, n, k | sort n desc | display @message', ['a 3 x10', 'c 2 x9', 'b 1 x9']],
    ['parse @message "* * *" as l, n, k | sort k, l desc | display @message', ['c 2 x9', 'b 1 x9', 'a 3 x10']],
    ['parse @message "* * *" as l, n, k | display @message | dedup k', ['c 2 x9', 'a 3 x10']],
    ['parse @message "* * *" as l, n, k | filter n between 1', null],
  ])('%s', (query, expected) => {
    if (expected === null) expect(() => messages(query)).toThrow(/unexpected symbol found between/)
    else expect(messages(query)).toEqual(expected)
  })

  it('parse and fields add columns; display decides', () => {
    const query = 'fields @message | parse @message /^(?<letter>\\w) (?<digit>\\d)/ | fields digit * 2 as double'
    expect(run(`${query} | limit 1`, lines)).toEqual([{'@message': 'c 2 x9', double: '4', letter: 'c', digit: '2'}])
    expect(run(`${query} | display letter | limit 1`, lines)).toEqual([{letter: 'c'}])
  })

  it('commands after stats work on its columns', () => {
    const query =
      'parse @message "* * *" as l, n, k | stats count(*), sum(n) as s by k | filter s < 4 | fields s * 10 as tens | sort count(*) desc'
    expect(run(query, lines)).toEqual([
      {k: 'x9', 'count(*)': '2', s: '3', tens: '30'},
      {k: 'x10', 'count(*)': '1', s: '3', tens: '30'},
    ])
    expect(run('stats count(*) as n by bin(1s) | stats max(n) as most', lines)).toEqual([{most: '1'}])
    expect(run('stats count(*) by bin(1m) | sort bin(1m) asc', lines)).toHaveLength(1)
  })

  it('stats over nothing has no rows', () => {
    expect(run('filter @message = "none" | stats count(*) as n', lines)).toEqual([])
  })

  it.each([
    ['count(x)', '4'],
    ['count()', '5'],
    ['count_distinct(x)', '3'],
    ['sum(x)', '7'],
    ['avg(x)', '1.75'],
    ['min(x)', '1'],
    ['max(x)', '3'],
    ['stddev(x)', '0.8292'],
    ['pct(x, 50)', '1'],
    ['pct(x, 100)', '3'],
    ['earliest(x)', '1'],
    ['latest(x)', '2'],
    ['latest(@timestamp)', String(startMs - 1000)],
    ['max(x) - min(x) + 1', '3'],
    ['sum(strcontains(@message, "x"))', '4'],
  ])('stats %s', (item, expected) => {
    expect(run(`stats ${item} as result`, says('{"x":1}', '{"x":3}', '{"y":1}', '{"x":"1"}', '{"x":2}'))).toEqual([{result: expected}])
  })

  it.each([
    ['bin(30s)', '2026-11-23 11:57:30.000'],
    ['bin(1h)', '2026-11-23 11:00:00.000'],
    ['bin(1d)', '2026-11-23 00:00:00.000'],
    ['bin(5 m)', null],
    ['bin(300s)', '2026-11-23 11:57:00.000'],
    ['bin(2hrs)', '2026-11-23 10:00:00.000'],
  ])('%s floors in UTC; numbers above the cap of their unit count as the cap', (bin, expected) => {
    const bins = () => run(`stats count(*) as n by ${bin} as at`, [{secondsAgo: 123, message: 'x'}])
    if (expected === null) expect(bins).toThrow(/unexpected symbol/)
    else expect(bins()).toEqual([{at: expected, n: '1'}])
  })
})

describe('expressions', () => {
  const line = '{"n":10,"s":"Ab c","d":"2.5","e":"","t":"  x ","u":true}'
  const value = (expression: string) => run(`fields ${expression} as result`, says(line))[0]?.result

  it.each([
    ['1 + 2 * 3 ^ 2 - 4 / 8', '18.5'],
    ['(1 + 2) * -3', '-9'],
    ['10 % 3', '1'],
    ['n / 3', '3.3333'],
    ['1 / 0', undefined],
    ['n + missing', undefined],
    ['d * 2', '5'],
    ['n = "10"', '1'],
    ['d > 2', '1'],
    ['s < 3', '0'],
    ['missing = 1', '0'],
    ['missing != 1', '1'],
    ['not n = 10', '0'],
    ['n = 1 or u = 1 and n = 10', '1'],
    ['s like "b c"', '1'],
    ['s like /^a/', '0'],
    ['s like /(?i)^a/', '1'],
    ['s =~ /b.c$/', '1'],
    ['s not like /b/', '0'],
    ['missing like /./', '0'],
    ['n in [1, 10]', '1'],
    ['s not in ["x", "Ab c"]', '0'],
    ['ispresent(e)', '1'],
    ['ispresent(missing)', '0'],
    ['isempty(e)', '1'],
    ['isblank(missing)', '1'],
    ['coalesce(missing, n)', '10'],
    ['if(n > 5, "big", "small")', 'big'],
    ['case(n > 50, "a", n > 5, "b", "c")', 'b'],
    ['toupper(s)', 'AB C'],
    ['tolower(s)', 'ab c'],
    ['strlen(s)', '4'],
    ['trim(t)', 'x'],
    ['ltrim("xyZxyfooxyZ", "xyZ")', 'fooxyZ'],
    ['rtrim("xyZfooxyZ", "xyZ")', 'xyZfoo'],
    ['concat(s, "-", n)', 'Ab c-10'],
    ['substr("xyZfooxyZ", 3, 3)', 'foo'],
    ['replace("foo", "o", "0")', 'f00'],
    ['strcontains(s, "AB", true)', '0'],
    ['abs(-2)', '2'],
    ['floor(2.7) + ceil(2.1) + round(2.5)', '8'],
    ['round(2.345, 1)', '2.3'],
    ['greatest(1, n, 3)', '10'],
    ['least(1, n, 3)', '1'],
    ['datefloor(@timestamp, 1h)', '2026-11-23 11:00:00.000'],
    ['dateceil(@timestamp, 1h)', '2026-11-23 12:00:00.000'],
    ['toMillis(@timestamp)', String(startMs - 1000)],
    ['fromMillis(0)', '1970-01-01 00:00:00.000'],
    ['now()', String(startMs / 1000)],
    ['`n`', '10'],
  ])('%s', (expression, expected) => {
    expect(value(expression)).toBe(expected)
  })
})
