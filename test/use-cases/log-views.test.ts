import {describe, expect, test} from 'vitest'
import {coldStartsText} from '../../src/reports/views/cold-starts.ts'
import {errorsText} from '../../src/reports/views/errors.ts'
import {coldStarts, type LogOptions} from '../../src/use-cases/views/cold-starts.ts'
import {functionErrors} from '../../src/use-cases/views/errors.ts'
import {expectSchema} from '../commands/schemas.ts'
import {labConnection} from '../support/lab-connection.ts'
import {functionOnTheWire, metricsOnTheWire, queriesOf, testConnection} from '../support/stub-account.ts'
import {type Answer, stubAws} from '../support/stub-aws.ts'

const options = (given: Partial<LogOptions> = {}): LogOptions => ({
  functionText: 'orders-projector',
  sinceSeconds: 3 * 3600,
  mostBytes: 1e10,
  ...given,
})
const style = {columns: 80, colour: false, unicode: true, verbose: false}
const lines = (text: string): number => Math.max(...text.split('\n').map(line => line.length))

describe('cold starts', () => {
  test('are counted in the log, and priced', async () => {
    const report = await coldStarts(labConnection({incident: 'cold-start-burden', seed: 1}), options())
    expectSchema('cold-starts', report)
    expect(report.share).toBeGreaterThan(0.3)
    expect(report.inits.p50Ms).toBeGreaterThan(2000)
    expect(report.usd).toBeGreaterThan(0)
    expect(report.usage.requests).toMatchObject({'logs:StartQuery': 1})
    expect(report.usage.requests['logs:StopQuery']).toBeUndefined()
    expect(lines(coldStartsText(report, style))).toBeLessThanOrEqual(80)
  })

  test('are unknown where the log lacks the reports of success', async () => {
    const {connection} = account({LoggingConfig: {LogFormat: 'JSON', SystemLogLevel: 'WARN'}})
    await expect(coldStarts(connection, options())).rejects.toMatchObject({
      code: 'E_NO_LOG',
      message: expect.stringContaining('SystemLogLevel to INFO'),
    })
  })

  test('are unknown where there is no log', async () => {
    const {connection} = account({}, {'logs:DescribeLogGroups': {logGroups: []}})
    await expect(coldStarts(connection, options())).rejects.toMatchObject({
      code: 'E_NO_LOG',
      message: expect.stringContaining('does not exist'),
    })
  })
})

describe('errors', () => {
  test('are counted by minute and version, and named', async () => {
    const report = await functionErrors(labConnection({incident: 'memory-exhausted', seed: 1}), options())
    expectSchema('errors', report)
    expect(report.classes.map(({kind}) => kind)).toEqual(['out-of-memory'])
    expect(report.versions.map(({version, rate}) => [version, rate])).toEqual([
      ['13', 1],
      ['12', 0],
    ])
    expect(report.perMinute).toHaveLength(180)
    expect(lines(errorsText(report, style))).toBeLessThanOrEqual(80)
  })

  test('that Errors does not count are shown: partial batch failures', async () => {
    const report = await functionErrors(labConnection({incident: 'poison-record', seed: 1}), options())
    expect(report.errors).toBe(0)
    expect(report.partialFailures[0]).toMatchObject({reports: true, counted: true})
    expect(report.partialFailures[0]?.hiddenMinutes).toBeGreaterThan(5)
    expect(report.classes[0]).toMatchObject({kind: 'exception', type: 'TypeError'})
    expect(report.classes[0]?.handled).toBe(report.classes[0]?.count)
    expect(errorsText(report, style)).toContain('partial\n  batch failures')
  })

  test('a log that may not be queried is told; the metrics are shown all the same', async () => {
    const report = await functionErrors(
      labConnection({incident: 'failing-function', seed: 1, deny: ['logs:StartQuery', 'cloudwatch:ListMetrics']}),
      options(),
    )
    expectSchema('errors', report)
    expect(report.log).toBeNull()
    expect(report.errors).toBeGreaterThan(0)
    expect(report.missing.map(({action}) => action).sort()).toEqual(['cloudwatch:ListMetrics', 'logs:StartQuery'])
  })
})

function account(configuration: object, more: Record<string, Answer> = {}) {
  const stub = stubAws({
    'lambda:GetFunction': functionOnTheWire(configuration),
    'logs:DescribeLogGroups': {logGroups: [{logGroupName: '/aws/lambda/orders-projector', logGroupClass: 'STANDARD'}]},
    'logs:StartQuery': {queryId: 'q'},
    'logs:StopQuery': {success: true},
    'cloudwatch:GetMetricData': metricsOnTheWire,
    ...more,
  })
  return {stub, connection: {...testConnection, requestHandler: stub.requestHandler as never, sleep: async () => {}}}
}

describe('the scan of a query is bounded', () => {
  test('it is not started when the log is known to be larger', async () => {
    const bytes: Answer = input => ({
      MetricDataResults: queriesOf(input).map(({Id, MetricStat}) => {
        const counts = MetricStat.Metric.MetricName === 'IncomingBytes'
        return {
          Id,
          StatusCode: 'Complete',
          Timestamps: counts ? [Math.floor(Date.now() / 60_000) * 60 - 600] : [],
          Values: counts ? [4e9] : [],
        }
      }),
    })
    const {stub, connection} = account({}, {'cloudwatch:GetMetricData': bytes})
    await expect(coldStarts(connection, options({mostBytes: 3e9}))).rejects.toMatchObject({
      code: 'E_SCAN_LIMIT',
      exitCode: 7,
      message: 'The query would scan about 4 GB ($0.0200), and --max-scan-gb allows 3 GB.',
    })
    expect(stub.count('logs:StartQuery')).toBe(0)
  })

  test.each([
    [5e5, '0.5 MB'],
    [1000, '1 kB'],
    [100, '0.1 kB'],
    [30, '30 bytes'],
  ])('a guard of %d bytes is reported as it is', async (mostBytes, words) => {
    const running: Answer = () => ({status: 'Running', results: [], statistics: {bytesScanned: 9.3e6}})
    const {connection} = account({}, {'logs:GetQueryResults': running})
    await expect(coldStarts(connection, options({mostBytes}))).rejects.toMatchObject({
      message: `The query was stopped after 9.3 MB (under $0.0001), and --max-scan-gb allows ${words}.`,
    })
  })

  test('it is stopped when it scans more', async () => {
    const running: Answer = (_, nth) => ({status: 'Running', results: [], statistics: {bytesScanned: nth * 2e9}})
    const {stub, connection} = account({}, {'logs:GetQueryResults': running})
    await expect(coldStarts(connection, options({mostBytes: 3e9}))).rejects.toMatchObject({
      code: 'E_SCAN_LIMIT',
      message: expect.stringContaining('stopped after 4 GB'),
    })
    expect([stub.count('logs:GetQueryResults'), stub.count('logs:StopQuery')]).toEqual([2, 1])
  })

  test('whoever leaves stops it too', async () => {
    const control = new AbortController()
    const {stub, connection} = account({}, {'logs:GetQueryResults': {status: 'Running', results: []}})
    const leaving = options({signal: control.signal, onProgress: () => control.abort(new Error('interrupted'))})
    await expect(coldStarts(connection, leaving)).rejects.toBeDefined()
    expect(stub.count('logs:StopQuery')).toBe(1)
  })
})
