import {randomOf} from '../engine/random.ts'
import type {Simulation, TableRun} from '../engine/simulation.ts'
import type {World} from '../engine/world.ts'
import {readersOf} from '../poller/stream-readers.ts'
import {closeShard, createPartition, openShard, type PartitionSetup} from './partitions.ts'
import {addPastShards, planRollover, wakeReaders} from './shards.ts'
import {planSplit, type Split, untilSplit} from './splits.ts'
import type {LabStream, LabTable} from './table-shapes.ts'

export interface TableSetup {
  /** Without streams. */
  lab: Omit<LabTable, 'streams'>
  viewType: LabStream['viewType']
  /** Before the start of the simulation. */
  streamAgeSeconds: number
  partitions: readonly PartitionSetup[]
  /** Shards are closed and continued after about four hours (observed in public issues; not in AWS's documents). */
  shardLifeSeconds: number
  splits?: readonly Split[]
  /** Processes that read the latest stream beside the mappings, each all shards, by second since the start. */
  otherReaders?: (second: number) => number
}

/** The label is the time of enabling, as AWS writes it. */
const labelOf = (createdMs: number): string => new Date(createdMs).toISOString().slice(0, -1)

function createStream(table: Pick<LabTable, 'name' | 'arn'>, viewType: LabStream['viewType'], createdMs: number): LabStream {
  const label = labelOf(createdMs)
  return {arn: `${table.arn}/stream/${label}`, label, tableName: table.name, status: 'ENABLED', viewType, createdMs, shards: []}
}

const runningOn = ({pipes}: World, streamArn: string): number => {
  let running = 0
  for (const {sourceArn, state} of pipes.values()) if (state === 'RUNNING' && sourceArn === streamArn) running++
  return running
}

export function createTable(simulation: Omit<Simulation, 'tables'> & {tables: Map<string, TableRun>}, setup: TableSetup): TableRun {
  const {seed, laws, startMs, world} = simulation
  const createdMs = startMs - setup.streamAgeSeconds * 1000
  const stream = createStream(setup.lab, setup.viewType, createdMs)
  const random = randomOf(seed, 'shards', setup.lab.name)
  const lab: LabTable = {...setup.lab, streams: [stream]}
  const lifeMs = setup.shardLifeSeconds * 1000
  const {splits = [], otherReaders} = setup
  if (otherReaders !== undefined) readersOf(stream).others = otherReaders
  readersOf(stream).pipes = () => runningOn(world, stream.arn)
  const run: TableRun = {
    lab,
    partitions: setup.partitions.map(one => createPartition({seed, laws}, lab.name, startMs, untilSplit(one, splits))),
    shardLifeMs: () => Math.round(lifeMs * random.between(0.95, 1.05)),
  }
  world.tables.set(lab.name, lab)
  simulation.tables.set(lab.name, run)
  for (const partition of run.partitions) {
    const openedMs = Math.max(createdMs, startMs - Math.round(lifeMs * random.between(0.02, 0.94)))
    const parentShardId = addPastShards(partition, stream, openedMs, lifeMs)
    const shard = openShard(partition, stream, openedMs, parentShardId, () => world.nowMs)
    planRollover(simulation, run, shard, openedMs + run.shardLifeMs(partition))
  }
  for (const split of splits) {
    const one = setup.partitions.find(({number}) => number === split.partition)
    if (one !== undefined) planSplit(simulation, run, one, split)
  }
  return run
}

/** Disables the table's stream: its records stay readable for 24 hours. */
export function disableStream(simulation: Simulation, tableName: string): void {
  const table = simulation.tables.get(tableName)
  const stream = table?.lab.streams.at(-1)
  if (table === undefined || stream === undefined) return
  const {nowMs} = simulation.world
  stream.status = 'DISABLED'
  for (const shard of table.partitions.flatMap(one => one.shards)) {
    if (shard.stream !== stream || shard.lab.closedMs !== null) continue
    closeShard(shard, nowMs)
    wakeReaders(simulation, shard, nowMs)
  }
}

/** Enables a stream on the table: a new one, with a new label and ARN. Mappings of the former one do not follow. */
export function enableStream(simulation: Simulation, tableName: string, viewType?: LabStream['viewType']): LabStream | null {
  const table = simulation.tables.get(tableName)
  const former = table?.lab.streams.at(-1)
  if (table === undefined || former === undefined || former.status !== 'DISABLED') return null
  const {nowMs} = simulation.world
  const stream = createStream(table.lab, viewType ?? former.viewType, nowMs)
  table.lab.streams.push(stream)
  for (const partition of table.partitions) {
    if (partition.isSplit) continue
    const shard = openShard(partition, stream, nowMs, null, () => simulation.world.nowMs)
    planRollover(simulation, table, shard, nowMs + table.shardLifeMs(partition))
  }
  return stream
}
