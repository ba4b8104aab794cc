import {retentionSeconds} from '../../aws-facts/limits.ts'
import type {Thresholds} from '../../aws-facts/thresholds.ts'
import type {Lag, StuckLine} from '../../model/derived/lag.ts'
import type {Point} from '../../model/evidence/series.ts'
import {count, duration} from '../../text/units.ts'
import {writesOf} from '../load/writes.ts'
import {batchSpanSeconds, firstRecordMs} from './batch-span.ts'
import {type Forecast, forecast} from './forecast.ts'
import type {NotDelivered, Surroundings} from './not-delivered.ts'
import type {Trend} from './trend.ts'

/** A quiet pipeline is idle when its newest batch is older than this. */
const idleAfterMs = 15 * 60_000
/** A batching window can be five minutes: without the mapping, it may make an age up to here by itself. */
const longestWindowSeconds = 300
/** Further back than that nothing speaks for the rate of now. */
const mostLateMinutes = 60

/** All that the state is told from. Ages are seconds. */
export interface Seen {
  around: Surroundings
  nowMs: number
  thresholds: Thresholds
  floorSeconds: number
  /** The age at which records are lost. */
  limitSeconds: number
  /** IteratorAge Maximum in seconds, oldest first. */
  ages: readonly Point[]
  stuck: StuckLine | null
  /** The one before the mapping was changed for the last time. */
  stuckBefore: StuckLine | null
  trend: Trend | null
  absent: NotDelivered | null
}

export type Judged = Pick<Lag, 'state' | 'ageSeconds' | 'onsetAtMs' | 'lossAtMs' | 'drainSeconds' | 'because'>

/** The last minute before now in which the age was below the floor; the lag began after it. Ages that come and go have no onset. */
function onsetOf({ages, floorSeconds, nowMs, trend}: Seen): number | null {
  const last = ages.findLast(p => p.value <= floorSeconds)
  return last && !trend?.recurring ? Math.min(nowMs, last.atMs + 60_000) : null
}

/** No record that waits is older than this: the stream keeps none for longer. */
const waited = (ageSeconds: number): number => Math.min(Math.max(0, ageSeconds), retentionSeconds)

/** The newest minutes in which the age was high, for an hour at most: the low ones are those of lanes that are current. */
function lateAges({ages, floorSeconds}: Seen): Point[] {
  return ages.filter(p => p.value > floorSeconds).slice(-mostLateMinutes)
}

/** Rule 5. */
function predict(seen: Seen, {slope, to}: Trend): Forecast {
  const {around, nowMs, limitSeconds, floorSeconds} = seen
  const writes = writesOf(around.tableMetrics, nowMs)
  return forecast({
    nowMs,
    slope,
    newest: to,
    ages: lateAges(seen),
    limitSeconds,
    floorSeconds,
    batchSpanSeconds: batchSpanSeconds(to.atMs - to.value * 1000, around, writes),
    writes,
  })
}

/** Rule 1: nothing is delivered. */
function judgeAbsent({state, waitingSinceMs, exact, sinceMs, because}: NotDelivered, {nowMs, limitSeconds}: Seen): Judged {
  const waiting = state === 'stopped' ? waitingSinceMs : null
  return {
    state,
    ageSeconds: waiting === null ? null : (nowMs - waiting) / 1000,
    // The newest minute ends after now, and so may a clock of AWS.
    onsetAtMs: state === 'stopped' && exact ? Math.min(nowMs, sinceMs) : null,
    lossAtMs: waiting === null || !exact ? null : Math.max(nowMs, waiting + limitSeconds * 1000),
    drainSeconds: null,
    because,
  }
}

const nearsLimit = 'the age is near the limit at which records are lost'
const reachedLimit = 'the age has reached the limit at which records are lost'

/** Rule 2: a batch is blocked. */
function judgeStuck(stuck: StuckLine, seen: Seen): Judged {
  const {positionMs, atMs} = stuck
  const {nowMs, limitSeconds, thresholds} = seen
  const ageSeconds = (nowMs - positionMs) / 1000
  const lossAtMs = firstRecordMs(seen, stuck) + limitSeconds * 1000
  const losing = ageSeconds >= thresholds.losingShare * limitSeconds || lossAtMs <= nowMs
  return {
    state: losing ? 'losing' : 'stalled',
    ageSeconds,
    onsetAtMs: positionMs,
    lossAtMs: Math.max(nowMs, lossAtMs),
    drainSeconds: null,
    because: [
      `the oldest batch of ${count(atMs.length, 'minute')} ends at the same record, written ${duration(ageSeconds)} ago`,
      ...(losing ? [lossAtMs > nowMs ? nearsLimit : reachedLimit] : []),
    ],
  }
}

/** Rule 4: an age that neither grows nor shrinks is `ok` up to the floor and the alarm. */
function judgeFlat(trend: Trend, seen: Seen): Judged {
  const {ages, floorSeconds, thresholds} = seen
  const {levelSeconds, lastingSeconds, recurring} = trend
  const lateSeconds = Math.max(floorSeconds, thresholds.iteratorAgeSeconds)
  const quiet = {ageSeconds: levelSeconds, onsetAtMs: null, lossAtMs: null, drainSeconds: null}
  const late = {...quiet, onsetAtMs: onsetOf(seen)}
  const limit = duration(lateSeconds)
  if (recurring)
    return {
      ...late,
      state: 'behind',
      because: [
        `the age is above ${limit} in ${recurring.highMinutes} of the newest ${count(recurring.minutes, 'minute')}, and low in between`,
      ],
    }
  if (lastingSeconds > lateSeconds)
    return {...late, state: 'behind', because: ['iterator age is flat: throughput equals the write rate, so the backlog does not drain']}
  if (levelSeconds <= lateSeconds) return {...quiet, state: 'ok', because: [`the age is below ${limit} and does not grow`]}
  // Two of the newest three minutes are late, and one of the two before was not.
  const newest = ages.at(-1)?.value ?? levelSeconds
  return newest <= lateSeconds
    ? {...quiet, ageSeconds: newest, state: 'ok', because: [`the age rose to ${duration(levelSeconds)} for some minutes and is low again`]}
    : {...late, state: 'behind', because: [`the age has been above ${limit} for ${count(lateFor(ages, lateSeconds), 'minute')}`]}
}

/** How many of the newest minutes are above the limit. */
const lateFor = (ages: readonly Point[], limitSeconds: number): number => ages.length - 1 - ages.findLastIndex(p => p.value <= limitSeconds)

/** Rules 3 to 5: the trend, the floor, and where the writes are known, the forecast. */
function judgeTrend(trend: Trend, seen: Seen): Judged {
  const {floorSeconds, nowMs, thresholds, limitSeconds} = seen
  const {direction, levelSeconds, slope} = trend
  const quiet = {ageSeconds: levelSeconds, onsetAtMs: null, lossAtMs: null, drainSeconds: null}
  const late = {...quiet, onsetAtMs: onsetOf(seen)}
  // Nothing older than the limit is handed over, so ages that stand there were cut off.
  const newest = seen.ages.slice(-3)
  const nearLimit = newest.length === 3 && newest.every(p => p.value >= thresholds.losingShare * limitSeconds)
  if (nearLimit && direction !== 'growing') return {...late, state: 'losing', lossAtMs: nowMs, because: [reachedLimit]}
  if (levelSeconds <= floorSeconds)
    return {...quiet, state: 'ok', because: [`the iterator age is normal for this configuration (below ${duration(floorSeconds)})`]}
  if (seen.around.mapping === undefined && levelSeconds <= floorSeconds + longestWindowSeconds)
    return {
      ...quiet,
      state: 'unknown',
      because: [`the age is ${duration(levelSeconds)}, which a batching window could explain; the mapping could not be read`],
    }
  if (direction === 'flat') return judgeFlat(trend, seen)
  const {ageSeconds, drainSeconds, lossSeconds} = predict(seen, trend)
  if (nearLimit && !lossSeconds) return {...late, state: 'losing', lossAtMs: nowMs, because: [reachedLimit]}
  const moving = {...late, ageSeconds, drainSeconds, lossAtMs: lossSeconds === null ? null : nowMs + lossSeconds * 1000}
  const speed = `${Math.abs(slope).toFixed(2)} s per second`
  if (direction === 'shrinking') return {...moving, state: 'recovering', because: [`the age shrinks by ${speed}`]}
  // The slope is that of the past; a burst that has been read by now is over.
  if (drainSeconds !== null && ageSeconds <= floorSeconds)
    return {
      ...moving,
      state: 'recovering',
      because: [`the age grew by ${speed}, and fewer records were written since: the backlog is gone about now`],
    }
  return {...moving, state: 'slow', because: [`the age grows by ${speed}`]}
}

/** Rule 3: with fewer than five points in twelve minutes there is no trend. */
function judgeSparse({ages, floorSeconds, nowMs, thresholds}: Seen): Judged {
  const newest = ages.at(-1)
  const none = {ageSeconds: newest?.value ?? null, onsetAtMs: null, lossAtMs: null, drainSeconds: null}
  if (!newest) return {...none, state: 'unknown', because: ['no batch was started in this window']}
  if (newest.value > Math.max(floorSeconds, thresholds.iteratorAgeSeconds))
    return {
      ...none,
      state: 'unknown',
      because: [`the newest iterator age is ${duration(newest.value)}; not enough datapoints yet for a trend`],
    }
  const quiet = nowMs - newest.atMs > idleAfterMs
  const because = quiet ? 'few records arrive, and the last ones were delivered in time' : 'the newest ages are low'
  return {...none, state: quiet ? 'idle' : 'ok', because: [because]}
}

function judgeDelivered(seen: Seen): Judged {
  if (seen.stuck) return judgeStuck(seen.stuck, seen)
  return seen.trend ? judgeTrend(seen.trend, seen) : judgeSparse(seen)
}

/** The state of the lag, first match: nothing delivered (rule 1), a stuck line (rule 2), the trend of the ages (rules 3 to 5). */
export function judgeLag(seen: Seen): Judged {
  const judged = seen.absent ? judgeAbsent(seen.absent, seen) : judgeDelivered(seen)
  return {...judged, ageSeconds: judged.ageSeconds === null ? null : waited(judged.ageSeconds)}
}
