import {afterEach, describe, expect, test} from 'vitest'
import {getInsightRuleReport} from '../../src/aws/cloudwatch.ts'
import {type Aws, connect, disconnect, usage} from '../../src/aws/index.ts'
import {type MetricQuery, readMetrics} from '../../src/aws/metrics.ts'
import {metricsOnTheWire, queriesOf, testConnection} from '../support/stub-account.ts'
import {type Answer, denied, type Input, stubAws} from '../support/stub-aws.ts'

const minute = 60_000
const startMs = Date.UTC(2026, 10, 23, 9)
const window = {startMs, endMs: startMs + 180 * minute}

const open: Aws[] = []
afterEach(() => {
  for (const aws of open.splice(0)) disconnect(aws)
})

function connected(answer: Answer) {
  const stub = stubAws({'cloudwatch:GetMetricData': answer})
  const aws = connect({...testConnection, requestHandler: stub.requestHandler as never})
  open.push(aws)
  return {aws, stub}
}

const metric = (metricName: string, more: Partial<MetricQuery> = {}): MetricQuery => ({
  namespace: 'AWS/Lambda',
  metricName,
  dimensions: {FunctionName: 'orders'},
  statistic: 'Sum',
  ...more,
})

const many = (n: number): MetricQuery[] => Array.from({length: n}, (_, i) => metric(`Metric${i}`))

/** Answers each query with a function of its name; times are minutes of the window. */
const answering =
  (of: (name: string) => {StatusCode: string; minutes?: number[]; values?: number[]}) =>
  (input: Input): object => ({
    MetricDataResults: queriesOf(input).map(({Id, MetricStat}) => {
      const {StatusCode, minutes = [], values = []} = of(MetricStat.Metric.MetricName)
      return {Id, StatusCode, Timestamps: minutes.map(i => (startMs + i * minute) / 1000), Values: values}
    }),
  })

describe('the queries of one tick', () => {
  test('goes to AWS in one request, and everyone gets the series they asked for', async () => {
    const {aws, stub} = connected(answering(name => ({StatusCode: 'Complete', minutes: [1], values: [name.length]})))
    const [a, b] = await Promise.all([
      readMetrics(aws, [metric('Errors'), metric('Invocations')], window),
      readMetrics(aws, [metric('Throttles')], window),
    ])
    expect([...a, ...b].map(series => series.values[1])).toEqual([6, 11, 9])
    expect(stub.calls).toHaveLength(1)
  })

  test('is asked once when it is the same, for any order of the dimensions', async () => {
    const {aws, stub} = connected(metricsOnTheWire)
    const one = metric('Errors', {dimensions: {FunctionName: 'orders', Resource: 'orders:live'}})
    const other = metric('Errors', {dimensions: {Resource: 'orders:live', FunctionName: 'orders'}})
    const [a, b] = await Promise.all([readMetrics(aws, [one], window), readMetrics(aws, [other, metric('Errors')], window)])
    expect(queriesOf(stub.calls[0]!.input)).toHaveLength(2)
    expect(a[0]).toEqual(b[0])
  })

  test('is split by 500 queries', async () => {
    const {aws, stub} = connected(answering(name => ({StatusCode: 'Complete', minutes: [0], values: [Number(name.slice(6))]})))
    const [a, b] = await Promise.all([readMetrics(aws, many(800), window), readMetrics(aws, many(1100).slice(800), window)])
    // A request for many datapoints waits for their quota.
    expect(stub.calls.map(call => queriesOf(call.input).length).sort((a, b) => b - a)).toEqual([500, 500, 100])
    expect([...a, ...b].map(series => series.values[0])).toEqual(Array.from({length: 1100}, (_, i) => i))
  })

  test('is split by 100,800 datapoints', async () => {
    const {aws, stub} = connected(metricsOnTheWire)
    await readMetrics(aws, many(100), {startMs, endMs: startMs + 1440 * minute})
    expect(stub.calls.map(call => queriesOf(call.input).length).sort((a, b) => b - a)).toEqual([70, 30])
  })

  test('is not mixed when the windows differ', async () => {
    const {aws, stub} = connected(metricsOnTheWire)
    const later = {startMs: startMs + minute, endMs: window.endMs}
    const [[a], [b]] = await Promise.all([readMetrics(aws, [metric('Errors')], window), readMetrics(aws, [metric('Errors')], later)])
    expect(stub.calls).toHaveLength(2)
    expect([a?.values.length, b?.values.length]).toEqual([180, 179])
  })
})

test('the request asks for one-minute periods of the window, oldest first', async () => {
  const {aws, stub} = connected(metricsOnTheWire)
  await readMetrics(aws, [metric('Duration', {statistic: 'p99'})], window)
  expect(stub.calls[0]!.input).toEqual({
    StartTime: startMs / 1000,
    EndTime: window.endMs / 1000,
    ScanBy: 'TimestampAscending',
    MetricDataQueries: [
      {
        Id: 'm0',
        MetricStat: {
          Metric: {Namespace: 'AWS/Lambda', MetricName: 'Duration', Dimensions: [{Name: 'FunctionName', Value: 'orders'}]},
          Period: 60,
          Stat: 'p99',
        },
      },
    ],
  })
})

test('minutes without a datapoint are null, and the order of the answer does not matter', async () => {
  const {aws} = connected(answering(() => ({StatusCode: 'Complete', minutes: [4, 2, 180, -1], values: [40, 0, 9, 9]})))
  const [series] = await readMetrics(aws, [metric('Errors')], window)
  expect(series).toMatchObject({startMs, periodSeconds: 60})
  expect(series?.values.slice(0, 6)).toEqual([null, null, 0, null, 40, null])
  expect(series?.values.filter(value => value !== null)).toEqual([0, 40])
})

describe('pages', () => {
  test('are read to the end; a part that a later page completes is complete', async () => {
    const {aws, stub} = connected((input, nth) => {
      const [first] = queriesOf(input)
      const at = (startMs + nth * minute) / 1000
      const result = {Id: first!.Id, Timestamps: [at], Values: [nth], StatusCode: nth === 3 ? 'Complete' : 'PartialData'}
      return {MetricDataResults: [result], ...(nth < 3 && {NextToken: `page ${nth + 1}`})}
    })
    const [series] = await readMetrics(aws, [metric('Errors')], window)
    expect(series?.values.slice(0, 5)).toEqual([null, 1, 2, 3, null])
    expect(stub.calls.map(call => call.input.NextToken)).toEqual([undefined, 'page 2', 'page 3'])
  })

  test('that never end are an error', async () => {
    const {aws} = connected(input => ({...metricsOnTheWire(input), NextToken: 'again'}))
    await expect(readMetrics(aws, [metric('Errors')], window)).rejects.toMatchObject({detail: /the same page/})
  })
})

describe('a metric that could not be read fails only those who asked for it', () => {
  test.each([
    ['Forbidden', 'denied'],
    ['InternalError', 'failed'],
    ['PartialData', 'failed'],
  ])('%s is %s', async (StatusCode, reason) => {
    const {aws} = connected(answering(name => ({StatusCode: name === 'Errors' ? StatusCode : 'Complete', minutes: [0], values: [1]})))
    const [good, bad] = await Promise.allSettled([
      readMetrics(aws, [metric('Invocations')], window),
      readMetrics(aws, [metric('Invocations'), metric('Errors')], window),
    ])
    expect(good.status).toBe('fulfilled')
    expect(bad).toMatchObject({status: 'rejected', reason: {action: 'cloudwatch:GetMetricData', reason}})
  })

  test('a query without an answer is a failure, not a metric without datapoints', async () => {
    const {aws} = connected({MetricDataResults: []})
    await expect(readMetrics(aws, [metric('Errors')], window)).rejects.toMatchObject({reason: 'failed'})
  })

  test('a refused request fails all that were in it', async () => {
    const {aws} = connected(denied('cloudwatch:GetMetricData'))
    const asked = await Promise.allSettled([readMetrics(aws, [metric('A')], window), readMetrics(aws, [metric('B')], window)])
    expect(asked.map(result => result.status === 'rejected' && result.reason.reason)).toEqual(['denied', 'denied'])
  })
})

test('the price is that of the metrics asked for, each page again', async () => {
  const {aws} = connected((input, nth) => ({...metricsOnTheWire(input), ...(nth === 1 && {NextToken: '2'})}))
  await readMetrics(aws, many(100), window)
  expect(usage(aws)).toEqual({requests: {'cloudwatch:GetMetricData': 2}, usd: 0.002})
})

test('a report of Contributor Insights costs as much as the metrics that it is asked for', async () => {
  const stub = stubAws({'cloudwatch:GetInsightRuleReport': {KeyLabels: [], Contributors: []}})
  const aws = connect({...testConnection, requestHandler: stub.requestHandler as never})
  open.push(aws)
  const report = {RuleName: 'rule', StartTime: new Date(startMs), EndTime: new Date(window.endMs), Period: 60}
  await getInsightRuleReport(aws, {...report, Metrics: ['Maximum', 'Sum']})
  expect(usage(aws).usd).toBe(0.00002)
  await getInsightRuleReport(aws, report)
  expect(usage(aws).usd).toBe(0.00003)
})
