import {expect} from 'vitest'
import {describeIncident} from '../../../packages/lab/src/incidents/index.ts'
import {recordCounts} from '../../../packages/lab/src/simulation/engine/conservation.ts'
import {topKeys} from '../../../packages/lab/src/simulation/table/top-keys.ts'
import {releasedMs} from './function-side.ts'
import type {Opened} from './opened.ts'

const wholeHistory = 182
const seconds = (points: {value: number}[]): number[] => points.map(point => point.value / 1000)
const truthOf = (id: string, seed: number) => describeIncident(id, seed)?.truth ?? {cause: null, causes: [], lag: 'ok' as const}

/** Newest maximum of the age, and the one some minutes before, seconds. */
function ends({recent}: Opened, minutes: number): {first: number; last: number; lowest: number} {
  const ages = seconds(recent('IteratorAge', 'Maximum', minutes))
  return {first: ages[0] ?? 0, last: ages.at(-1) ?? 0, lowest: seconds(recent('IteratorAge', 'Minimum', minutes)).at(-1) ?? 0}
}

function isHot(id: string, {seed, world}: Opened): void {
  const {hotKey} = truthOf(id, seed)
  const [first, second] = topKeys(world, 'orders', world.nowMs - 600_000, world.nowMs).partitionKeys
  expect(first?.partitionKey).toBe(hotKey)
  expect(first?.written).toBeGreaterThan(10 * (second?.written ?? 0))
}

/** It grows by less than a second a second, and not for lack of tries: nothing fails. */
function grows(opened: Opened): void {
  const {first, last} = ends(opened, 9)
  expect(last).toBeGreaterThan(first + 5)
  expect(last).toBeGreaterThan(30)
  expect(opened.sum('Errors', 10)).toBe(0)
}

/** Longer than an hour: the waiting records, over the capacity beyond the writes. */
function drainMinutes({world, sum}: Opened): number {
  const [before] = recordCounts(world)
  world.advanceTo(world.nowMs + 600_000)
  const [after] = recordCounts(world)
  expect(sum('Errors', 10)).toBe(0)
  const perMinute = ((before?.pending ?? 0) - (after?.pending ?? 0)) / 10
  return (before?.pending ?? 0) / perMinute
}

/** The facts of the incidents of the table's side, by AWS's metrics and settings alone. */
export const tableSide: Record<string, (opened: Opened) => void> = {
  'hot-partition'(opened) {
    isHot('hot-partition', opened)
    const refused = opened.table('WriteKeyRangeThroughputThrottleEvents', 8)
    expect(opened.table('WriteThrottleEvents', 8) > 0).toBe(refused > 0)
    if (truthOf('hot-partition', opened.seed).lag === 'ok') {
      expect(refused).toBeGreaterThan(0)
      expect(ends(opened, 9).last).toBeLessThan(10)
      return
    }
    grows(opened)
    expect(ends(opened, 9).lowest).toBeLessThan(5)
    expect(opened.sum('Throttles', 8)).toBe(0)
  },
  'hot-partition+throttled-concurrency'(opened) {
    isHot('hot-partition+throttled-concurrency', opened)
    grows(opened)
    const throttles = opened.sum('Throttles', 8)
    expect(throttles / (throttles + opened.sum('Invocations', 8))).toBeGreaterThan(0.05)
  },
  'reader-contention'(opened) {
    const {recent, sum, table} = opened
    expect(table('ThrottledRequests', 8, {Operation: 'GetRecords'})).toBeGreaterThan(0)
    expect(sum('Errors', 10) + sum('Throttles', 10)).toBe(0)
    expect(Math.max(...seconds(recent('IteratorAge', 'Maximum', 12)))).toBeGreaterThan(30)
    // All is well before.
    expect(seconds(recent('IteratorAge', 'Maximum', wholeHistory))[20]).toBeLessThan(30)
  },
  'filter-drops-all'({mapping, recent, sum, writes, world}) {
    expect(mapping).toMatchObject({state: 'Enabled', settings: {FilterPatterns: [expect.any(String)]}})
    expect(writes(8)).toBeGreaterThan(0)
    expect(recent('IteratorAge', 'Maximum', 7)).toEqual([])
    expect(sum('Errors', wholeHistory)).toBe(0)
    expect(recordCounts(world)[0]?.pending).toBeLessThan(60)
    expect(recordCounts(world)[0]?.filtered).toBeGreaterThan(0)
  },
  'broken-destination'({recent, sum, world, mapping}) {
    expect(mapping.settings.OnFailureDestination).not.toBe('')
    expect(sum('DestinationDeliveryFailures', wholeHistory)).toBeGreaterThan(0)
    expect(recordCounts(world)[0]?.dropped.delivery).toBeGreaterThan(0)
    expect(Math.max(...seconds(recent('IteratorAge', 'Maximum', 8)))).toBeLessThan(30)
  },
  'write-back-loop'(opened) {
    grows(opened)
    const {recent, table} = opened
    const writes = table('ConsumedWriteCapacityUnits', 8) / 8
    const before = (table('ConsumedWriteCapacityUnits', wholeHistory) - table('ConsumedWriteCapacityUnits', wholeHistory - 10)) / 10
    expect(writes).toBeGreaterThan(3 * before)
    expect(recent('Throttles', 'Sum', 8).every(point => point.value === 0)).toBe(true)
  },
  'write-burst'(opened) {
    const {first, last} = ends(opened, 9)
    expect(last).toBeGreaterThan(30)
    expect(Math.sign(last - first)).toBe(truthOf('write-burst', opened.seed).lag === 'recovering' ? -1 : 1)
    expect(opened.sum('Errors', 10) + opened.sum('Throttles', 10)).toBe(0)
    // The burst is over: less is written than is carried.
    expect(drainMinutes(opened)).toBeGreaterThan(0)
  },
  'released-into-burst'(opened) {
    const {first, last} = ends(opened, 9)
    expect(last).toBeGreaterThan(30)
    expect(Math.sign(last - first)).toBe(truthOf('released-into-burst', opened.seed).lag === 'recovering' ? -1 : 1)
    expect(opened.sum('Errors', 182) + opened.sum('Throttles', 182)).toBe(0)
    expect(releasedMs(opened)).toBeGreaterThan(opened.world.nowMs - 3 * 3_600_000)
    expect(drainMinutes(opened)).toBeGreaterThan(0)
  },
  recovering(opened) {
    const {first, last} = ends(opened, 9)
    expect(last).toBeLessThan(first - 5)
    expect(drainMinutes(opened)).toBeGreaterThan(60)
  },
  'poison-record+write-burst'(opened) {
    const {recent, sum, seed} = opened
    expect(truthOf('poison-record+write-burst', seed).sequenceNumber).toMatch(/^\d{21,40}$/)
    expect(sum('Errors', 12)).toBeGreaterThan(0)
    const stuck = recent('IteratorAge', 'Maximum', 15).map(({atMs, value}) => atMs - value)
    // The oldest position stays where it is.
    const oldest = Math.min(...stuck)
    expect(stuck.filter(position => position - oldest < 120_000).length).toBeGreaterThanOrEqual(2)
    expect(ends(opened, 9).lowest).toBeGreaterThan(30)
  },
  'shard-rollover'({recent, sum, world}) {
    const ages = seconds(recent('IteratorAge', 'Maximum', 12))
    expect(Math.max(...ages)).toBeGreaterThan(30)
    expect(Math.max(...ages)).toBeLessThan(60)
    expect(sum('Errors', wholeHistory)).toBe(0)
    const shards = world.tables.get('orders')?.streams[0]?.shards ?? []
    expect(shards.some(shard => (shard.closedMs ?? 0) > world.nowMs - 660_000)).toBe(true)
    expect(Math.max(...seconds(recent('IteratorAge', 'Minimum', 4)))).toBeLessThan(5)
  },
  'healthy-bursty'({recent, sum, minutely}) {
    expect(Math.max(...seconds(recent('IteratorAge', 'Maximum', wholeHistory)))).toBeLessThan(30)
    expect(sum('Errors', wholeHistory) + sum('Throttles', wholeHistory)).toBe(0)
    const written = minutely('ConsumedWriteCapacityUnits').sort((a, b) => a - b)
    expect(written.at(-1)).toBeGreaterThan(1.5 * (written[written.length >> 1] ?? 0))
  },
}
