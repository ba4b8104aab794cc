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
  /** Records per batch that are usual ÷ the batch size; null where a metric of it is missing. */
  usualFill: number | null
  /** Share of the time of all concurrent batches in which the function usually runs; null where a metric of it is missing. */
  usualUse: number | null
  /** More is written than in any usual minute. */
  writesRise: boolean
  /** The function runs for more time than in any published minute before. */
  isBusiest: boolean
  /** Polling may have paused shortly before: after an update of the mapping, or when a shard was continued by another. */
  afterPause: boolean
  /** A value of the minute is beyond the usual: a lag may begin here. */
  isUnusual: boolean
  /** The log's view of a later minute; null where it was not read, has none, or differs from CloudWatch in the minutes that both know. */
  unpublished: UnpublishedMinute | null
}

/** The newest whole minute that CloudWatch does not show yet, by the REPORT lines of the log. */
export interface UnpublishedMinute {
  /** Start of the minute, epoch milliseconds. */
  atMs: number
  invocations: number
  durationAverageMs: number
  /** Each ÷ the usual one of CloudWatch. */
  durationRatio: number
  invocationRatio: number
  /** The average duration is above all usual ones. */
  isLongest: boolean
  /** Share of the time of all concurrent batches in which the function ran; null where their number is not known. */
  laneUse: number | null
  /** That share is above that of every published minute: a stream whose load varies has such minutes without a lag. */
  isBusiest: boolean
  /** The mapping was updated shortly before: it catches up on the records that waited during the pause. */
  catchesUp: boolean
  /** Share of the invocations that logged an error. */
  failedShare: number
}
