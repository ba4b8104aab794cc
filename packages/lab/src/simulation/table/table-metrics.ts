import type {MetricEmitter, Series} from '../engine/metric-store.ts'
import {type Simulation, schedule, type TableRun} from '../engine/simulation.ts'
import type {ReadMetrics} from '../poller/mapping-run.ts'
import {createReadMetrics} from '../poller/polls.ts'
import {readersOf, throttledReaders} from '../poller/stream-readers.ts'
import {makerOf, type Partition, type PartitionShard, writtenBy} from './partitions.ts'
import {ttlDeletesIn} from './records.ts'
import type {LabStream} from './table-shapes.ts'

const minuteMs = 60_000

/** The reads of a busy reader: four polls a second and shard (Lambda Developer Guide, for its own poller). */
const pollsPerMinute = 240

interface TableSeries {
  units: Series
  capacity: () => Series
  ttl: () => Series
  /** One value for each refused write, under each of these names: by the ceiling of a partition, or by the table's capacity. */
  hot: () => Series[]
  provisioned: () => Series[]
  throttledReads: () => Series[]
}

/** A series that is made when it first has a value: AWS shows no metric that never had one. */
function lazy<T>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}

function seriesOf(metrics: MetricEmitter, TableName: string): TableSeries {
  const series = (name: string, where: Record<string, string> = {TableName}) => metrics.series('AWS/DynamoDB', name, [where])
  const refused = lazy(() => [series('WriteThrottleEvents'), series('ThrottledRequests', {TableName, Operation: 'UpdateItem'})])
  return {
    units: series('ConsumedWriteCapacityUnits'),
    capacity: lazy(() => series('ProvisionedWriteCapacityUnits')),
    ttl: lazy(() => series('TimeToLiveDeletedItemCount')),
    hot: lazy(() => [series('WriteKeyRangeThroughputThrottleEvents'), ...refused()]),
    provisioned: lazy(() => [series('WriteProvisionedThroughputThrottleEvents'), ...refused()]),
    // A GetRecords call that is throttled is a 400 that UserErrors does not except (DynamoDB metrics page).
    throttledReads: lazy(() => [series('ThrottledRequests', {TableName, Operation: 'GetRecords'}), series('UserErrors', {})]),
  }
}

/** Writes of a minute: deletes by Time to Live use no write capacity. */
function writesOf(partitions: readonly Partition[], fromMs: number) {
  const sum = {written: 0, deletedByTtl: 0, hot: 0, provisioned: 0}
  for (const {arrivals, shape, isProvisioned} of partitions) {
    const from = arrivals.countBy(fromMs - 1)
    const to = arrivals.countBy(fromMs + minuteMs - 1)
    sum.written += to - from
    sum.deletedByTtl += ttlDeletesIn(shape, from, to)
    sum[isProvisioned ? 'provisioned' : 'hot'] += arrivals.throttledIn(fromMs / 1000, (fromMs + minuteMs) / 1000)
  }
  return sum
}

const openShards = ({partitions}: TableRun): PartitionShard[] => partitions.flatMap(one => one.shards).filter(shard => shard.end === null)

/** Emits the reads of readers other than the mappings in a minute; throttled readers read all the same, only later. */
function createOthersMeter({metrics, startMs}: Simulation, table: TableRun): (nowMs: number) => void {
  const known = new Map<LabStream, ReadMetrics>()
  const seriesFor = (stream: LabStream) => {
    const made = known.get(stream) ?? createReadMetrics(metrics, stream)
    known.set(stream, made)
    return made
  }
  return nowMs => {
    for (const {partition, stream} of openShards(table)) {
      const {pipes, others: unlisted} = readersOf(stream)
      const others = pipes() + unlisted(Math.floor((nowMs - 1 - startMs) / 1000))
      if (others === 0) continue
      const {records, bytes, latency} = seriesFor(stream)
      const read = writtenBy(partition, nowMs - 1) - writtenBy(partition, nowMs - minuteMs - 1)
      const perPoll = (read * others) / pollsPerMinute
      metrics.add(records, nowMs - 1, nowMs, perPoll, pollsPerMinute)
      metrics.add(bytes, nowMs - 1, nowMs, perPoll * makerOf(partition, stream).averageBytes, pollsPerMinute)
      metrics.add(latency, nowMs - 1, nowMs, 6, pollsPerMinute * others)
    }
  }
}

/** Throttled readers try again about once a second (assumed). */
function throttledReads(simulation: Simulation, table: TableRun, nowMs: number): number {
  return openShards(table).reduce((sum, shard) => sum + 60 * throttledReaders(simulation, shard, nowMs - 1), 0)
}

/** Emits the table's own metrics, once a minute: a table without writes shows 0, not nothing. */
export function meterTable(simulation: Simulation, table: TableRun): void {
  const {metrics, startMs} = simulation
  const series = seriesOf(metrics, table.lab.name)
  const meterOthers = createOthersMeter(simulation, table)
  const emit = (nowMs: number) => {
    const {written, deletedByTtl, hot, provisioned} = writesOf(table.partitions, nowMs - minuteMs - startMs)
    // The items of a table are alike.
    const unitsPerWrite = table.partitions[0]?.unitsPerWrite ?? 1
    const writes = written - deletedByTtl
    metrics.add(series.units, nowMs - 1, nowMs, writes > 0 ? unitsPerWrite : 0, Math.max(1, writes))
    // Told every five minutes (DynamoDB metrics page).
    const isDue = ((nowMs - startMs) / minuteMs) % 5 === 0
    if (isDue && table.lab.writeUnits !== undefined) metrics.add(series.capacity(), nowMs - 1, nowMs, table.lab.writeUnits)
    if (deletedByTtl > 0) metrics.add(series.ttl(), nowMs - 1, nowMs, deletedByTtl)
    if (hot > 0) for (const one of series.hot()) metrics.add(one, nowMs - 1, nowMs, 1, hot)
    if (provisioned > 0) for (const one of series.provisioned()) metrics.add(one, nowMs - 1, nowMs, 1, provisioned)
    const reads = throttledReads(simulation, table, nowMs)
    if (reads > 0) for (const one of series.throttledReads()) metrics.add(one, nowMs - 1, nowMs, 1, reads)
    meterOthers(nowMs)
    schedule(simulation, nowMs + minuteMs, emit)
  }
  schedule(simulation, startMs + minuteMs, emit)
}
