import type {Datapoint, GetMetricStatisticsCommandOutput} from '@aws-sdk/client-cloudwatch'
import type {Statistic, World} from '../../simulation/engine/world.ts'
import {type Answer, operation} from '../protocol/operation.ts'
import {type Input, instant, list, oneOf, required, text, whole} from '../protocol/shapes.ts'
import {
  alignedDown,
  byName,
  dimensions,
  finestPeriod,
  invalidCombination,
  invalidValue,
  isPercentile,
  isPeriod,
  metricName,
  namespace,
  unitOf,
} from './metrics.ts'

/** Per request (CloudWatch API reference, GetMetricStatistics). */
const mostDatapoints = 1440

const input = {
  Namespace: required(namespace),
  MetricName: required(metricName),
  Dimensions: dimensions,
  StartTime: required(instant),
  EndTime: required(instant),
  Period: required(whole({min: 1})),
  Statistics: list(oneOf('SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum'), {min: 1, max: 5}),
  ExtendedStatistics: list(text(), {min: 1, max: 10}),
  Unit: text(),
} as const
type Request = Input<typeof input>

export const getMetricStatistics = operation({
  action: 'cloudwatch:GetMetricStatistics',
  input,
  run: (request, {world}): Answer<GetMetricStatisticsCommandOutput> => {
    check(request, world)
    const unit = unitOf(request.MetricName)
    const points = request.Unit === undefined || request.Unit === unit ? datapoints(request, world) : []
    return {Label: request.MetricName, Datapoints: points.map(point => ({...point, Unit: unit}))}
  },
})

function check(request: Request, world: World): void {
  const {StartTime, EndTime, Period, Statistics, ExtendedStatistics} = request
  if (StartTime >= EndTime) throw invalidValue('The parameter StartTime must be less than the parameter EndTime.')
  if (!isPeriod(Period)) throw invalidValue('The parameter Period must be 1, 5, 10, 20, 30 or a multiple of 60.')
  const finest = finestPeriod(world.nowMs - StartTime)
  if (Period % finest !== 0) throw invalidValue(`The parameter Period must be a multiple of ${finest} for a StartTime this long ago.`)
  if (Statistics === undefined && ExtendedStatistics === undefined) {
    throw invalidCombination('At least one of the parameters Statistics and ExtendedStatistics must be specified.')
  }
  const wrong = ExtendedStatistics?.find(statistic => !isPercentile(statistic))
  if (wrong !== undefined) throw invalidValue(`The value ${wrong} for parameter ExtendedStatistics is not supported.`)
  const asked = Math.ceil((EndTime - StartTime) / 1000 / Period)
  if (asked > mostDatapoints) {
    throw invalidCombination(
      `You have requested up to ${asked} datapoints, which exceeds the limit of ${mostDatapoints}. You may reduce the datapoints requested by increasing Period, or decreasing the time range.`,
    )
  }
}

/** The statistics of each period together. CloudWatch gives no order: these are not sorted by time either. */
function datapoints(request: Request, world: World): Datapoint[] {
  const byTime = new Map<number, Datapoint>()
  const at = (atMs: number): Datapoint => {
    const point = byTime.get(atMs) ?? {Timestamp: new Date(atMs)}
    byTime.set(atMs, point)
    return point
  }
  for (const statistic of request.Statistics ?? []) {
    for (const {atMs, value} of values(request, statistic, world)) at(atMs)[statistic] = value
  }
  for (const statistic of request.ExtendedStatistics?.filter(isPercentile) ?? []) {
    for (const {atMs, value} of values(request, statistic, world)) {
      const point = at(atMs)
      point.ExtendedStatistics = {...point.ExtendedStatistics, [statistic]: value}
    }
  }
  const points = [...byTime.values()]
  return [...points.filter((_, i) => i % 2 === 1), ...points.filter((_, i) => i % 2 === 0)]
}

const values = (request: Request, statistic: Statistic, world: World) =>
  world.metrics.query({
    namespace: request.Namespace,
    metricName: request.MetricName,
    dimensions: byName(request.Dimensions),
    statistic,
    periodSeconds: request.Period,
    startMs: alignedDown(request.StartTime, request.Period),
    endMs: request.EndTime,
  })
