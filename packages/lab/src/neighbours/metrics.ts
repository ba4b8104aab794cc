import {mix} from '../simulation/engine/random.ts'
import type {MetricQuery, MetricStore, Statistic, World} from '../simulation/engine/world.ts'
import type {Neighbour} from './pipeline.ts'

const minuteMs = 60_000
/** A pipeline that keeps up has small batches. */
const recordsPerInvocation = 4

/** Metrics of the function, and of the table and its stream, as the values of one minute. */
type Minute = (neighbour: Neighbour, noise: number) => {count: number; average: number; max: number}
const invocations = ({recordsPerMinute}: Neighbour, noise: number): number =>
  Math.max(1, Math.round((recordsPerMinute * noise) / recordsPerInvocation))
const counted =
  (value: number): Minute =>
  (neighbour, noise) => ({count: invocations(neighbour, noise), average: value, max: value})

const functionMetrics: Readonly<Record<string, Minute>> = {
  Invocations: counted(1),
  Errors: counted(0),
  Throttles: counted(0),
  ConcurrentExecutions: counted(1),
  Duration: (one, noise) => ({count: invocations(one, noise), average: one.durationMs * noise, max: one.durationMs * noise * 2.2}),
  IteratorAge: (one, noise) => ({count: invocations(one, noise), average: 420 * noise, max: 980 * noise}),
}

const polls = ({table}: Neighbour): number => 240 * (table.streams.at(-1)?.shards.length ?? 1)
const records = ({recordsPerMinute}: Neighbour, noise: number): number => Math.round(recordsPerMinute * noise)

const tableMetrics: Readonly<Record<string, Minute>> = {
  ConsumedWriteCapacityUnits: (one, noise) => ({count: Math.max(1, records(one, noise)), average: records(one, noise) > 0 ? 1 : 0, max: 1}),
}
const streamMetrics: Readonly<Record<string, Minute>> = {
  ReturnedRecordsCount: (one, noise) => ({
    count: polls(one),
    average: records(one, noise) / polls(one),
    max: Math.ceil(records(one, noise) / 20),
  }),
  ReturnedBytes: (one, noise) => ({count: polls(one), average: (records(one, noise) * 700) / polls(one), max: records(one, noise) * 40}),
  SuccessfulRequestLatency: (one, noise) => ({count: polls(one), average: 7 * noise, max: 14 * noise}),
}

type Bin = ReturnType<Minute>

function statisticOf(bins: readonly Bin[], statistic: Statistic): number {
  const count = bins.reduce((sum, bin) => sum + bin.count, 0)
  const total = bins.reduce((sum, bin) => sum + bin.count * bin.average, 0)
  const max = Math.max(...bins.map(bin => bin.max))
  const average = total / count
  if (statistic === 'Sum') return total
  if (statistic === 'SampleCount') return count
  if (statistic === 'Average') return average
  if (statistic === 'Maximum') return max
  if (statistic === 'Minimum') return average === max ? max : average / 3
  // Straight from the least to the greatest: good enough for functions that nobody looks at closely.
  const share = Number(statistic.slice(1)) / 100
  return share <= 0.5 ? average * (1 / 3 + (4 / 3) * share) : average + (max - average) * (2 * share - 1)
}

const same = (given: Record<string, string>, wanted: Record<string, string>): boolean =>
  Object.keys(given).length === Object.keys(wanted).length && Object.entries(wanted).every(([name, value]) => given[name] === value)

const streamDimensions = ({table}: Neighbour): Record<string, string> => ({
  TableName: table.name,
  StreamLabel: table.streams.at(-1)?.label ?? '',
  Operation: 'GetRecords',
})

/** The metric that the query asks for; null when it is none of the neighbour's. */
function minuteOf(neighbour: Neighbour, {namespace, metricName, dimensions}: MetricQuery): Minute | null {
  const {fn, table} = neighbour
  const views: [string, Readonly<Record<string, Minute>>, Record<string, string>[]][] = [
    ['AWS/Lambda', functionMetrics, [{FunctionName: fn.name}, {FunctionName: fn.name, Resource: fn.name}]],
    ['AWS/DynamoDB', tableMetrics, [{TableName: table.name}]],
    ['AWS/DynamoDB', streamMetrics, [streamDimensions(neighbour)]],
  ]
  const found = views.find(
    ([space, metrics, where]) => space === namespace && metricName in metrics && where.some(one => same(dimensions, one)),
  )
  return found?.[1][metricName] ?? null
}

function generated(neighbour: Neighbour, asked: MetricQuery, fromMs: number, untilMs: number): {atMs: number; value: number}[] {
  const minute = minuteOf(neighbour, asked)
  if (minute === null) return []
  const stepMs = Math.max(minuteMs, asked.periodSeconds * 1000)
  const result: {atMs: number; value: number}[] = []
  const first = Math.floor(asked.startMs / minuteMs) * minuteMs
  for (
    let atMs = first + stepMs * Math.max(0, Math.ceil((fromMs - stepMs - first) / stepMs));
    atMs < Math.min(asked.endMs, untilMs);
    atMs += stepMs
  ) {
    const bins: Bin[] = []
    for (let ms = Math.max(atMs, fromMs); ms < Math.min(atMs + stepMs, untilMs); ms += minuteMs) {
      bins.push(minute(neighbour, 0.8 + (mix(neighbour.key, ms / minuteMs) % 400) / 1000))
    }
    if (bins.length > 0) result.push({atMs, value: statisticOf(bins, asked.statistic)})
  }
  return result
}

function listed(neighbour: Neighbour) {
  const rows = (namespace: string, metrics: object, dimensions: Record<string, string>) =>
    Object.keys(metrics).map(metricName => ({namespace, metricName, dimensions}))
  return [
    ...rows('AWS/Lambda', functionMetrics, {FunctionName: neighbour.fn.name}),
    ...rows('AWS/DynamoDB', tableMetrics, {TableName: neighbour.table.name}),
    ...rows('AWS/DynamoDB', streamMetrics, streamDimensions(neighbour)),
  ]
}

/** CloudWatch has a minute up to three minutes after its end; here it is two. */
const delayMs = 2 * minuteMs

/** Three hours, like all history of the lab. */
const historyMs = 3 * 3_600_000

export function withMetrics(own: MetricStore, neighbours: readonly Neighbour[], world: World): MetricStore {
  const byName = new Map(neighbours.flatMap(one => [[one.fn.name, one] as const, [one.table.name, one] as const]))
  const fromMs = Math.floor((world.nowMs - historyMs) / minuteMs) * minuteMs
  return {
    query(asked) {
      const neighbour = byName.get(asked.dimensions.FunctionName ?? asked.dimensions.TableName ?? '')
      if (neighbour === undefined) return own.query(asked)
      return generated(neighbour, asked, fromMs, Math.floor((world.nowMs - delayMs) / minuteMs) * minuteMs)
    },
    list: () => [...own.list(), ...neighbours.flatMap(listed)],
  }
}
