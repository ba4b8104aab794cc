import {datapointsPerTicket, datapointTicket, metricDataPointsPerRequest, metricDataQueriesPerRequest} from '../aws-facts/limits.ts'
import type {Series} from '../model/evidence/series.ts'
import {getMetricData, type MetricDataAnswer} from './cloudwatch.ts'
import {AwsError} from './transport/aws-error.ts'
import type {Aws} from './transport/connection.ts'

/** One statistic of one metric, in CloudWatch's own names. */
export interface MetricQuery {
  namespace: string
  metricName: string
  dimensions: Readonly<Record<string, string>>
  statistic: string
}

/** [startMs, endMs), epoch milliseconds, both at the start of a minute. */
export interface MetricWindow {
  startMs: number
  endMs: number
}

/** The queries of this tick that have not been sent, and the metrics that the run has requested (they are billed, and those of a GetInsightRuleReport alike). */
export interface MetricQueue {
  waiting: Ask[]
  requested: number
}

interface Ask {
  queries: readonly MetricQuery[]
  window: MetricWindow
  resolve: (series: Series[]) => void
  reject: (error: unknown) => void
}

const periodSeconds = 60
const periodMs = periodSeconds * 1000
const action = 'cloudwatch:GetMetricData'

/**
 * One series per query, one value per minute. Queries of one tick go to AWS together: GetMetricData is billed per
 * metric and takes 500 of them. A metric that could not be read fails only those who asked for it.
 */
export function readMetrics(aws: Aws, queries: readonly MetricQuery[], window: MetricWindow): Promise<Series[]> {
  return new Promise((resolve, reject) => {
    if (aws.metrics.waiting.length === 0) setImmediate(() => send(aws))
    aws.metrics.waiting.push({queries, window, resolve, reject})
  })
}

function send(aws: Aws): void {
  const asks = aws.metrics.waiting
  aws.metrics.waiting = []
  const windows = new Map(asks.map(({window}) => [`${window.startMs} ${window.endMs}`, window]))
  for (const window of windows.values()) {
    const together = asks.filter(ask => ask.window.startMs === window.startMs && ask.window.endMs === window.endMs)
    const series = read(aws, new Map(together.flatMap(ask => ask.queries.map(query => [nameOf(query), query]))), window)
    for (const {queries, resolve, reject} of together) {
      Promise.all(queries.map(query => series(nameOf(query)))).then(resolve, reject)
    }
  }
}

/** The same query always has the same name, whatever the order of its dimensions. */
const nameOf = ({namespace, metricName, dimensions, statistic}: MetricQuery): string =>
  JSON.stringify([namespace, metricName, statistic, ...Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1))])

/** Asks for the queries, in as few requests as AWS allows, side by side; the answer looks one of them up by its name. */
function read(aws: Aws, queries: ReadonlyMap<string, MetricQuery>, window: MetricWindow): (name: string) => Promise<Series> {
  const found = new Map<string, Promise<Series>>()
  const all = [...queries]
  const size = queriesPerRequest(window)
  for (let from = 0; from < all.length; from += size) {
    const chunk = all.slice(from, from + size)
    const answer = request(
      aws,
      chunk.map(([, query]) => query),
      window,
    )
    chunk.forEach(([name], i) => {
      found.set(
        name,
        answer.then(parts => seriesFrom(parts.get(idOf(i)) ?? [], window)),
      )
    })
  }
  return name => found.get(name) ?? Promise.reject(new Error(`metric not requested: ${name}`))
}

function queriesPerRequest({startMs, endMs}: MetricWindow): number {
  const minutes = Math.max(1, (endMs - startMs) / periodMs)
  return Math.max(1, Math.min(metricDataQueriesPerRequest, Math.floor(metricDataPointsPerRequest / minutes)))
}

const idOf = (index: number): string => `m${index}`

/** The quota of datapoints is one of its own, and lower than that of requests where each asks for much. */
async function enterDatapoints(aws: Aws, queries: number, {startMs, endMs}: MetricWindow): Promise<void> {
  const datapoints = (queries * (endMs - startMs)) / periodMs
  await aws.limiter.enter(datapointTicket, Math.ceil(datapoints / datapointsPerTicket))
}

/** The results by Id; one Id may come back in several parts. */
async function request(aws: Aws, queries: readonly MetricQuery[], window: MetricWindow): Promise<Map<string, MetricDataAnswer[]>> {
  await enterDatapoints(aws, queries.length, window)
  const results = await getMetricData(aws, {
    StartTime: new Date(window.startMs),
    EndTime: new Date(window.endMs),
    ScanBy: 'TimestampAscending',
    MetricDataQueries: queries.map(({namespace, metricName, dimensions, statistic}, i) => ({
      Id: idOf(i),
      MetricStat: {
        Metric: {
          Namespace: namespace,
          MetricName: metricName,
          Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({Name, Value})),
        },
        Period: periodSeconds,
        Stat: statistic,
      },
    })),
  })
  const byId = new Map<string, MetricDataAnswer[]>()
  for (const result of results) byId.set(result.Id ?? '', [...(byId.get(result.Id ?? '') ?? []), result])
  return byId
}

/** The parts of one query's answer as one series; absent minutes are null. The last part's status counts: more pages complete it. */
function seriesFrom(parts: readonly MetricDataAnswer[], window: MetricWindow): Series {
  const status = parts.at(-1)?.StatusCode
  if (status === 'Forbidden') throw new AwsError(action, 'denied', 'CloudWatch answered Forbidden for this metric')
  if (status !== 'Complete') throw new AwsError(action, 'other', `CloudWatch answered ${status ?? 'nothing'} for this metric`)
  const values = new Array<number | null>(Math.max(0, Math.round((window.endMs - window.startMs) / periodMs))).fill(null)
  for (const {Timestamps = [], Values = []} of parts) {
    Timestamps.forEach((at, i) => {
      const index = Math.floor((at.getTime() - window.startMs) / periodMs)
      if (index >= 0 && index < values.length) values[index] = Values[i] ?? null
    })
  }
  return {startMs: window.startMs, periodSeconds, values}
}
