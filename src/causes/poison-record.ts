import {errorsInLog} from '../advice/log-command.ts'
import {boundRetries} from '../advice/mapping-settings.ts'
import {isEndless} from '../aws-facts/limits.ts'
import {absent, defineCause, ruledOutBecause, type Weighed} from '../model/cause.ts'
import type {Fix} from '../model/check.ts'
import {maybe} from '../model/derived/derived.ts'
import type {FailureKind, Failures} from '../model/derived/failures.ts'
import {expiresOnSomeShards, type Lag, someAreCurrent} from '../model/derived/lag.ts'
import type {FunctionMetrics, LambdaFunction, Mapping, MappingMetrics} from '../model/evidence/evidence.ts'
import {between, total} from '../model/evidence/series.ts'
import {count, duration, isoMinute} from '../text/units.ts'
import {looksLikeCode, looksLikeData} from './parts/error-kind.ts'
import {allLagLines, failingLine, loggedLines, releasedAtOnset} from './parts/failure-evidence.ts'
import {known, when} from './parts/lines.ts'
import {loggedRecordLines} from './parts/logged-records.ts'

const text = {
  title: 'A poison record blocks a shard',
  harm: 'one shard is blocked; its records expire 24 hours after they were written',
  harmWhileExpiring: 'the oldest records of one shard expire now, one after the other',
  summary: {
    blocked: (ageSeconds: number) => `One batch keeps failing and has blocked its shard for ${duration(ageSeconds)}.`,
    expiring:
      'Batches of one shard keep failing. The shard has been blocked for 24 hours or longer, and its oldest records expire before they are processed.',
    repeating: 'Some invocations fail in every minute, most succeed, and the oldest records have begun to wait: probably one batch.',
    begins: 'The shard has stopped while the function is idle and counts no error: Lambda may be retrying one batch.',
  },
  because: {
    stuck: (minutes: number, writtenMs: number) =>
      `The same batch is retried: for ${count(minutes, 'minute')} its last record has been the one written at ${isoMinute(writtenMs)}.`,
    oldest: (ageSeconds: number) =>
      `The oldest batch of each minute is ${duration(ageSeconds)} old: the stream keeps no record for more than 24 h.`,
    noError: 'Errors is 0.',
    timesOut: 'The batch runs into the timeout of the function.',
    outOfMemory: 'The batch makes the function run out of memory.',
    othersCurrent: (youngestSeconds: number) => `The other shards are current: their youngest batch is ${duration(youngestSeconds)} old.`,
    counted: (failed: number) => `FailedInvokeEventCount counts ${count(failed, 'failed record')} of this mapping.`,
    endless: (retries: number) => `MaximumRetryAttempts is ${retries}: Lambda retries until the record expires.`,
  },
  against: {
    oneShard: 'Only one shard has records: the metrics cannot distinguish a bad record from a function that fails on every record.',
    otherMappings: (others: number) =>
      `The function has ${count(others, 'other mapping')}: its metrics do not show whose batch is blocked.`,
    bounded: (retries: number) => `MaximumRetryAttempts is ${retries}: Lambda should have discarded one batch by now.`,
  },
  settledBy: {
    twoMinutes: 'Two more minutes show whether the oldest batch is stuck.',
    ownMetrics: "The mapping's own metrics (EventCount): FailedInvokeEventCount counts the failures of one mapping.",
    record: 'The record itself: does another one pass, or does the same record fail in another function?',
    requests:
      "The function's log: one request that fails at every retry points to a record; many different requests point to the function.",
  },
  fix: {
    skip: (retries: number, danger: string) =>
      `Let Lambda skip the bad record after ${count(retries, 'retry', 'retries')} (BisectBatchOnFunctionError isolates it), so that the shard continues. ${danger} Other records of the batch may be processed twice.`,
    isBounded:
      'The mapping already discards a bad record and sends its metadata to the destination. Read the error in the log and the message at the destination.',
  },
  ruledOut: {
    all: 'The batches of all shards fail.',
    memory: 'The batch makes the function run out of memory: more memory may let it pass.',
    tooLarge: 'Every full batch takes longer than the timeout.',
    noneStuck: 'No batch is stuck.',
    throttled: 'Invocations are throttled, and fewer of them fail.',
    noneFailed: 'FailedInvokeEventCount is 0: no record of this mapping failed.',
  },
}

/** Failures that come from the surroundings of the function, and not from its records. */
const ofSurroundings: FailureKind[] = ['import', 'denied', 'network', 'handshake', 'throttled']

/** A few minutes of one lane that fails: one that stands still shows after some more. */
const early = 0.75

/** Records that failed since, by the mapping's own count; null without it. */
function failedRecords(mapping: MappingMetrics | undefined, fromMs: number): number | null {
  const failed = mapping ? between(mapping['FailedInvokeEventCount.Sum'], fromMs, Number.POSITIVE_INFINITY) : []
  return failed.length ? total(failed) : null
}

/** A shard on which every batch fails until its records expire: bad records, as a rule, because other shards pass. */
const expiring = 0.8

/** One batch stands still, or a shard has failed for so long that its oldest records expire one after the other. */
const standsStill = (lag: Lag): boolean => lag.stuck !== null || expiresOnSomeShards(lag)

/** Throttled batches stand still as well, without failing. */
function throttled(metrics: FunctionMetrics, {errors, invocations}: Failures, fromMs: number, throttleShare: number): boolean {
  const throttles = total(between(metrics['Throttles.Sum'], fromMs, Number.POSITIVE_INFINITY))
  return throttles > throttleShare * (throttles + invocations) && errors < throttles
}

interface Around {
  mapping: Mapping | undefined
  target: LambdaFunction | null | undefined
  /** Records that failed by the mapping's own count. */
  failed: number | null
  /** The bound of retries to advise. */
  retries: number
}

/** One shard of one cannot be distinguished from a failing function, but for the log's words and a release just before. */
function confidenceOfOne(failures: Failures, released: boolean): number {
  const {kind, logged} = failures
  if (kind !== null && kind !== 'exception') return ofSurroundings.includes(kind) ? 0 : 0.3
  if (looksLikeCode(logged)) return 0
  if (looksLikeData(logged)) return released ? 0.5 : 0.8
  return released ? 0.3 : 0.55
}

/** The confidence, from the failures; 0 where nothing speaks for it. One shard with errors, while others succeed, is a poison record. */
function confidenceOf(failures: Failures, lag: Lag, {target, failed}: Around): number {
  if (failures.scope === 'one-of-one') return confidenceOfOne(failures, releasedAtOnset(target, failures))
  if (failures.repeating && !standsStill(lag)) return failures.kind !== null && ofSurroundings.includes(failures.kind) ? 0 : early
  if (failures.scope !== 'one-lane') return (failed ?? 0) > 0 ? 0.92 : 0
  // The position moves on as records expire, and no line shows that it is one batch.
  if (expiresOnSomeShards(lag)) return failures.failingMinutes >= 0.5 * failures.minutes ? expiring : 0
  // One record does not hold up all shards: another cause is beside it, or in its place.
  if (failures.hidden) return someAreCurrent(lag) ? 0.92 : 0.75
  const others = lag.scope === 'one-shard' || lag.scope === 'some'
  const steady = failures.failingMinutes >= 0.5 * failures.minutes
  return others ? (steady ? 0.97 : 0.9) : steady ? 0.92 : 0.75
}

const kindLines: Partial<Record<FailureKind, string>> = {timeout: text.because.timesOut, memory: text.because.outOfMemory}

function explain(failures: Failures, lag: Lag, {mapping, failed}: Around): string[] {
  const {scope, kind, repeating, begins} = failures
  const {ageSeconds, minimumAgeSeconds} = lag
  const retries = mapping?.maximumRetryAttempts ?? null
  return [
    ...known(lag.stuck, ({atMs, positionMs}) => text.because.stuck(atMs.length, positionMs)),
    ...when(expiresOnSomeShards(lag), text.because.oldest(ageSeconds ?? 0)),
    (scope === 'none' && !repeating) || begins ? text.because.noError : failingLine(failures),
    ...known(kind && kindLines[kind], line => line),
    ...loggedLines(failures),
    ...loggedRecordLines(failures),
    ...when(someAreCurrent(lag), text.because.othersCurrent(minimumAgeSeconds ?? 0)),
    ...known(failed || null, text.because.counted),
    ...known(retries !== null && isEndless(retries) ? retries : null, text.because.endless),
  ]
}

function contradictions({scope}: Failures, lag: Lag, mapping: Mapping | undefined, shared: boolean): string[] {
  const retries = mapping?.maximumRetryAttempts ?? null
  return [
    ...(scope === 'one-of-one' ? [text.against.oneShard] : allLagLines(lag)),
    ...when(shared, text.against.otherMappings(lag.sharedBy)),
    // Bounded retries should have ended it.
    ...known(retries === null || isEndless(retries) ? null : retries, text.against.bounded),
  ]
}

/** The evidence that would raise a low confidence. */
function settledBy(failures: Failures, lag: Lag, shared: boolean): string {
  const {repeating, begins, logged} = failures
  if ((repeating || begins) && !standsStill(lag)) return text.settledBy.twoMinutes
  if (shared) return text.settledBy.ownMetrics
  return logged === null ? text.settledBy.requests : text.settledBy.record
}

function summaryOf({begins, repeating}: Failures, lag: Lag): string {
  if (expiresOnSomeShards(lag)) return text.summary.expiring
  if (begins) return text.summary.begins
  return repeating && lag.stuck === null ? text.summary.repeating : text.summary.blocked(lag.ageSeconds ?? 0)
}

function fix(mapping: Mapping, target: LambdaFunction | null | undefined, retries: number): Fix {
  const bound = boundRetries(mapping, retries)
  if (bound === null) return {summary: text.fix.isBounded, command: errorsInLog(target, mapping)}
  return {
    summary: text.fix.skip(retries, bound.danger),
    change: bound.change,
    // A try a minute at most, as Lambda's waits between them grow.
    carries: {like: 'before', afterMinutes: retries},
  }
}

function weigh(failures: Failures, lag: Lag, around: Around): Weighed {
  const {mapping, target, failed} = around
  const shared = lag.sharedBy > 0 && failed === null
  const confidence = Math.min(confidenceOf(failures, lag, around), shared ? 0.6 : 1)
  if (confidence === 0) return absent
  return {
    kind: 'present',
    confidence,
    ...(expiresOnSomeShards(lag) ? {harm: text.harmWhileExpiring} : {}),
    summary: summaryOf(failures, lag),
    because: explain(failures, lag, around),
    against: contradictions(failures, lag, mapping, shared),
    settledBy: confidence < 0.9 ? settledBy(failures, lag, shared) : null,
    fixes: mapping ? [fix(mapping, target, around.retries)] : [],
  }
}

export const poisonRecord = defineCause({
  id: 'poison-record',
  text,
  harmful: true,
  needs: ['functionMetrics', 'lag', 'failures'],
  wants: ['mapping', 'function', 'mappingMetrics'],
  onDemand: ['logErrors'],
  weigh: ({functionMetrics, lag, failures}, wanted, {thresholds: {retryAttempts: retries, throttleShare}}) => {
    const because = failures.young ?? failures.perhapsOne
    if (because) return {kind: 'open', because}
    if (lag.state === 'unknown' && failures.scope === 'none') return {kind: 'open'}
    if (failures.scope === 'all') return ruledOutBecause(text.ruledOut.all)
    // No record need be bad where the batch is too large for the timeout.
    if (failures.fullBatchSeconds !== null) return ruledOutBecause(text.ruledOut.tooLarge)
    if (failures.kind === 'memory' && failures.scope === 'one-lane') return ruledOutBecause(text.ruledOut.memory)
    if (!standsStill(lag) && failures.scope !== 'one-of-one' && !failures.repeating) return ruledOutBecause(text.ruledOut.noneStuck)
    const fromMs = lag.stuck?.positionMs ?? failures.sinceMs ?? 0
    if (throttled(functionMetrics, failures, fromMs, throttleShare)) return ruledOutBecause(text.ruledOut.throttled)
    const failed = failedRecords(maybe(wanted.mappingMetrics), fromMs)
    // The mapping's own count says that none of its records failed: then the blocked batch is another mapping's.
    if (lag.sharedBy > 0 && failed === 0) return ruledOutBecause(text.ruledOut.noneFailed)
    return weigh(failures, lag, {mapping: maybe(wanted.mapping), target: maybe(wanted.function), failed, retries})
  },
})
