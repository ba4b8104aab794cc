import type {Thresholds} from '../../aws-facts/thresholds.ts'
import type {Series} from '../../model/evidence/series.ts'

/** The configured lines that a guard uses. */
export type GuardThresholds = Pick<Thresholds, 'iteratorAgeSeconds' | 'errorRate' | 'durationRatio'>

/** CloudWatch's metrics of a mapping's target, minute by minute. */
export interface GuardSeries {
  invocations: Series
  errors: Series
  /** Milliseconds. */
  durationAverage: Series
  /** The age of the worst batch of each minute, milliseconds. */
  ageMaximum: Series
}

/** One reading of the result of the newest attempt. */
export interface Attempt {
  atMs: number
  isFailed: boolean
}

/** The guard's view of a remap: the target before, the target after, and the metrics of both. Times are epoch milliseconds. */
export interface GuardView {
  /** When the new version began to get batches. */
  changedMs: number
  /** Whether the metrics of `after` are those of the new version alone; an alias has the same before and after the change. */
  isApart: boolean
  nowMs: number
  guardSeconds: number
  /** The iterator age (seconds) that the configuration makes by itself. */
  floorSeconds: number
  /** Where the lines are drawn for this function. */
  thresholds: GuardThresholds
  before: GuardSeries
  after: GuardSeries
  /** AWS's report of the newest attempt (LastProcessingResult), as it was read since the change. CloudWatch shows the same minutes later. */
  attempts: readonly Attempt[]
  /** Records per minute: those of the mapping itself, or those returned from the stream. null where neither is known. */
  records: Series | null
  /** Write units to the table per minute; null where they could not be read. */
  writes: Series | null
  /** Discards by Lambda, per minute: records by the mapping's own counts, or messages at its destination; null where neither shows them. */
  givenUp: Series | null
  /** Records in batches that failed, per minute, by the mapping's own count: also those that no error counts. null where it does not count. */
  failing: Series | null
}

/** The guard's verdict. `waiting`: too early to decide, after so many published seconds. `missing` names the gaps of a sure answer. */
export type Judgement =
  | {kind: 'waiting'; because: string[]; publishedSeconds: number}
  | {kind: 'failed'; because: string[]}
  | {kind: 'successful'; because: string[]}
  | {kind: 'inconclusive'; missing: string[]}
