import {expect, it} from 'vitest'
import {reportQuery} from '../../../src/evidence/logs/report-query.ts'
import {memoryFrom} from '../../../src/evidence/on-demand/log-reports.ts'
import {known} from '../../../src/model/evidence/item.ts'
import {ask} from '../../support/ask.ts'
import {lambdaFunction, functionMetrics as metricsOf, nowMs, published} from '../../support/evidence.ts'
import {failure} from '../../support/stub-aws.ts'

const total = {
  invocations: '10',
  starts: '2',
  restores: '1',
  startSum: '2500.5',
  start50: '900',
  start95: '1600.5',
  startMaximum: '1600.5',
  durationSum: '1234.5',
  billedSum: '3740',
}
const period = {at: '2026-11-23 02:55:00.000', invocations: '4', starts: '0', restores: '0', leastSize: '512', size: '512', used: '128'}
const columns = (row: Record<string, string>) => [Object.entries(row).map(([field, value]) => ({field, value}))]
const insights = (all: Record<string, string> | null) => ({
  'logs:StartQuery': ({queryString}: {queryString?: unknown}) => ({queryId: String(queryString).includes('bin(5m)') ? 'periods' : 'all'}),
  'logs:GetQueryResults': ({queryId}: {queryId?: unknown}) => ({
    status: 'Complete',
    results: all === null ? [] : columns(queryId === 'all' ? all : period),
    statistics: {bytesScanned: 1000},
  }),
})

const noStarts = {coldStarts: 0, restores: 0, initP50Ms: null, initP95Ms: null, initMaximumMs: null, initSumMs: null}

it('reports are read over the newest hour, in all and in periods', async () => {
  const {item, calls} = await ask('logReports', {}, insights(total))
  expect(item).toEqual(
    known({
      logGroup: '/aws/lambda/orders-projector',
      fromMs: nowMs - 3_600_000,
      toMs: nowMs,
      invocations: 10,
      coldStarts: 2,
      restores: 1,
      initP50Ms: 900,
      initP95Ms: 1600.5,
      initMaximumMs: 1600.5,
      initSumMs: 2500.5,
      durationSumMs: 1234.5,
      billedSumMs: 3740,
      memorySizeMb: 512,
      usedMemoryMaximumMb: 128,
      periods: [{atMs: Date.UTC(2026, 10, 23, 2, 55), invocations: 4, ...noStarts}],
      bytesScanned: 2000,
    }),
  )
  expect(calls.filter(({action}) => action === 'logs:StartQuery')).toHaveLength(2)
})

it('memory that was used under another size does not count', () => {
  const row = (minute: string, size: string, used: string, leastSize = size) => ({
    at: `2026-11-23 02:${minute}:00.000`,
    size,
    leastSize,
    used,
  })
  const before = row('30', '512', '400')
  expect(memoryFrom([row('40', '256', '256'), row('45', '256', '250'), row('35', '512', '390', '256'), before])).toEqual({
    memorySizeMb: 256,
    usedMemoryMaximumMb: 256,
  })
  expect(memoryFrom([row('30', '512', '400', '256')])).toEqual({memorySizeMb: null, usedMemoryMaximumMb: null})
})

it('no report is no invocation that is known, where CloudWatch counts none', async () => {
  const nothing = {durationSumMs: null, billedSumMs: null, memorySizeMb: null, usedMemoryMaximumMb: null}
  const {item} = await ask('logReports', {functionMetrics: metricsOf(() => 1, {'Invocations.Sum': published(() => null)})}, insights(null))
  expect(item).toMatchObject(known({invocations: 0, ...noStarts, ...nothing, periods: []}))
})

it('a function that never logged, or is gone, has none', async () => {
  const gone = {'logs:StartQuery': failure(400, 'ResourceNotFoundException')}
  expect((await ask('logReports', {}, gone)).item).toEqual(known(null))
  expect((await ask('logReports', {function: null}, {})).item).toEqual(known(null))
})

it('a group that other functions may share is read for this one', async () => {
  const {calls} = await ask('logReports', {function: lambdaFunction({logGroup: '/all'})}, insights(total))
  expect(calls[0]?.input.queryString).toMatch(/^filter @logStream like \/\\\/orders-projector\\\[\/\n/)
})

/** The patterns of the query, tried on lines as AWS writes them. */
const values = (line: string) =>
  Object.assign(
    {},
    ...[...reportQuery('', false).matchAll(/parse @message \/(.*)\/$/gm)].map(([, source = '']) => new RegExp(source).exec(line)?.groups),
  )

it.each([
  [
    'text',
    'REPORT RequestId: r\tDuration: 133.61 ms\tBilled Duration: 214 ms\tMemory Size: 128 MB\tMax Memory Used: 31 MB\tInit Duration: 80.00 ms\t',
    {durationMs: '133.61', billedMs: '214', initMs: '80.00', sizeMb: '128', usedMb: '31'},
  ],
  [
    'text of a restored environment',
    'REPORT RequestId: r\tDuration: 5.10 ms\tBilled Duration: 6 ms\tMemory Size: 512 MB\tMax Memory Used: 99 MB\tRestore Duration: 301.50 ms\tBilled Restore Duration: 302 ms\t',
    {durationMs: '5.10', billedMs: '6', restoreMs: '301.50', sizeMb: '512', usedMb: '99'},
  ],
  [
    'JSON, with spans of their own durations',
    '{"time":"t","type":"platform.report","record":{"requestId":"r","spans":[{"name":"responseLatency","durationMs":1.5}],"metrics":{"durationMs":10.1,"billedDurationMs":11,"memorySizeMB":256,"maxMemoryUsedMB":80,"initDurationMs":120.5},"status":"success"}}',
    {durationMs: '10.1', billedMs: '11', initMs: '120.5', sizeMb: '256', usedMb: '80'},
  ],
  ['JSON of a managed instance', '{"type": "platform.report", "record": {"metrics": {"durationMs": 7}}}', {durationMs: '7'}],
])('a report in %s', (_style, line, expected) => {
  expect(Object.fromEntries(Object.entries(values(line)).filter(([, value]) => value !== undefined))).toEqual(expected)
})
