import {
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  type GetMetricDataCommandInput,
  GetMetricStatisticsCommand,
  type GetMetricStatisticsCommandInput,
  ListMetricsCommand,
  type MetricDataQuery,
  paginateGetMetricData,
} from '@aws-sdk/client-cloudwatch'
import {describe, expect, it} from 'vitest'
import {clientsOf} from './clients.ts'
import {labOfOne, startMs} from './world-of-one.ts'

const minute = 60_000
const FunctionName = 'orders-projector'
const Dimensions = [{Name: 'FunctionName', Value: FunctionName}]

const query = (Id: string, MetricName = 'IteratorAge', Stat = 'Maximum', Period = 60): MetricDataQuery => ({
  Id,
  MetricStat: {Metric: {Namespace: 'AWS/Lambda', MetricName, Dimensions}, Period, Stat},
})
const window = (minutes: number) => ({StartTime: new Date(startMs - minutes * minute), EndTime: new Date(startMs)})

describe('GetMetricData', () => {
  it('answers in the order of the queries, newest first, with the metric as label', async () => {
    const lab = labOfOne()
    const {cloudwatch} = clientsOf(lab)
    const answer = await cloudwatch.send(
      new GetMetricDataCommand({
        ...window(3),
        MetricDataQueries: [query('age'), query('p99', 'Duration', 'p99.9'), query('none', 'Nothing')],
      }),
    )
    const at = [1, 2, 3].map(m => new Date(startMs - m * minute))
    expect(answer.MetricDataResults).toEqual([
      {Id: 'age', Label: 'IteratorAge', Timestamps: at, Values: [59, 58, 57], StatusCode: 'Complete'},
      {Id: 'p99', Label: 'Duration', Timestamps: at, Values: [59, 58, 57], StatusCode: 'Complete'},
      {Id: 'none', Label: 'Nothing', Timestamps: [], Values: [], StatusCode: 'Complete'},
    ])
    expect(answer.NextToken).toBeUndefined()
    expect(lab.world.asked[1]).toEqual({
      namespace: 'AWS/Lambda',
      metricName: 'Duration',
      dimensions: {FunctionName},
      statistic: 'p99.9',
      periodSeconds: 60,
      startMs: startMs - 3 * minute,
      endMs: startMs,
    })
  })

  it('starts on a whole period and leaves out queries without ReturnData', async () => {
    const lab = labOfOne()
    const queries = [query('age', 'IteratorAge', 'Maximum', 300), {...query('hidden'), ReturnData: false}]
    const input = {StartTime: new Date(startMs - 7.5 * minute), EndTime: new Date(startMs), MetricDataQueries: queries}
    const answer = await clientsOf(lab).cloudwatch.send(new GetMetricDataCommand({...input, ScanBy: 'TimestampAscending'}))
    expect(answer.MetricDataResults?.map(({Id}) => Id)).toEqual(['age'])
    expect(answer.MetricDataResults?.[0]?.Timestamps?.[0]).toEqual(new Date(startMs - 10 * minute))
  })

  it('pages: 500 queries of 500 minutes are 250,000 datapoints', async () => {
    const MetricDataQueries = Array.from({length: 500}, (_, i) => query(`q${i}`))
    const counts = new Map<string | undefined, number>()
    const perPage: number[] = []
    const partial: (string | undefined)[] = []
    for await (const page of paginateGetMetricData({client: clientsOf(labOfOne()).cloudwatch}, {...window(500), MetricDataQueries})) {
      perPage.push(page.MetricDataResults?.reduce((sum, one) => sum + (one.Values?.length ?? 0), 0) ?? 0)
      for (const one of page.MetricDataResults ?? []) {
        counts.set(one.Id, (counts.get(one.Id) ?? 0) + (one.Values?.length ?? 0))
        if (one.StatusCode === 'PartialData') partial.push(one.Id)
      }
    }
    expect(perPage).toEqual([100_800, 100_800, 48_400])
    expect([...counts.values()].every(count => count === 500)).toBe(true)
    expect(counts.size).toBe(500)
    expect(partial).toEqual(['q201', 'q403'])
  })

  it('evaluates metric math over the other queries, in any order', async () => {
    const MetricDataQueries = [
      {Id: 'rate', Expression: '100 * a / b', Label: 'Rate'},
      {...query('a', 'Errors', 'Sum'), ReturnData: false},
      {...query('b', 'Invocations', 'Sum'), ReturnData: false},
      {Id: 'filled', Expression: 'FILL(none, 7)'},
      {...query('none', 'Nothing'), ReturnData: false},
    ]
    const answer = await clientsOf(labOfOne()).cloudwatch.send(new GetMetricDataCommand({...window(2), MetricDataQueries}))
    expect(answer.MetricDataResults).toMatchObject([
      {Id: 'rate', Label: 'Rate', Values: [100, 100]},
      {Id: 'filled', Values: [7, 7]},
    ])
  })

  const refused: [string, Partial<GetMetricDataCommandInput>, string, RegExp][] = [
    ['an id that starts with a capital', {MetricDataQueries: [query('Age')]}, 'ValidationError', /value Age for parameter Id/],
    ['an id twice', {MetricDataQueries: [query('a'), query('a')]}, 'ValidationError', /not unique/],
    ['501 queries', {MetricDataQueries: Array.from({length: 501}, (_, i) => query(`q${i}`))}, 'ValidationError', /greater than 500/],
    ['no query', {MetricDataQueries: []}, 'ValidationError', /MetricDataQueries/],
    ['a window that ends before it starts', {EndTime: new Date(0)}, 'ValidationError', /StartTime must be less than/],
    ['a period of 90 s', {MetricDataQueries: [query('a', 'X', 'Sum', 90)]}, 'ValidationError', /multiple of 60/],
    ['10 s of last week', {...window(10_080), MetricDataQueries: [query('a', 'X', 'Sum', 10)]}, 'InvalidParameterValue', /multiple of 60/],
    ['a statistic that is none', {MetricDataQueries: [query('a', 'X', 'Mean')]}, 'ValidationError', /value Mean/],
    ['math on a missing series', {MetricDataQueries: [{Id: 'm', Expression: 'a/b'}]}, 'ValidationError', /Undefined variable 'a'/],
    ['math on itself', {MetricDataQueries: [{Id: 'm', Expression: 'm+1'}]}, 'ValidationError', /Circular/],
    ['math that it does not know', {MetricDataQueries: [{Id: 'm', Expression: 'FORECAST(1)'}]}, 'ValidationError', /function 'FORECAST'/],
    ['no start', {StartTime: undefined}, 'MissingParameter', /The parameter StartTime is required/],
    ['a strange token', {NextToken: 'x'}, 'InvalidNextToken', /token/],
  ]
  it.each(refused)('refuses %s', async (_, change, code, message) => {
    const input = {...window(5), MetricDataQueries: [query('age')], ...change} as GetMetricDataCommandInput
    const failure = clientsOf(labOfOne()).cloudwatch.send(new GetMetricDataCommand(input))
    await expect(failure).rejects.toMatchObject({Code: code, message: expect.stringMatching(message), $metadata: {httpStatusCode: 400}})
  })
})

describe('GetMetricStatistics', () => {
  const input = {Namespace: 'AWS/Lambda', MetricName: 'IteratorAge', Dimensions, Period: 60, ...window(3)}

  it('joins the statistics of a period, with their unit and in no order', async () => {
    const {cloudwatch} = clientsOf(labOfOne())
    const answer = await cloudwatch.send(
      new GetMetricStatisticsCommand({...input, Statistics: ['Maximum', 'Sum'], ExtendedStatistics: ['p99']}),
    )
    const minutes = answer.Datapoints?.map(point => ({...point, Timestamp: point.Timestamp?.getUTCMinutes()}))
    expect(minutes).toEqual(
      [58, 57, 59].map(at => ({Timestamp: at, Maximum: at, Sum: at, Unit: 'Milliseconds', ExtendedStatistics: {p99: at}})),
    )
    expect(answer.Label).toBe('IteratorAge')
  })

  it('finds nothing in another unit', async () => {
    const {cloudwatch} = clientsOf(labOfOne())
    const answer = await cloudwatch.send(new GetMetricStatisticsCommand({...input, Statistics: ['Sum'], Unit: 'Bytes'}))
    expect(answer.Datapoints).toEqual([])
  })

  const refused: [string, Partial<GetMetricStatisticsCommandInput>, string][] = [
    ['1,441 datapoints', {Statistics: ['Sum'], ...window(1441)}, 'InvalidParameterCombinationException'],
    ['no statistic', {}, 'InvalidParameterCombinationException'],
    ['a percentile that is none', {ExtendedStatistics: ['p101']}, 'InvalidParameterValueException'],
    ['a window that ends before it starts', {Statistics: ['Sum'], EndTime: new Date(0)}, 'InvalidParameterValueException'],
  ]
  it.each(refused)('refuses %s', async (_, change, name) => {
    const failure = clientsOf(labOfOne()).cloudwatch.send(new GetMetricStatisticsCommand({...input, ...change}))
    await expect(failure).rejects.toMatchObject({name})
  })
})

describe('ListMetrics and DescribeAlarms', () => {
  it.each([
    [{}, 2],
    [{Namespace: 'AWS/Lambda'}, 1],
    [{MetricName: 'ConsumedWriteCapacityUnits'}, 1],
    [{Dimensions: [{Name: 'TableName'}]}, 1],
    [{Dimensions: [{Name: 'TableName', Value: 'other'}]}, 0],
  ])('lists the metrics that match %o', async (filter, count) => {
    expect((await clientsOf(labOfOne()).cloudwatch.send(new ListMetricsCommand(filter))).Metrics).toHaveLength(count)
  })

  it('has no alarms', async () => {
    expect(await clientsOf(labOfOne()).cloudwatch.send(new DescribeAlarmsCommand({}))).toMatchObject({
      MetricAlarms: [],
      CompositeAlarms: [],
    })
  })
})
