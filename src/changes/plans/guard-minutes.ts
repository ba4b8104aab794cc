import {type Series, valueAt} from '../../model/evidence/series.ts'
import {minuteMs} from '../../text/minutes.ts'
import {count, duration} from '../../text/units.ts'
import type {GuardSeries, GuardView} from './guard-view.ts'
import {failsMoreThan, highestShare, singleTrial} from './sequential.ts'

/** Minutes that are rarely bad need a longer baseline than shares and times. */
const rareBaselineMs = 60 * minuteMs

/** The evidence against a version that is counted in minutes: no delivery, discards, failed batches. Minutes after `wholeMs` may be incomplete. */
export const minutesAgainst = (view: GuardView, startMs: number, wholeMs: number): string[] => [
  ...silenceAgainst(view, startMs, wholeMs),
  ...givenUpAgainst(view, startMs),
  ...failingAgainst(view, startMs),
]

/** Minutes of a window, and those of them that are bad. */
interface Minutes {
  all: number
  bad: number
}

function minutesOf(fromMs: number, toMs: number, isBad: (atMs: number) => boolean | null): Minutes {
  const bad = Array.from({length: Math.max(0, Math.floor((toMs - fromMs) / minuteMs))}, (_, i) => isBad(fromMs + i * minuteMs)).filter(
    one => one !== null,
  )
  return {all: bad.length, bad: bad.filter(Boolean).length}
}

/** Minutes before the change against those since, by one rule; null where the bad ones are not more frequent than before. */
function moreBad(
  view: GuardView,
  startMs: number,
  toMs: number,
  isBad: (side: GuardSeries, atMs: number) => boolean | null,
): {was: Minutes; is: Minutes} | null {
  const was = minutesOf(startMs - minuteMs - rareBaselineMs, startMs - minuteMs, atMs => isBad(view.before, atMs))
  const is = minutesOf(startMs, toMs, atMs => isBad(view.after, atMs))
  const blocks = Array.from({length: is.all}, (_, i) => singleTrial(i < is.bad))
  return failsMoreThan(highestShare(was.bad, was.all), blocks) ? {was, is} : null
}

/** Records are written, and none is handed over any more. */
function silenceAgainst(view: GuardView, startMs: number, wholeMs: number): string[] {
  const {writes, changedMs, nowMs} = view
  if (writes === null) return []
  const found = moreBad(view, startMs, wholeMs, ({invocations}, atMs) =>
    (valueAt(writes, atMs) ?? 0) > 0 ? (valueAt(invocations, atMs) ?? 0) === 0 : null,
  )
  if (found === null || found.is.bad < found.is.all) return []
  return [`No batch was delivered in the ${duration((nowMs - changedMs) / 1000)} since, although records are written.`]
}

/** Lambda gives up records that it did not give up before: they fail without an error that is counted. */
function givenUpAgainst(view: GuardView, startMs: number): string[] {
  const found = view.givenUp && moreBad(view, startMs, view.nowMs, isCounted(view.givenUp))
  return found ? [`Lambda discarded batches after all retries in ${times(found.is)} (before: ${found.was.bad} of ${found.was.all}).`] : []
}

/** Batches fail that no Errors metric counts: the answer of the function names records that failed, or cannot be read. */
function failingAgainst(view: GuardView, startMs: number): string[] {
  const found = view.failing && moreBad(view, startMs, view.nowMs, isCounted(view.failing))
  return found ? [`Batches failed in ${times(found.is)} (before: ${found.was.bad} of ${found.was.all}).`] : []
}

/** Minutes in which the function ran: those without a count are good ones, because AWS emits no zeros for some of these metrics. */
const isCounted =
  (events: Series) =>
  ({invocations}: GuardSeries, atMs: number): boolean | null =>
    (valueAt(invocations, atMs) ?? 0) > 0 ? (valueAt(events, atMs) ?? 0) > 0 : null

const times = ({bad, all}: Minutes): string => `${bad} of ${count(all, 'minute')}`
