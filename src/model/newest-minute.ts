import type {LoadWindow} from './load.ts'

/** The newest published minute beside the usual ones: a lag that begins shows in its load before its ages climb. */
export interface NewestMinute {
  /** Start of the minute, epoch milliseconds. */
  atMs: number
  /** The oldest age of the minute and the usual one, in seconds. */
  ageSeconds: number
  usualAgeSeconds: number
  /** Half of its batches are younger, in seconds; null where that is not published. */
  middleAgeSeconds: number | null
  /** The oldest age is above the usual ones: records have begun to wait. */
  waits: boolean
  load: LoadWindow
  /** Each ÷ the usual one, null where a metric of it is missing. */
  durationRatio: number | null
  invocationRatio: number | null
  /** Time per record. */
  workRatio: number | null
  writeRatio: number | null
  /** The minute in which the writes rose to this, epoch milliseconds; null where they did not, or earlier. */
  roseAtMs: number | null
  /** Share of the records of a minute that were written in it and not read, 0–1. */
  leftShare: number | null
  /** How many minutes' writes were read beyond the usual since it may have begun: each reader more adds one a minute. */
  readBeyond: number | null
  /** The average duration is above all usual ones. */
  isLongest: boolean
}
