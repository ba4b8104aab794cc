import type {Change, Changes, Repair} from '../model/derived/changes.ts'
import type {Lookup, Moment, Need} from '../model/derived/derived.ts'
import type {Failures} from '../model/derived/failures.ts'
import type {Lag} from '../model/derived/lag.ts'
import type {Pipeline} from '../model/evidence/evidence.ts'
import {type Item, known} from '../model/evidence/item.ts'
import type {LagReport, PipelineReport, RepairReport} from '../model/report/report.ts'
import {functionLabel} from '../text/function-label.ts'
import {minuteMs} from '../text/minutes.ts'
import {ddbstreamCommand, option} from '../text/shell.ts'
import {duration, iso} from '../text/units.ts'
import {type Weighing, weighCauses} from './judge.ts'

/** CloudWatch is up to four minutes behind, and a mapping pauses for some minutes after an update. */
const seenAfterMs = 8 * minuteMs
/** States that metrics from before a change tell. */
const ill: readonly LagReport['state'][] = ['behind', 'slow', 'stalled', 'stopped', 'losing']

const minute = (ms: number): string => `${iso(ms).slice(0, 16)}Z`
const value = (one: Change['settings'][number]['before']): string => (one === null ? 'not set' : String(one))

/** "BatchSize 25 → 5". */
const settingWords = ({settings}: Change): string =>
  settings.map(({name, before, after}) => `${name} ${value(before)} → ${value(after)}`).join(', ')

/** The kind, the time and the author of a change, as far as they are known. */
function changeWords(change: Change, nowMs: number): string {
  const ago = duration(Math.max(0, nowMs - change.atMs) / 1000)
  const what = settingWords(change)
  const own = change.operation === null ? '' : ` by ddbstream (operation ${change.operation})`
  return `${change.words} at ${minute(change.atMs)}, ${ago} ago${own}${what ? `: ${what}` : ''}.`
}

function effectWords({kind, sinceMs, newestMs}: Repair, nowMs: number): string[] {
  const behind = `CloudWatch shows the minutes up to ${minute(newestMs)}, ${duration(Math.max(0, nowMs - newestMs) / 1000)} ago.`
  if (sinceMs === null) return [behind, 'The effect of the change is not visible yet: all lines below are from before it.']
  return [kind === 'recovered' ? `Records flow again since ${minute(sinceMs)}.` : `The age falls since ${minute(sinceMs)}.`, behind]
}

export function repairReport(repair: Repair, nowMs: number): RepairReport {
  const {kind, change, sinceMs, newestMs} = repair
  return {
    state: kind,
    changedAt: iso(change.atMs),
    since: sinceMs === null ? null : iso(sinceMs),
    newestMinute: iso(newestMs),
    lookAgainAt: kind === 'unseen' ? iso(Math.max(nowMs + minuteMs, change.atMs + seenAfterMs)) : null,
    because: [changeWords(change, nowMs), ...effectWords(repair, nowMs)],
  }
}

export const changeReports = ({list}: Changes, startMs: number): PipelineReport['changes'] =>
  list
    .filter(({atMs}) => atMs >= startMs)
    .map(({what, atMs, words, operation, settings, beforeOnsetSeconds}) => ({
      what,
      at: iso(atMs),
      summary: words,
      operation,
      settings,
      secondsBeforeOnset: beforeOnsetSeconds,
    }))

/** The watch to run after a change. */
export const watchCommand = ({functionName, qualifier, region}: Pipeline): string =>
  ddbstreamCommand('iterator-age', functionLabel(functionName, qualifier), `${option('region', region)} --watch --until drained`)

/** The cause that was is told only where it is nearly sure, its settings are still those of then, and no minute since is mixed with them. */
const sure = 0.9
const isStillTold = (confidence: number, {change, newestMs}: Repair): boolean =>
  !['function', 'alias'].includes(change.what) && confidence >= sure && newestMs + minuteMs <= change.atMs

/**
 * Whether a lag of before the change recovers. Too few minutes tell no trend of their own; that the age falls since the change is told from
 * them and the change.
 */
const isEased = ({state, ageSeconds}: Pick<LagReport, 'state' | 'ageSeconds'>, {kind}: Repair): boolean =>
  ill.includes(state) || (kind === 'recovering' && state === 'unknown' && ageSeconds !== null)

/** The lag after a change that eased it: the words about a former state are left out. */
const easedReport = (lag: LagReport, repair: Repair): LagReport =>
  isEased(lag, repair)
    ? {...lag, state: 'recovering', because: lag.state === 'unknown' ? ['the age falls since the last change'] : lag.because}
    : lag

/** The late minutes of a symptom that is over, and of its backlog, tell nothing of another cause. */
const seriesSince = ({series}: Lag, {kind, sinceMs}: Repair): Lag['series'] =>
  kind === 'recovered' && sinceMs !== null ? series.filter(({atMs}) => atMs >= sinceMs) : series

/**
 * The evidence for weighing the causes after a change that eased the symptom: the lag recovers, and failures have ended, although most of the
 * minutes of that evidence lie before it.
 */
function eased(lookup: Lookup, repair: Repair): Lookup {
  const at = (key: Need): Item<unknown> => {
    const item = lookup(key)
    if (item.state === 'missing') return item
    if (key === 'lag') {
      const lag = item.value as Lag
      return known({
        ...lag,
        state: isEased(lag, repair) ? 'recovering' : lag.state,
        stuck: null,
        series: seriesSince(lag, repair),
      } satisfies Lag)
    }
    if (key !== 'failures') return item
    return known({...(item.value as Failures), scope: 'none', young: null, perhapsOne: null, repeating: false} satisfies Failures)
  }
  return at as Lookup
}

/** The causes and the lag in the light of the newest change: a symptom that it may have ended is not reported as if nothing had happened. */
function afterRepair(weighing: Weighing, lag: LagReport, repair: Repair, watch: string): {weighing: Weighing; lag: LagReport} {
  const isIll = ill.includes(lag.state)
  if (repair.kind !== 'unseen') return {weighing, lag: easedReport(lag, repair)}
  const causes = weighing.causes
    .filter(({confidence}) => isStillTold(confidence, repair))
    .map(cause => ({
      ...cause,
      beforeChange: true,
      summary: `Before the change: ${cause.summary}`,
      fixes: [{summary: 'Check the effect of the change first: CloudWatch shows it some minutes later.', command: watch}],
    }))
  return {
    weighing: {...weighing, causes, ruledOut: [], harmed: false, loses: false, explained: false},
    lag: isIll ? {...lag, state: 'unknown', because: ['CloudWatch does not show a minute after the last change yet', ...lag.because]} : lag,
  }
}

interface SinceChange {
  weighing: Weighing
  lag: LagReport
  repair: Repair | null
  /** The evidence of the checks, so that no finding speaks of a state that the report does not give. */
  lookup: Lookup
}

/** Weighs all causes, in the light of the newest change where it came after the minutes that the metrics show. */
export function weighSinceChange(lookup: Lookup, moment: Moment, lag: LagReport, watch: string): SinceChange {
  const weighing = weighCauses(lookup, moment)
  const changes = lookup('changes')
  const repair = changes.state === 'known' ? changes.value.repair : null
  // A cause that the present settings still show was not repaired.
  if (repair === null || weighing.standing) return {weighing, lag, repair: null, lookup}
  if (repair.kind === 'unseen') return {...afterRepair(weighing, lag, repair, watch), repair, lookup}
  const since = eased(lookup, repair)
  return {...afterRepair(weighCauses(since, moment), lag, repair, watch), repair, lookup: since}
}
