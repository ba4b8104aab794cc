import type {Point} from '../../model/evidence/series.ts'
import {median} from '../../signs/statistics.ts'
import {minuteMs} from '../../text/minutes.ts'

/** The known facts of the batches that were sent, minute by minute, oldest first. */
export interface Attempts {
  /** Batches that were sent to the function: the SampleCount of IteratorAge. */
  sent: readonly Point[]
  /** Sum of Errors. */
  errors: readonly Point[]
  /** Records that failed by the mapping's own count (FailedInvokeEventCount), which holds those that a response reports; empty without it. */
  failedRecords: readonly Point[]
  /** p99 of Duration in seconds. */
  durations: readonly Point[]
  /** The function may report failures in its response, which no metric of the function counts. */
  failuresHidden: boolean
  /** From here on (epoch milliseconds) an invocation may still run: no error says nothing yet. */
  settledMs: number
  /** Batches that can run at once; null where the shards are not known. */
  lanes: number | null
}

/** From this share of errors on, nothing is seen to succeed. */
const allFail = 0.98
/** Where failures may be hidden, fewer errors than this do not tell whether the others succeeded. */
const tellingErrors = 0.05
/** A failing batch is tried once a second at most. AWS names no back-off; a higher rate is that of batches that succeed. */
const mostTriesPerMinute = 60
/** A late lane that moves sends one batch after the other; a blocked one waits between its tries. */
const busyShare = 0.5
/** So many times as much as usual, written within a minute or two, is a bulk. */
const bulkTimes = 3

const at = (list: readonly Point[], minutes: readonly number[]): Point[] => list.filter(p => minutes.includes(p.atMs))
const sum = (list: readonly Point[]): number => list.reduce((total, p) => total + p.value, 0)

/** Law 1: a batch is sent again only if its invocation failed, or could report a failure in its response. */
export function mayHoldRetry(atMs: number, {errors, failedRecords, failuresHidden, settledMs}: Attempts): boolean {
  const counted = errors.find(p => p.atMs === atMs)
  if (failuresHidden || counted === undefined || counted.value > 0 || atMs >= settledMs) return true
  // A record counts as failed when its invocation has ended, which may be a minute later.
  return failedRecords.some(p => p.value > 0 && p.atMs >= atMs && p.atMs <= atMs + minuteMs)
}

/** Law 2: the mapping's own count says that no record of it failed since, whatever the function's metrics hold. */
export function noneFailed(fromMs: number, {failedRecords}: Attempts): boolean {
  const own = failedRecords.filter(p => p.atMs >= fromMs)
  return own.length >= 3 && sum(own) === 0
}

/** Whether some of the batches of these minutes succeeded. */
export function successes(minutes: readonly number[], {sent, errors, failuresHidden, settledMs}: Attempts): 'some' | 'none' | 'unknown' {
  const both = minutes.filter(m => m < settledMs && [sent, errors].every(list => list.some(p => p.atMs === m)))
  const tried = sum(at(sent, both))
  if (tried === 0) return 'unknown'
  const failed = sum(at(errors, both)) / tried
  if (failed >= allFail) return 'none'
  return failuresHidden && failed < tellingErrors ? 'unknown' : 'some'
}

/** Law 4: no lane tries one batch so often. */
export function exceedsRetries(minutes: readonly number[], {sent, lanes}: Attempts): boolean {
  const list = at(sent, minutes)
  return lanes !== null && list.length > 0 && median(list.map(p => p.value)) > mostTriesPerMinute * lanes
}

/** The writes within the minutes of a position, in records at most, and the usual number in so many; null where it is not known. */
export interface WrittenAt {
  records: number
  usual: number
}

/**
 * Law 5: records of one instant keep a moving lane at one position for as long as they last. They were a bulk, there are enough of
 * them for each batch to take one, and the lanes are busy.
 */
export function isBulk(minutes: readonly number[], written: WrittenAt | null, {sent, durations, lanes}: Attempts): boolean {
  if (written === null || lanes === null) return false
  const spanMs = (minutes.at(-1) ?? 0) - (minutes[0] ?? 0)
  const since = sent.filter(p => p.atMs >= (minutes[0] ?? 0) && p.atMs <= (minutes.at(-1) ?? 0))
  const took = at(durations, minutes)
  if (took.length === 0 || spanMs <= 0) return false
  const busySeconds = sum(took.map(p => ({...p, value: p.value * (sent.find(s => s.atMs === p.atMs)?.value ?? 0)})))
  const isBusy = busySeconds >= busyShare * lanes * took.length * (minuteMs / 1000)
  return isBusy && written.records >= bulkTimes * written.usual && sum(since) <= written.records
}
