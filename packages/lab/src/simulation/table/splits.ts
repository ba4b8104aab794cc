import {type Simulation, schedule, type TableRun} from '../engine/simulation.ts'
import {readSplit} from '../poller/readers.ts'
import type {Customers} from './keys.ts'
import {closeShard, createPartition, openShard, type Partition, type PartitionSetup} from './partitions.ts'
import {openShardOf, planRollover, wakeReaders} from './shards.ts'

/** A partition that DynamoDB splits in two because it is large or busy: its shard closes and has two children. */
export interface Split {
  /** Number of the partition. */
  partition: number
  atSecond: number
}

/** Writes to the parent end with the split; writes to its children begin with it. */
export const untilSplit = (setup: PartitionSetup, splits: readonly Split[]): PartitionSetup => {
  const split = splits.find(one => one.partition === setup.number)
  if (split === undefined) return setup
  return {...setup, rateAt: second => (second < split.atSecond ? setup.rateAt(second) : 0)}
}

/** Every other customer, with the same spread. */
function half({numbers, upTo}: Customers, which: 0 | 1): Customers {
  const mine = (_: number, i: number) => i % 2 === which
  if (upTo === null) return {numbers: numbers.filter(mine), upTo: null}
  const weights = upTo.map((passed, i) => passed - (upTo[i - 1] ?? 0)).filter(mine)
  const sum = weights.reduce((all, weight) => all + weight, 0)
  let passed = 0
  return {
    numbers: numbers.filter(mine),
    upTo: weights.map(weight => {
      passed += weight
      return passed / sum
    }),
  }
}

function childOf(
  simulation: Simulation,
  table: TableRun,
  parent: Partition,
  setup: PartitionSetup,
  which: 0 | 1,
  atSecond: number,
): Partition {
  const child = createPartition(
    simulation,
    table.lab.name,
    simulation.startMs,
    {
      number: table.partitions.length,
      rateAt: second => (second < atSecond ? 0 : setup.rateAt(second) / 2),
      ttlEvery: setup.ttlEvery,
      poisonAtSeconds: [],
      customers: half(parent.shape.customers, which),
    },
    parent.sequence.of(parent.arrivals.countBy(atSecond * 1000)),
  )
  table.partitions.push(child)
  return child
}

/** Plans the split of a partition, given as its writers were before it. Each child gets half of the customers and of the writes. */
export function planSplit(simulation: Simulation, table: TableRun, setup: PartitionSetup, {atSecond}: Split): void {
  const {startMs, world} = simulation
  schedule(simulation, startMs + atSecond * 1000, nowMs => {
    const parent = table.partitions.find(one => one.number === setup.number)
    if (parent === undefined || parent.isSplit) return
    parent.isSplit = true
    const partitions = ([0, 1] as const).map(which => childOf(simulation, table, parent, setup, which, atSecond))
    const shard = openShardOf(parent)
    // While the table has no stream there is none to close.
    if (shard === undefined) return
    closeShard(shard, nowMs)
    const children = partitions.map(partition => {
      const child = openShard(partition, shard.stream, nowMs, shard.lab.shardId, () => world.nowMs)
      planRollover(simulation, table, child, nowMs + table.shardLifeMs(partition))
      return child
    })
    for (const mapping of simulation.mappings.values()) readSplit(mapping, shard, children, nowMs)
    wakeReaders(simulation, shard, nowMs)
  })
}
