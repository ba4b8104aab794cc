import {between, type Series} from '../../model/evidence/series.ts'
import {median} from '../../signs/statistics.ts'

/** Lambda cuts no age finer than this: record times are whole seconds, metrics whole minutes. */
const minimumFloorSeconds = 10

/**
 * The iterator age (seconds) that this configuration makes by itself: max(10 s, batching window + tumbling window + 2 × p99 duration + 2 s).
 * The duration is that of the earlier half of the window where there is one, so that an incident does not raise its own floor.
 */
export function floorSeconds(windowSeconds: number, tumblingSeconds: number, durationP99Ms: Series): number {
  const middleMs = durationP99Ms.startMs + (durationP99Ms.values.length / 2) * durationP99Ms.periodSeconds * 1000
  const before = between(durationP99Ms, durationP99Ms.startMs, middleMs)
  const used = before.length ? before : between(durationP99Ms, middleMs, Number.POSITIVE_INFINITY)
  const p99Seconds = used.length ? median(used.map(p => p.value)) / 1000 : 0
  return Math.max(minimumFloorSeconds, windowSeconds + tumblingSeconds + 2 * p99Seconds + 2)
}
