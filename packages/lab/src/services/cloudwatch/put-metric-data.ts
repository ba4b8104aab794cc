import type {MetricQuery, MetricStore, World} from '../../simulation/engine/world.ts'
import {operation} from '../protocol/operation.ts'
import {instant, list, number, required, structure, text, whole} from '../protocol/shapes.ts'
import {dimensions, invalidValue, metricName, namespace, validationError} from './metrics.ts'

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
  value: number
}

const kept = new WeakMap<World, Datum[]>()

/** Metrics of the customer's own. Those of AWS cannot be written; sets of values and their statistics are left out. */
export const putMetricData = operation({
  action: 'cloudwatch:PutMetricData',
  input,
  run: ({Namespace, MetricData = []}, {world}) => {
    if (Namespace.startsWith('AWS/')) throw invalidValue('The value AWS/ for parameter Namespace is invalid.')
    const data = dataOf(world)
    for (const {MetricName, Dimensions = [], Timestamp, Value} of MetricData) {
      if (Value === undefined) throw validationError('At least one of the parameters must be specified: Value.')
      const named = Object.fromEntries(Dimensions.map(({Name, Value: value}) => [Name, value]))
      data.push({namespace: Namespace, metricName: MetricName, dimensions: named, atMs: Timestamp ?? world.nowMs, value: Value})
    }
    return {}
  },
})

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
  const bins = new Map<number, number[]>()
  for (const datum of data) {
    const isAsked =
      datum.namespace === asked.namespace && datum.metricName === asked.metricName && sameDimensions(datum.dimensions, asked.dimensions)
    const startMs = asked.startMs + Math.floor((datum.atMs - asked.startMs) / stepMs) * stepMs
    if (isAsked && startMs >= asked.startMs && startMs < asked.endMs) bins.set(startMs, [...(bins.get(startMs) ?? []), datum.value])
  }
  return [...bins].sort(([a], [b]) => a - b).map(([atMs, values]) => ({atMs, value: statisticOf(values, asked.statistic)}))
}

function statisticOf(values: readonly number[], statistic: MetricQuery['statistic']): number {
  const sum = values.reduce((a, b) => a + b, 0)
  if (statistic === 'Sum') return sum
  if (statistic === 'SampleCount') return values.length
  if (statistic === 'Average') return sum / values.length
  if (statistic === 'Minimum') return Math.min(...values)
  if (statistic === 'Maximum') return Math.max(...values)
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor((Number(statistic.slice(1)) / 100) * sorted.length))] ?? 0
}

const sameDimensions = (a: Record<string, string>, b: Record<string, string>): boolean =>
  Object.keys(a).length === Object.keys(b).length && Object.entries(b).every(([name, value]) => a[name] === value)
