import type {MetricWindow} from '../aws/metrics.ts'
import {minuteFloor} from '../text/minutes.ts'

/** Whole minutes, up to the last one that has ended. */
export function windowOf(takenAt: number, sinceSeconds: number): MetricWindow {
  const endMs = minuteFloor(takenAt)
  return {startMs: minuteFloor(endMs - sinceSeconds * 1000), endMs}
}
