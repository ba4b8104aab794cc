import type {FunctionMetrics} from '../../model/evidence/evidence.ts'
import {points} from '../../model/evidence/series.ts'
import {minuteMs} from '../../text/minutes.ts'

/** The newest minutes tell whether any shard moves. */
const newestMinutes = 12
/** Fewer minutes tell nothing. */
const leastMinutes = 3

/**
 * Whether no shard has moved since: even the youngest batch of each minute is one that waits, and its last record is no newer than it was. A
 * batch that succeeds leaves its place to a newer one.
 */
export function nothingMoves(metrics: FunctionMetrics, sinceMs: number, floorSeconds: number): boolean {
  const youngest = points(metrics['IteratorAge.Minimum'])
    .filter(({atMs}) => atMs > sinceMs)
    .slice(-newestMinutes)
  if (youngest.length < leastMinutes) return false
  const positionMs = youngest.map(({atMs, value}) => atMs - value)
  const half = Math.ceil(positionMs.length / 2)
  // A minute's age fixes a position to a minute, so that one which stands still strays by that much.
  const advanceMs = Math.max(...positionMs.slice(-half)) - Math.max(...positionMs.slice(0, half))
  return advanceMs <= minuteMs && youngest.slice(-leastMinutes).every(({value}) => value > floorSeconds * 1000)
}
