import type {MetricQuery, MetricStore, World} from '../../simulation/engine/world.ts'
import {operation} from '../protocol/operation.ts'
import {type Input, instant, list, number, required, structure, text, whole} from '../protocol/shapes.ts'
import {dimensions, invalidCombination, invalidValue, metricName, namespace, validationError} from './metrics.ts'

const minuteMs = 60_000

/** 1,000 metrics a request (CloudWatch API reference, PutMetricData). */
const input = {
  Namespace: required(namespace),
  MetricData: list(
    structure({
      MetricName: required(metricName),
      Dimensions: dimensions,
      Timestamp: instant,
      Value: number(),
      Values: list(number(), {max: 150}),
      Counts: list(number(), {max: 150}),
      StatisticValues: structure({
        SampleCount: required(number()),
        Sum: required(number()),
        Minimum: required(number()),
        Maximum: required(number()),
      }),
      Unit: text(),
      StorageResolution: whole({min: 1}),
    }),
    {max: 1000},
  ),
}

interface Datum {
  namespace: string
  metricName: string
  dimensions: Record<string, string>
  atMs: number
  unit: string
  samples: Samples
}

/** Several samples of one minute; `values` is empty where only their statistics were sent. */
interface Samples {
  count: number
  sum: number
  minimum: number
  maximum: number
  values: readonly number[]
}

const kept = new WeakMap<World, Datum[]>()

/** Metrics of the customer's own. Those of AWS cannot be written. */
export const putMetricData = operation({
  action: 'cloudwatch:PutMetricData',
  input,
  run: ({Namespace, MetricData = []}, {world}) => {
    if (Namespace.startsWith('AWS/')) throw invalidValue('The value AWS/ for parameter Namespace is invalid.')
    const data = dataOf(world)
    const all = MetricData.map((one, i) => ({...one, samples: samplesOf(one, `MetricData.member.${i + 1}`)}))
    for (const {MetricName, Dimensions = [], Timestamp, Unit = 'None', samples} of all) {
      const named = Object.fromEntries(Dimensions.map(({Name, Value: value}) => [Name, value]))
      data.push({namespace: Namespace, metricName: MetricName, dimensions: named, atMs: Timestamp ?? world.nowMs, unit: Unit, samples})
    }
    return {}
  },
})

type Sent = NonNullable<Input<typeof input>['MetricData']>[number]

function samplesOf({Value, Values, Counts, StatisticValues: set}: Sent, at: string): Samples {
  const exclusive = (other: string) =>
    invalidCombination(`The parameters ${at}.Value and ${at}.${other} are mutually exclusive and you have specified both.`)
  if (Value !== undefined && Values !== undefined) throw exclusive('Values')
  if (Value !== undefined && set !== undefined) throw exclusive('StatisticValues')
  if (Values !== undefined && Counts !== undefined && Values.length !== Counts.length) {
    throw invalidValue(`The parameters ${at}.Values and ${at}.Counts must be of the same size.`)
  }
  if (set !== undefined) return {count: set.SampleCount, sum: set.Sum, minimum: set.Minimum, maximum: set.Maximum, values: []}
  const values = Value === undefined ? (Values ?? []).flatMap((one, i) => Array<number>(Counts?.[i] ?? 1).fill(one)) : [Value]
  if (values.length === 0) throw validationError('At least one of the parameters must be specified: Value.')
  const sum = values.reduce((a, b) => a + b, 0)
  return {count: values.length, sum, minimum: Math.min(...values), maximum: Math.max(...values), values}
}

/** With the first datum the world's store learns to answer for the customer's own metrics as well. */
function dataOf(world: World): Datum[] {
  const known = kept.get(world)
  if (known !== undefined) return known
  const data: Datum[] = []
  kept.set(world, data)
  Object.assign(world, {metrics: withOwn(world.metrics, data)})
  return data
}

function withOwn(aws: MetricStore, data: readonly Datum[]): MetricStore {
  return {
    query: asked => (asked.namespace.startsWith('AWS/') ? aws.query(asked) : ownPoints(asked, data)),
    list: () => {
      const names = data.map(({namespace: space, metricName: name, dimensions: where}) => ({
        namespace: space,
        metricName: name,
        dimensions: where,
      }))
      return [...aws.list(), ...new Map(names.map(one => [JSON.stringify(one), one])).values()]
    },
  }
}

function ownPoints(asked: MetricQuery, data: readonly Datum[]): {atMs: number; value: number}[] {
  const stepMs = Math.max(minuteMs, asked.periodSeconds * 1000)
  const bins = new Map<number, Samples[]>()
  for (const datum of data) {
    const isAsked =
      datum.namespace === asked.namespace &&
      datum.metricName === asked.metricName &&
      (asked.unit ?? datum.unit) === datum.unit &&
      sameDimensions(datum.dimensions, asked.dimensions)
    const startMs = asked.startMs + Math.floor((datum.atMs - asked.startMs) / stepMs) * stepMs
    if (isAsked && startMs >= asked.startMs && startMs < asked.endMs) bins.set(startMs, [...(bins.get(startMs) ?? []), datum.samples])
  }
  return [...bins].sort(([a], [b]) => a - b).map(([atMs, samples]) => ({atMs, value: statisticOf(samples, asked.statistic)}))
}

/** A percentile of statistics alone cannot be known; it counts the values that were sent. */
function statisticOf(samples: readonly Samples[], statistic: MetricQuery['statistic']): number {
  const sum = samples.reduce((all, one) => all + one.sum, 0)
  const count = samples.reduce((all, one) => all + one.count, 0)
  if (statistic === 'Sum') return sum
  if (statistic === 'SampleCount') return count
  if (statistic === 'Average') return sum / count
  if (statistic === 'Minimum') return Math.min(...samples.map(one => one.minimum))
  if (statistic === 'Maximum') return Math.max(...samples.map(one => one.maximum))
  const values = samples.flatMap(one => one.values)
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor((Number(statistic.slice(1)) / 100) * sorted.length))] ?? 0
}

const sameDimensions = (a: Record<string, string>, b: Record<string, string>): boolean =>
  Object.keys(a).length === Object.keys(b).length && Object.entries(b).every(([name, value]) => a[name] === value)
