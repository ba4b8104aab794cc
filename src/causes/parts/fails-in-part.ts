import {isEndless} from '../../aws-facts/limits.ts'
import type {Thresholds} from '../../aws-facts/thresholds.ts'
import type {Present} from '../../model/cause.ts'
import type {Discarding} from '../../model/derived/discarding.ts'
import type {Failures} from '../../model/derived/failures.ts'
import {type Lag, someAreCurrent} from '../../model/derived/lag.ts'
import type {Load} from '../../model/derived/load.ts'
import type {Mapping} from '../../model/evidence/evidence.ts'
import {count, percent} from '../../text/units.ts'

/** The effect of failures that pass at the next attempt. */
const inTimeHarm = 'each failed batch is processed again from its start, and its shard waits meanwhile'

/** Fewer failures cost less capacity than the writes of a stream vary. */
const leastShare = 0.05
/** Failures that were there before the lag do not explain it, unless there are so many times as many. */
const more = 2
/** Failures may begin this long before the age is seen to rise. */
const aroundMs = 10 * 60_000
const late = ['slow', 'behind', 'losing', 'stalled']

/**
 * Whether a part of the invocations fails and all shards are late for it: a batch that fails is sent again, and its shard waits meanwhile. Where
 * some shards are current, failures on all of them do not explain the others.
 */
export function failsInPart(failures: Failures, lag: Lag, {now, before}: Load): boolean {
  const {scope, hidden, throttled} = failures
  // Where failures never end, those of now are a part of all.
  const share = hidden ? failures.share : (now?.errorShare ?? failures.share)
  if (scope !== 'passing' || share < leastShare || !late.includes(lag.state)) return false
  if (someAreCurrent(lag)) return false
  return throttled !== null || (hidden ? beganWith(failures, lag) : share >= more * (before?.errorShare ?? 0))
}

/** Reported failures are in no error metric that tells their share before: the time when they began counts. */
const beganWith = ({sinceMs}: Failures, {onsetAtMs}: Lag): boolean =>
  sinceMs !== null && onsetAtMs !== null && sinceMs >= onsetAtMs - aroundMs

/** Failures of so many minutes, in at least half of them, are no passing trouble. */
const steadyMinutes = 30
const steadyShare = 0.5

/**
 * Whether a part of the invocations fails all the time although records arrive in time. Without a limit of retries each batch then passes at
 * one of its next attempts; under a limit some may go to the on-failure destination instead, and without one that is a loss, which is a
 * cause of its own. An error in few invocations may be the way of the handler to have a batch sent again; a process that dies is not, so
 * that the share of the check error-rate is enough.
 */
export const failsInTime = (
  {scope, hidden, share, failingMinutes, minutes, logged}: Failures,
  {state}: Lag,
  mapping: Pick<Mapping, 'maximumRetryAttempts' | 'onFailureDestination'> | undefined,
  thresholds: Pick<Thresholds, 'errorRate'>,
): boolean =>
  mapping !== undefined &&
  mapping.maximumRetryAttempts !== null &&
  (isEndless(mapping.maximumRetryAttempts) || mapping.onFailureDestination !== null) &&
  scope === 'passing' &&
  !hidden &&
  (share >= leastShare || (logged?.kind === 'crash' && share > thresholds.errorRate)) &&
  minutes >= steadyMinutes &&
  failingMinutes >= steadyShare * minutes &&
  state === 'ok'

const text = {
  endless: ' Their batches pass when they are retried, and records arrive in time.',
  harmOfLoss: {
    pointers: 'Lambda discards records after their last retry; the destination gets a pointer to them, which is useless after 24 hours',
    nothing: 'Lambda discards records after their last retry; they are lost for good',
  },
  counted: (perMinute: number, share: number, attempts: number) =>
    `Lambda discards ${count(Math.round(perMinute), 'record')} a minute (${percent(share)}) after ${count(attempts, 'attempt')}, by the mapping's own count.`,
  likely: (share: number, attempts: number) =>
    `At this rate of failures about ${percent(share)} of the batches fail ${count(attempts, 'time')} in a row, and Lambda discards them.`,
  left: {
    records: 'The bucket keeps the whole records.',
    pointers: 'The destination gets a pointer to them: read the records from the stream within 24 hours.',
    nothing: 'The mapping has no on-failure destination.',
  },
  bounded: (tries: number) => ` Records arrive in time. A batch that fails ${tries} times in a row goes to the on-failure destination.`,
}

/**
 * Where records arrive in time, failures do no harm as long as their batches pass, or a bucket keeps the records. A pointer is useless after 24 hours, so
 * that a considerable share of discarded records is a loss.
 */
export const effectInTime = (discarding: Discarding | null | undefined): Pick<Present, 'harmful' | 'harm'> =>
  discarding == null || discarding.leaves === 'records' ? {harmful: false, harm: inTimeHarm} : {harm: text.harmOfLoss[discarding.leaves]}

/** How many records are discarded; nothing where hardly any are. */
export function discardedLines(discarding: Discarding | null | undefined): string[] {
  if (discarding == null) return []
  const {share, recordsPerMinute, attempts, leaves} = discarding
  const counted = recordsPerMinute === null ? text.likely(share, attempts) : text.counted(recordsPerMinute, share, attempts)
  return [`${counted} ${text.left[leaves]}`]
}

/** The outcome of the batches that fail, for the summary of such a cause. */
export const meanwhileInTime = (mapping: Pick<Mapping, 'maximumRetryAttempts'> | undefined): string =>
  mapping?.maximumRetryAttempts == null || isEndless(mapping.maximumRetryAttempts)
    ? text.endless
    : text.bounded(mapping.maximumRetryAttempts + 1)
