import type {LagScope, LagState, StuckLine} from '../../model/derived/lag.ts'
import type {Point} from '../../model/evidence/series.ts'
import {successes} from '../failures/attempts.ts'
import type {AgeMetrics} from './age-metrics.ts'
import {othersOnLine} from './stuck-line.ts'

/** The newest late minutes that are looked at. */
const newestMinutes = 8
/** So many late minutes in a row, the one of the onset among them, are looked at alone. */
const steadyMinutes = 2
const halfHourMinutes = 30

/** All that the scope is told from. */
interface ScopeInput {
  state: LagState
  stuck: StuckLine | null
  ages: AgeMetrics
  /** Undefined where the stream could not be read. */
  openShards: number | undefined
  floorSeconds: number
}

const freshShare = (list: readonly Point[], floorSeconds: number): number =>
  list.filter(p => p.value <= floorSeconds).length / Math.max(1, list.length)

/** How many shards are late. IteratorAge has no shard dimension: a young minimum beside an old maximum means that some lanes are current. */
function lateScope({ages, openShards, floorSeconds}: ScopeInput): LagScope {
  // The calm before the lag says nothing about who lags, nor does the minute in which it began. High ages that come and go are all looked at.
  const onset = ages.oldest.findLastIndex(p => p.value <= floorSeconds) + 1
  const since = ages.oldest.length - onset >= steadyMinutes ? ages.oldest.slice(onset + 1) : ages.oldest.slice(-halfHourMinutes)
  const late = new Set(since.filter(p => p.value > floorSeconds).map(p => p.atMs))
  const newest = (list: readonly Point[]) => list.filter(p => late.has(p.atMs)).slice(-newestMinutes)
  const youngest = newest(ages.youngest)
  if (youngest.length === 0) return 'unknown'
  if (freshShare(youngest, floorSeconds) < 0.5) return openShards === undefined ? 'unknown' : 'all'
  return freshShare(newest(ages.middle), floorSeconds) >= 0.5 ? 'one-shard' : 'some'
}

/** With so many records for each lane, on average, no lane of a table with many keys has none. */
const recordsPerLane = 5

/**
 * Law 3: how many shards are blocked. All of them only where nothing is seen to succeed, the youngest batch waits, and all had work.
 * Which of several late shards are blocked is not known.
 */
function blockedScope(stuck: StuckLine, ages: AgeMetrics, floorSeconds: number): LagScope {
  const others = othersOnLine(stuck, ages, floorSeconds)
  if (others === 'current') {
    const middle = ages.middle.filter(p => stuck.atMs.includes(p.atMs))
    return freshShare(middle, floorSeconds) >= 0.5 ? 'one-shard' : 'some'
  }
  const succeeded = successes(stuck.atMs, ages)
  if (succeeded !== 'none' && (others !== 'same position' || succeeded === 'some')) return 'unknown'
  const written = ages.writtenAt(stuck.positionMs, stuck.atMs.at(-1) ?? stuck.positionMs)
  return (written?.records ?? 0) >= recordsPerLane * (ages.lanes ?? Number.POSITIVE_INFINITY) ? 'all' : 'unknown'
}

/** How many of the shards lag; of a blocked pipeline, how many are blocked. */
export function scopeOf(input: ScopeInput): LagScope {
  const {state, stuck, ages, openShards, floorSeconds} = input
  if (openShards === 1 || !['stalled', 'slow', 'behind', 'losing', 'recovering'].includes(state)) return 'unknown'
  return stuck ? blockedScope(stuck, ages, floorSeconds) : lateScope(input)
}
