import {minuteMs} from '../../text/minutes.ts'
import {duration} from '../../text/units.ts'
import type {LoadWindow} from './load.ts'

/** The changed thing. `shard`: DynamoDB made it; nobody did. */
export type Changed = 'mapping' | 'function' | 'alias' | 'concurrency' | 'stream' | 'shard'

/** A setting before and after a change, in AWS's names. */
export interface SettingChange {
  name: string
  before: string | number | boolean | null
  after: string | number | boolean | null
}

/** A dated change: AWS has its time, and ddbstream's own journal its kind. */
export interface Change {
  what: Changed
  /** Epoch milliseconds. */
  atMs: number
  /** "The event source mapping was updated". */
  words: string
  /** The operation of ddbstream that made it, where the journal holds it. */
  operation: string | null
  settings: SettingChange[]
  /** Seconds from the change to the onset; negative where it came after it; null without an onset. */
  beforeOnsetSeconds: number | null
}

/** A setting as it was before the mapping was changed. AWS does not tell it: the journal does, or the metrics of before do. */
export interface FormerSetting {
  value: number
  /** "inferred from …", or "as the journal of ddbstream has it". */
  source: string
}

/** The load around the last change of the mapping: twenty minutes before it, and the newest minutes since. */
export interface CapacityChange {
  atMs: number
  before: LoadWindow | null
  after: LoadWindow | null
  /** How the age changed, in seconds per second, in the minutes before and since; null with too few minutes. */
  growthBefore: number | null
  growthAfter: number | null
  /** How long an invocation takes since, in milliseconds, by the log where CloudWatch shows no minute yet; null where neither has any. */
  durationSinceMs: number | null
  /** The settings that were higher before. */
  former: {BatchSize: FormerSetting | null; ParallelizationFactor: FormerSetting | null}
}

/**
 * The course of a symptom after the newest change. `unseen`: CloudWatch does not show its effect yet. `recovering`: since the change the
 * symptom eases. `recovered`: it has ended.
 */
export interface Repair {
  kind: 'unseen' | 'recovering' | 'recovered'
  change: Change
  /** When the symptom ended or turned (epoch milliseconds); null while that is not seen. */
  sinceMs: number | null
  /** The newest minute that CloudWatch shows (epoch milliseconds). */
  newestMs: number
}

/** Every dated change that the evidence holds, and its effect. */
export interface Changes {
  /** When the symptom began: failures, a lag, or the minute from which a lag grows; null where nothing is wrong. */
  onsetMs: number | null
  /** Newest first. */
  list: Change[]
  capacity: CapacityChange | null
  repair: Repair | null
}

/** A change acts within some minutes; an earlier change is no news. */
export const precedingMs = 10 * 60_000
/** CloudWatch dates an onset by the start of its minute: a change may stand later within that minute. */

/**
 * Whether a change can have caused a symptom that began at `onsetMs` (both epoch milliseconds): it came at most `withinMs` before it. A change after
 * the onset is an answer to it and no cause; `widthMs` is how exactly the onset is known.
 */
export const precedes = (changeMs: number, onsetMs: number, withinMs = precedingMs, widthMs = minuteMs): boolean =>
  changeMs >= onsetMs - withinMs && changeMs < onsetMs + widthMs

/** "2 min before it began", or in the same minute. */
export const timeBefore = (changeMs: number, onsetMs: number): string =>
  changeMs > onsetMs - minuteMs ? 'when it began' : `${duration((onsetMs - changeMs) / 1000)} before it began`
