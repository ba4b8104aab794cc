import type {GetMetricDataCommandOutput, MetricDataResult} from '@aws-sdk/client-cloudwatch'
import type {World} from '../../simulation/engine/world.ts'
import {type Answer, operation} from '../protocol/operation.ts'
import {positionOf, tokenOf} from '../protocol/pages.ts'
import {type Input, instant, list, oneOf, required, structure, text, whole} from '../protocol/shapes.ts'
import type {TimeSeries, Value} from './metric-math.ts'
import {checkQueries, evaluator, type MetricDataQuery, metricDataQuery} from './metric-queries.ts'
import {alignedDown, finestPeriod, invalidToken, invalidValue, validationError} from './metrics.ts'

/** Per request (CloudWatch API reference, GetMetricData). */
const mostQueries = 500
const mostDatapoints = 100_800

const input = {
  MetricDataQueries: required(list(structure(metricDataQuery))),
  StartTime: required(instant),
  EndTime: required(instant),
  NextToken: text(),
  ScanBy: oneOf('TimestampDescending', 'TimestampAscending'),
  MaxDatapoints: whole({min: 1}),
} as const
type Request = Input<typeof input>

/** Where the one quota of datapoints ends and the other begins. */
const recentMs = 3 * 3_600_000

/**
 * CloudWatch's estimate of a request: its range over its periods, whether there is so much or not (unverified). Chosen: expressions
 * count nothing beside their metrics, and a page no more than it can hold.
 */
const estimated = (queries: readonly MetricDataQuery[], rangeMs: number): number =>
  queries.reduce(
    (sum, {MetricStat}) => sum + (MetricStat === undefined ? 0 : Math.ceil(rangeMs / 1000 / Math.max(1, MetricStat.Period))),
    0,
  )

export const getMetricData = operation({
  action: 'cloudwatch:GetMetricData',
  input,
  uses: ({MetricDataQueries, StartTime, EndTime}, {world}) => ({
    quota: `cloudwatch:${world.nowMs - StartTime <= recentMs ? 'Recent' : 'Old'}Datapoints`,
    amount: Math.min(mostDatapoints, estimated(MetricDataQueries, EndTime - StartTime)),
  }),
  run: (request, {world}): Answer<GetMetricDataCommandOutput> => {
    check(request, world)
    const from = request.NextToken === undefined ? 0 : positionOf(request.NextToken)
    if (from === null) throw invalidToken()
    const most = Math.min(mostDatapoints, request.MaxDatapoints ?? mostDatapoints)
    const queries = request.MetricDataQueries.filter(({ReturnData}) => ReturnData !== false)
    const evaluate = evaluator(world, request.MetricDataQueries, request.StartTime, request.EndTime)
    return paged(
      queries.flatMap(query => results(query, labelOf(query, queries), evaluate(query.Id), request)),
      from,
      most,
    )
  },
})

function check(request: Request, world: World): void {
  const queries = request.MetricDataQueries
  if (request.StartTime >= request.EndTime) throw validationError('The parameter StartTime must be less than the parameter EndTime.')
  if (queries.length === 0) throw validationError('The parameter MetricDataQueries is required.')
  if (queries.length > mostQueries)
    throw validationError(`The collection MetricDataQueries must not have a size greater than ${mostQueries}.`)
  checkQueries(queries)
  for (const q of queries) checkAge(q, world.nowMs - request.StartTime)
}

/** Datapoints that are too old for a fine period are kept in coarser ones only. */
function checkAge({Id, MetricStat}: MetricDataQuery, ageMs: number): void {
  if (MetricStat === undefined || MetricStat.Period % finestPeriod(ageMs) === 0) return
  const words = `The parameter MetricStat.Period must be a multiple of ${finestPeriod(ageMs)} for a StartTime this long ago, for ${Id}.`
  throw invalidValue(words)
}

interface Points {
  id: string
  label: string
  points: {atMs: number; value: number}[]
}

/** A metric without a label of its own is named by itself, and by its statistic and period where those of the request differ. */
function labelOf({Id, Label, MetricStat}: MetricDataQuery, queries: readonly MetricDataQuery[]): string {
  if (Label !== undefined || MetricStat === undefined) return Label ?? Id
  const stats = queries.flatMap(query => query.MetricStat ?? [])
  const differ = (of: (one: NonNullable<MetricDataQuery['MetricStat']>) => string | number) => new Set(stats.map(of)).size > 1
  return [
    MetricStat.Metric.MetricName ?? '',
    ...(differ(one => one.Stat) ? [MetricStat.Stat] : []),
    ...(differ(one => one.Period) ? [MetricStat.Period] : []),
  ].join(' ')
}

/** An expression may give several time series; one that is a number has the same value at every minute of the time asked for. */
function results({Id, Period = 60}: MetricDataQuery, label: string, value: Value, request: Request): Points[] {
  const all = typeof value === 'number' ? [constant(value, Period, request)] : Array.isArray(value) ? value : [value]
  return all.map(({points}) => {
    const oldestFirst = [...points].map(([atMs, at]) => ({atMs, value: at}))
    const ordered = request.ScanBy === 'TimestampAscending' ? oldestFirst : oldestFirst.reverse()
    return {id: Id, label, points: ordered}
  })
}

function constant(value: number, periodSeconds: number, {StartTime, EndTime}: Request): TimeSeries {
  const points = new Map<number, number>()
  if (Number.isFinite(value)) {
    const stepMs = periodSeconds * 1000
    for (let ms = alignedDown(StartTime, periodSeconds); ms < EndTime && points.size < mostDatapoints; ms += stepMs) points.set(ms, value)
  }
  return {periodSeconds, points}
}

/** Datapoints `from` to `from + most` of all results in a row; the cut part is PartialData and goes on behind the token. */
function paged(results: Points[], from: number, most: number): Answer<GetMetricDataCommandOutput> {
  const until = from + most
  const page: MetricDataResult[] = []
  let position = 0
  for (const {id, label, points} of results) {
    const part = points.slice(Math.max(0, from - position), Math.max(0, until - position))
    const end = position + points.length
    // An empty result belongs to the page that its place falls on.
    if (part.length > 0 || (points.length === 0 && position >= from && position < until)) {
      page.push({
        Id: id,
        Label: label,
        Timestamps: part.map(({atMs}) => new Date(atMs)),
        Values: part.map(({value}) => value),
        StatusCode: end > until ? 'PartialData' : 'Complete',
      })
    }
    position = end
  }
  return {MetricDataResults: page, NextToken: position > until ? tokenOf(until) : undefined, Messages: []}
}
