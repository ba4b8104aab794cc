import type {Thresholds} from '../../aws-facts/thresholds.ts'
import type {Failures} from '../../model/derived/failures.ts'
import {type Lag, someAreCurrent} from '../../model/derived/lag.ts'
import type {Load} from '../../model/derived/load.ts'
import type {Mapping} from '../../model/evidence/evidence.ts'

/** What failures do that pass at the next attempt. */
export const inTimeHarm = 'each failed batch is processed again from its start, and its shard waits meanwhile'

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

/** Reported failures are in no error metric that tells their share before: what counts is when they began. */
const beganWith = ({sinceMs}: Failures, {onsetAtMs}: Lag): boolean =>
  sinceMs !== null && onsetAtMs !== null && sinceMs >= onsetAtMs - aroundMs

/** Failures of so many minutes, in at least half of them, are no passing trouble. */
const steadyMinutes = 30
const steadyShare = 0.5

/**
 * Whether a part of the invocations fails all the time although records arrive in time. Without a limit of retries each batch then passes at
 * one of its next attempts; under a limit it may be discarded instead. The share is that of the check error-rate, so that a finding of
 * this kind has its cause.
 */
export const failsInTime = (
  {scope, hidden, share, failingMinutes, minutes}: Failures,
  {state}: Lag,
  mapping: Pick<Mapping, 'maximumRetryAttempts'> | undefined,
  thresholds: Pick<Thresholds, 'errorRate'>,
): boolean =>
  mapping?.maximumRetryAttempts === -1 &&
  scope === 'passing' &&
  !hidden &&
  share > thresholds.errorRate &&
  minutes >= steadyMinutes &&
  failingMinutes >= steadyShare * minutes &&
  state === 'ok'
