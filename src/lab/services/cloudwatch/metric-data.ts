import type {GetMetricDataCommandOutput, MetricDataResult} from '@aws-sdk/client-cloudwatch'
import type {World} from '../../simulation/world.ts'
import {type Answer, operation} from '../operation.ts'
import {positionOf, tokenOf} from '../pages.ts'
import {flag, type Input, instant, list, oneOf, required, structure, text, whole} from '../shapes.ts'
import {
  alignedDown,
  byName,
  dimensions,
  finestPeriod,
  invalidToken,
  invalidValue,
  isPeriod,
  isStatistic,
  metricName,
  namespace,
  validationError,
} from './metrics.ts'

/** Per request (CloudWatch API reference, GetMetricData). */
const mostQueries = 500
const mostDatapoints = 100_800

const query = {
  Id: required(text({min: 1, max: 255})),
  MetricStat: structure({
    Metric: required(structure({Namespace: namespace, MetricName: metricName, Dimensions: dimensions})),
    Period: required(whole({min: 1})),
    Stat: required(text()),
    Unit: text(),
  }),
  Expression: text({min: 1, max: 2048}),
  Label: text(),
  ReturnData: flag,
  Period: whole({min: 1}),
} as const
type Query = Input<typeof query>

const input = {
  MetricDataQueries: required(list(structure(query))),
  StartTime: required(instant),
  EndTime: required(instant),
  NextToken: text(),
  ScanBy: oneOf('TimestampDescending', 'TimestampAscending'),
  MaxDatapoints: whole({min: 1}),
} as const
type Request = Input<typeof input>

export const getMetricData = operation({
  action: 'cloudwatch:GetMetricData',
  input,
  run: (request, {world}): Answer<GetMetricDataCommandOutput> => {
    check(request, world)
    const from = request.NextToken === undefined ? 0 : positionOf(request.NextToken)
    if (from === null) throw invalidToken()
    const most = Math.min(mostDatapoints, request.MaxDatapoints ?? mostDatapoints)
    const queries = request.MetricDataQueries.filter(({ReturnData}) => ReturnData !== false)
    return paged(
      queries.map(q => result(q, request, world)),
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
  if (new Set(queries.map(({Id}) => Id)).size < queries.length) {
    throw validationError('The values for parameter id in MetricDataQueries are not unique.')
  }
  for (const q of queries) checkQuery(q, world.nowMs - request.StartTime)
}

function checkQuery({Id, MetricStat, Expression}: Query, ageMs: number): void {
  if (!/^[a-z][a-zA-Z0-9_]*$/.test(Id)) {
    throw validationError(`The value ${Id} for parameter Id is not matching the expected pattern ^[a-z][a-zA-Z0-9_]*$.`)
  }
  if ((MetricStat === undefined) === (Expression === undefined)) {
    throw validationError(`Exactly one of the parameters MetricStat and Expression must be given for ${Id}.`)
  }
  if (MetricStat === undefined) throw validationError(`Error in expression '${Id}': this simulated AWS does not evaluate metric math.`)
  const {Metric, Period, Stat} = MetricStat
  if (Metric.Namespace === undefined || Metric.MetricName === undefined)
    throw validationError(`The parameters Namespace and MetricName are required for ${Id}.`)
  if (!isPeriod(Period)) throw validationError(`The parameter MetricStat.Period must be 1, 5, 10, 20, 30 or a multiple of 60, for ${Id}.`)
  if (Period % finestPeriod(ageMs) !== 0) {
    throw invalidValue(
      `The parameter MetricStat.Period must be a multiple of ${finestPeriod(ageMs)} for a StartTime this long ago, for ${Id}.`,
    )
  }
  if (!isStatistic(Stat)) throw validationError(`The value ${Stat} for parameter MetricStat.Stat is not supported.`)
}

interface Points {
  id: string
  label: string
  points: {atMs: number; value: number}[]
}

function result({Id, Label, MetricStat}: Query, request: Request, world: World): Points {
  const {Metric, Period = 60, Stat = ''} = MetricStat ?? {}
  const points = isStatistic(Stat)
    ? world.metrics.query({
        namespace: Metric?.Namespace ?? '',
        metricName: Metric?.MetricName ?? '',
        dimensions: byName(Metric?.Dimensions),
        statistic: Stat,
        periodSeconds: Period,
        startMs: alignedDown(request.StartTime, Period),
        endMs: request.EndTime,
      })
    : []
  const ordered = request.ScanBy === 'TimestampAscending' ? points : points.toReversed()
  return {id: Id, label: Label ?? Metric?.MetricName ?? Id, points: ordered}
}

/** Datapoints `from` to `from + most` of all results in a row; what is cut is PartialData and goes on behind the token. */
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
