import type {LabAlarm, World} from '../../simulation/engine/world.ts'
import type {AlarmInput} from './alarms.ts'
import type {Value} from './metric-math.ts'
import {evaluator, type MetricDataQuery} from './metric-queries.ts'

/** Compares a datapoint with the threshold. */
const comparisons: Readonly<Record<string, (value: number, threshold: number) => boolean>> = {
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  GreaterThanThreshold: (value, threshold) => value > threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
}

/** A new alarm stays INSUFFICIENT_DATA until it is evaluated for the first time, at the next whole minute. */
const firstEvaluationMs = 60_000

/** CloudWatch looks a little further back than the periods asked for, so that late datapoints do not count as missing. */
const extraPeriods = 2

/** The alarm as queries: a single-metric alarm is one query. */
function queriesOf(input: AlarmInput): {queries: MetricDataQuery[]; id: string; periodSeconds: number} {
  if (input.Metrics !== undefined) {
    const returned = input.Metrics.find(query => query.ReturnData !== false)
    const period = Math.max(...input.Metrics.map(query => query.MetricStat?.Period ?? query.Period ?? 60))
    return {queries: input.Metrics, id: returned?.Id ?? '', periodSeconds: period}
  }
  const periodSeconds = input.Period ?? 60
  const Metric = {Namespace: input.Namespace, MetricName: input.MetricName, Dimensions: input.Dimensions}
  const MetricStat = {Metric, Period: periodSeconds, Stat: input.Statistic ?? input.ExtendedStatistic ?? 'Average'}
  return {queries: [{Id: 'm1', MetricStat}], id: 'm1', periodSeconds}
}

function pointsOf(value: Value): ReadonlyMap<number, number> {
  if (typeof value === 'number') return new Map()
  return Array.isArray(value) ? (value[0]?.points ?? new Map()) : value.points
}

/**
 * The state at the virtual now (CloudWatch User Guide, "Configuring how CloudWatch alarms treat missing data"): the newest
 * datapoints of the range are judged; only where there are too few, the missing ones are filled in as the alarm says.
 */
export function stateOf(world: World, alarm: LabAlarm): {state: LabAlarm['state']; reason: string} {
  const input = alarm.input as unknown as AlarmInput
  const unchecked = {state: 'INSUFFICIENT_DATA' as const, reason: 'Unchecked: Initial alarm creation'}
  const exceeds = comparisons[input.ComparisonOperator]
  if (exceeds === undefined || input.Threshold === undefined || world.nowMs - alarm.updatedMs < firstEvaluationMs) return unchecked
  const {queries, id, periodSeconds} = queriesOf(input)
  const stepMs = periodSeconds * 1000
  const periods = input.EvaluationPeriods
  const endMs = Math.floor(world.nowMs / stepMs) * stepMs
  const startMs = endMs - (periods + extraPeriods) * stepMs
  const points = [...pointsOf(evaluator(world, queries, startMs, endMs)(id))].filter(([ms]) => ms >= startMs).map(([, value]) => value)
  const real = points.slice(-periods)
  const threshold = input.Threshold
  const breaching = real.filter(value => exceeds(value, threshold)).length
  const state = judged(alarm, input, {breaching, real: real.length, missing: periods - real.length})
  const words = `${breaching} of ${real.length} datapoints crossed the threshold (${threshold}); ${periods - real.length} of ${periods} are missing.`
  return {state, reason: state === 'INSUFFICIENT_DATA' ? `Insufficient Data: ${words}` : `Threshold Crossed: ${words}`}
}

interface Datapoints {
  breaching: number
  real: number
  missing: number
}

function judged(alarm: LabAlarm, input: AlarmInput, {breaching, real, missing}: Datapoints): LabAlarm['state'] {
  const needed = input.DatapointsToAlarm ?? input.EvaluationPeriods
  const treat = input.TreatMissingData ?? 'missing'
  if (missing > 0 && treat === 'ignore') return breaching >= needed ? 'ALARM' : alarm.state
  if (missing > 0 && treat === 'breaching') return breaching + missing >= needed ? 'ALARM' : 'OK'
  if (missing > 0 && treat === 'notBreaching') return breaching >= needed ? 'ALARM' : 'OK'
  if (real === 0) return 'INSUFFICIENT_DATA'
  // With nothing against it, fewer breaching datapoints than asked for are enough (the guide calls it premature).
  return breaching >= needed || breaching === real ? 'ALARM' : 'OK'
}
