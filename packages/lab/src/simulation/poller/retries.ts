import {retentionMs, writtenBy} from '../table/partitions.ts'
import {readAnswer} from './answers.ts'
import {halves, moveCursor, sentIn} from './batches.ts'
import {deliver, type FailedBatch} from './destinations.ts'
import {backoffMs, type Lane} from './mapping-run.ts'
import {countEvents} from './polls.ts'
import {goOn, stop, wait} from './progress.ts'
import {reportResult} from './report-result.ts'

/**
 * Takes out of the batch the records that are too old: over MaximumRecordAgeInSeconds (to the destination, if there is one), or
 * over the stream's 24 hours (gone: no metric and no message, as far as is documented).
 */
export function discardExpired(lane: Lane, nowMs: number): void {
  const {partition, mapping} = lane.reader
  const {MaximumRecordAgeInSeconds: limit} = mapping.lab.settings
  const sinceStart = nowMs - partition.startMs
  if (sinceStart > retentionMs) {
    mapping.counts.trimmed += cutFront(lane, writtenBy(partition, nowMs - retentionMs))
  }
  if (limit === -1 || sinceStart <= limit * 1000) return
  const end = Math.min(lane.batch.to, writtenBy(partition, nowMs - limit * 1000))
  const {from, attempts} = lane.batch
  const count = cutFront(lane, end)
  if (count > 0) give(lane, {from, to: end, count, attempts}, 'RecordAgeExceeded', nowMs)
}

/** Removes the records before `end` from the batch; answers how many of them were the lane's. */
function cutFront(lane: Lane, end: number): number {
  const {batch} = lane
  if (end <= batch.from) return 0
  const until = Math.min(end, batch.to)
  const count = sentIn(lane, batch.from, until)
  batch.from = until
  batch.count -= count
  lane.reader.hasCheckpoint = true
  moveCursor(lane, until)
  return count
}

/** Handles an invocation that failed, or that reported failed items. */
export function failed(lane: Lane, nowMs: number): void {
  const {reader, batch, invocation} = lane
  const {mapping} = reader
  const {settings} = mapping.lab
  reportResult(mapping, 'PROBLEM: Function call failed')
  const reported =
    invocation.result === 'reported' && readAnswer(invocation.answer, settings.FunctionResponseTypes) === 'failed from there on'
  const before = batch.count
  if (reported) mapping.counts.processed += cutFront(lane, invocation.poisonedAt)
  countEvents(mapping, 'failedInvoke', nowMs, batch.count)
  // With both, the batch is split at the reported item; where that leaves it whole, into halves. Splits use up no attempt.
  const wasSplit = settings.BisectBatchOnFunctionError && reported && batch.count < before
  const canSplit = settings.BisectBatchOnFunctionError && !wasSplit && batch.count > 1
  if (canSplit) {
    const [first, second] = halves(lane, batch)
    Object.assign(batch, first)
    lane.rest.unshift(second)
  } else if (!wasSplit) batch.attempts++
  if (!mapping.polling) {
    stop(lane)
    return
  }
  if (settings.MaximumRetryAttempts !== -1 && batch.attempts > settings.MaximumRetryAttempts) {
    give(lane, {...batch}, 'RetryAttemptsExhausted', nowMs)
    goOn(lane, nowMs)
    return
  }
  wait(lane, nowMs + backoffMs(mapping, mapping.errorBackoff, batch.attempts))
}

/** Gives records up: to the on-failure destination, or dropped. */
function give(lane: Lane, batch: FailedBatch['batch'], condition: FailedBatch['condition'], nowMs: number): void {
  const {mapping} = lane.reader
  const {counts} = mapping
  const {OnFailureDestination: destination} = mapping.lab.settings
  if (destination !== '' && deliver(lane, {batch, condition}, nowMs)) {
    counts.destination += batch.count
    countEvents(mapping, 'delivered', nowMs, batch.count)
    return
  }
  counts.dropped[destination !== '' ? 'delivery' : condition === 'RecordAgeExceeded' ? 'age' : 'retries'] += batch.count
  countEvents(mapping, 'dropped', nowMs, batch.count)
}
