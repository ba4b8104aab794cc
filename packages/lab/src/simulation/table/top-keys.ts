import {mix} from '../engine/random.ts'
import {simulationOf} from '../engine/simulation.ts'
import type {World} from '../engine/world.ts'
import {makerOf, type Partition} from './partitions.ts'

/** Writes to one key in the time asked for, and how many more were refused. */
export interface KeyCount {
  partitionKey: string
  /** null where the sort keys of a partition key are counted together. */
  sortKey: string | null
  written: number
  /** Write units of the writes. */
  units: number
  throttled: number
}

export interface TopKeys {
  /** By writes, most first: of partition keys, and of single items. At most 100 each. */
  partitionKeys: KeyCount[]
  items: KeyCount[]
}

const most = 100

/** So many records of a partition are looked at; when there are more, each stands for several. */
const sampled = 4096

const textOf = (value: {S: string} | {N: string} | {BOOL: boolean} | undefined): string =>
  value === undefined ? '' : 'S' in value ? value.S : 'N' in value ? value.N : String(value.BOOL)

/** The counts at the present instant: each of a table's four rules needs the same. */
const counted = new WeakMap<World, {nowMs: number; known: Map<string, TopKeys>}>()

/** Which keys of a table were written most in [fromMs, toMs), as CloudWatch Contributor Insights for DynamoDB counts them. */
export function topKeys(world: World, tableName: string, fromMs: number, toMs: number): TopKeys {
  const last = counted.get(world)
  const {known} = last?.nowMs === world.nowMs ? last : {known: new Map<string, TopKeys>()}
  counted.set(world, {nowMs: world.nowMs, known})
  const id = `${tableName} ${fromMs} ${toMs}`
  const top = known.get(id) ?? countTop(world, tableName, fromMs, toMs)
  known.set(id, top)
  return top
}

function countTop(world: World, tableName: string, fromMs: number, toMs: number): TopKeys {
  const {tables} = simulationOf(world)
  const partitionKeys = new Map<string, KeyCount>()
  const items = new Map<string, KeyCount>()
  const count: Count = (partitionKey, sortKey, counted) => {
    add(partitionKeys, partitionKey, {partitionKey, sortKey: null, ...counted})
    add(items, `${partitionKey}\n${sortKey}`, {partitionKey, sortKey, ...counted})
  }
  for (const partition of tables.get(tableName)?.partitions ?? []) countKeys(world, partition, fromMs, Math.min(toMs, world.nowMs), count)
  return {partitionKeys: topOf(partitionKeys), items: topOf(items)}
}

type Count = (partitionKey: string, sortKey: string, counted: Pick<KeyCount, 'written' | 'units' | 'throttled'>) => void

function countKeys(world: World, partition: Partition, fromMs: number, toMs: number, count: Count): void {
  const stream = world.tables.size === 0 ? undefined : partition.shards.at(-1)?.stream
  if (stream === undefined || toMs <= fromMs) return
  const {arrivals, startMs, shape, unitsPerWrite} = partition
  const maker = makerOf(partition, stream)
  const first = arrivals.countBy(fromMs - startMs - 1)
  const records = arrivals.countBy(toMs - startMs - 1) - first
  // Refused writes aim at the same keys as accepted ones.
  const refused = arrivals.throttledIn(Math.max(0, Math.floor((fromMs - startMs) / 1000)), Math.floor((toMs - startMs) / 1000))
  const looked = Math.min(records, sampled)
  for (let i = 0; i < looked; i++) {
    const index = records === looked ? first + i : first + (mix(shape.key ^ 0x70b, i) % records)
    const {customerId, orderId} = maker.keysOf(index)
    const written = records / looked
    count(textOf(customerId), textOf(orderId), {written, units: written * unitsPerWrite, throttled: refused / looked})
  }
}

function add(counts: Map<string, KeyCount>, key: string, one: KeyCount): void {
  const known = counts.get(key)
  if (known === undefined) counts.set(key, one)
  else {
    known.written += one.written
    known.units += one.units
    known.throttled += one.throttled
  }
}

const topOf = (counts: Map<string, KeyCount>): KeyCount[] =>
  [...counts.values()]
    .sort((a, b) => b.written - a.written || (a.partitionKey < b.partitionKey ? -1 : 1))
    .slice(0, most)
    .map(one => ({...one, written: Math.round(one.written), units: Math.round(one.units), throttled: Math.round(one.throttled)}))
