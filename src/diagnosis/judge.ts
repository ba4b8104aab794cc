import {causes} from '../causes/index.ts'
import {checks} from '../checks/index.ts'
import type {AnyCause, Weighed} from '../model/cause.ts'
import type {AnyCheck, Facts, Failure, Fix, OwnFix} from '../model/check.ts'
import {firstMissing, type Lookup, type Moment} from '../model/derived/derived.ts'
import type {OnDemandKey} from '../model/evidence/evidence.ts'
import {missingWords} from '../model/evidence/item.ts'
import type {CauseReport, Finding} from '../model/report/report.ts'
import type {Place, Settings} from '../model/settings.ts'
import {printable} from '../text/units.ts'
import {withSecond} from './beside.ts'
import {lookAlikesOf} from './look-alikes.ts'
import {pick, pickItems} from './lookup.ts'
import {type Named, rank} from './rank.ts'
import {findingWaitsFor, renderAll, renderFinding} from './render-fixes.ts'
import {isLossSoon, isStopped} from './verdict.ts'

function finding(check: AnyCheck, rest: Pick<Finding, 'status' | 'summary'> & Partial<Finding>): Finding {
  return {check: check.id, title: check.text.title, severity: check.severity, facts: {}, fix: null, muted: null, baseline: null, ...rest}
}

/** A fix with its summary: where it has none, the sentence of the check. */
function summarized(check: AnyCheck, facts: Facts, fix: Fix | OwnFix<never>): Fix {
  if ('summary' in fix) return fix
  if (!check.text.fix) throw new Error(`${check.id} has no text.fix.`)
  const {values = {}, ...remedy} = fix
  return {...remedy, summary: check.text.fix({...facts, ...values} as never)}
}

/** Advice that would lose good records now is left out, and the finding gives the reason. */
function failed(check: AnyCheck, {facts, fix, severity = check.severity}: Failure<never>, lookup: Lookup, moment: Moment): Finding {
  const waits = findingWaitsFor(fix, lookup)
  const {advice, why} =
    fix === null || waits !== null ? {advice: null, why: waits} : renderFinding(summarized(check, facts, fix), lookup, moment)
  const found = check.text.found(facts)
  return finding(check, {status: 'fail', severity, summary: why === null ? found : `${found} ${why}`, facts, fix: advice})
}

/** Runs one check. Missing needs make it unknown or skipped, an exception makes it a bug finding: neither is ever a pass. */
export function runCheck(check: AnyCheck, lookup: Lookup, moment: Moment): Finding[] {
  const gap = firstMissing(check.needs, lookup)
  if (gap) {
    const status = gap.reason === 'skipped' ? 'skipped' : 'unknown'
    return [
      finding(check, {
        status,
        summary: gap.action
          ? `Not known: ${missingWords(gap)}.`
          : `Not read: ${check.needs.includes('code') ? '--inspect-code' : '--deep'} reads it.`,
      }),
    ]
  }
  try {
    const result = check.run(pick(check.needs, lookup), pickItems(check.wants ?? [], lookup), moment)
    if ('undecidable' in result) return [finding(check, {status: 'unknown', summary: `Not known: ${result.undecidable}.`})]
    if (result.length === 0) return [finding(check, {status: 'pass', summary: 'Nothing found.'})]
    return result.map(failure => failed(check, failure as Failure<never>, lookup, moment))
  } catch (error) {
    return [finding(check, {status: 'bug', summary: `Internal error in this check: ${printable(String(error))}. Please report it.`})]
  }
}

export const switchedOff = (from: Place | undefined): string => `Switched off by the configuration file ${from ?? ''}.`

/** Runs the checks that are wanted, in the order of the guide, each with the severity that the settings give it. */
export const runChecks = (wanted: (id: string) => boolean, settings: Settings, lookup: Lookup, moment: Moment): Finding[] =>
  checks.flatMap(own => {
    const {set, from} = settings.checks[own.id] ?? {}
    const check = set === undefined || set === 'on' || set === 'off' ? own : {...own, severity: set}
    if (!wanted(check.id)) return [finding(check, {status: 'skipped', summary: 'Not requested.'})]
    if (set === 'off') return [finding(check, {status: 'off', summary: switchedOff(from)})]
    const found = runCheck(check, lookup, moment)
    // A severity of the configuration holds for every failure of the check.
    return check === own ? found : found.map(one => ({...one, severity: check.severity}))
  })

/** Weighs one cause. Missing evidence leaves it open, unless the known evidence rules it out. */
function weigh(cause: AnyCause, lookup: Lookup, moment: Moment): Weighed {
  const gap = firstMissing(cause.needs, lookup)
  if (gap) return {kind: 'open'}
  const wants = [...cause.wants, ...(cause.onDemand ?? [])]
  const weighed = cause.weigh(pick(cause.needs, lookup), pickItems([...wants, ...(cause.advises ?? [])], lookup), moment)
  const unread = firstMissing(wants, lookup)
  return weighed.kind === 'absent' && unread !== undefined && unread.reason !== 'skipped' ? {kind: 'open'} : weighed
}

/** Our own fault in one cause must not cost the whole diagnosis: it leaves that cause open. */
function weighSafely(cause: AnyCause, lookup: Lookup, moment: Moment): Weighed {
  try {
    return weigh(cause, lookup, moment)
  } catch {
    return {kind: 'open'}
  }
}

export interface Weighing {
  causes: CauseReport[]
  open: string[]
  /** Why they are open, beyond the failed reads; each reason once. */
  openBecause: string[]
  /** Causes that look like those found, and the facts that exclude them. */
  ruledOut: {id: string; because: string}[]
  /** The evidence for the open and the present causes that nobody has read. */
  onDemand: OnDemandKey[]
  harmed: boolean
  /** A likely cause discards records for good. */
  loses: boolean
  /** A lag that passes on its own is explained, and no harmful cause is present. */
  explained: boolean
  /** A harmful cause is told from AWS's settings of now. */
  standing: boolean
}

/** The keys that nobody has tried to read. */
const unread = (keys: readonly OnDemandKey[], lookup: Lookup): OnDemandKey[] =>
  keys.filter(key => {
    const item = lookup(key)
    return item.state === 'missing' && item.reason === 'skipped'
  })

/** The evidence that is worth reading for a cause as it was weighed. */
const wantedNext = ({onDemand = [], advises = []}: AnyCause, weighed: Weighed): readonly OnDemandKey[] => [
  ...(weighed.kind === 'present' || weighed.kind === 'open' ? [...onDemand, ...advises] : []),
  ...('sooner' in weighed ? (weighed.sooner ?? []) : []),
]
/** From this confidence on a cause that discards records makes the pipeline critical. Our choice. */
const likelyLoss = 0.75

/** Whether the lag is one that a burst or a rollover can make: records move, and none is lost soon. */
function mayPass(lookup: Lookup, {nowMs, thresholds}: Moment): boolean {
  const item = lookup('lag')
  if (item.state === 'missing') return true
  const {state, lossAtMs} = item.value
  return !isStopped(state) && !isLossSoon(state, lossAtMs, nowMs, thresholds)
}

/** Weighs all causes: those found, best first, and those that the missing evidence leaves open. */
export function weighCauses(lookup: Lookup, moment: Moment): Weighing {
  const all: Named[] = []
  const open: string[] = []
  const openBecause = new Set<string>()
  const excluded: Weighing['ruledOut'] = []
  const onDemand = new Set<OnDemandKey>()
  for (const cause of causes) {
    const weighed = weighSafely(cause, lookup, moment)
    for (const key of unread(wantedNext(cause, weighed), lookup)) onDemand.add(key)
    if (weighed.kind === 'present') all.push({id: cause.id, present: weighed})
    if (weighed.kind === 'ruled-out' && weighed.because !== undefined) excluded.push({id: cause.id, because: weighed.because})
    if (weighed.kind !== 'open') continue
    open.push(cause.id)
    if (weighed.because !== undefined) openBecause.add(weighed.because)
  }
  const byId = new Map(causes.map(cause => [cause.id, cause]))
  const harmful = ({id, present}: Named) => byId.get(id)?.harmful === true && present.harmful !== false
  const passes = ({id}: Named) => byId.get(id)?.passes === true
  const harmed = all.some(harmful)
  // Beside a lag that does not pass, a passing cause is no answer of its own.
  const found = harmed || mayPass(lookup, moment) ? all : all.filter(one => !passes(one))
  const alike = lookAlikesOf(found.map(({id}) => id))
  const judged = rank(found, [...byId.keys()]).map(({id, present}) => {
    const {kind: _, isSetting: _isSetting, fixes, harm, headline, ...rest} = present
    const cause = byId.get(id) as AnyCause
    return {
      id,
      title: cause.text.title,
      headline: headline ?? null,
      harm: harm ?? cause.text.harm,
      passes: cause.passes === true,
      ...rest,
      harmful: harmful({id, present}),
      fixes: renderAll(fixes, lookup, moment),
      beforeChange: false,
      muted: null,
      baseline: null,
    }
  })
  return {
    causes: withSecond(judged),
    open,
    openBecause: [...openBecause],
    ruledOut: excluded.filter(({id}) => alike.has(id)),
    onDemand: [...onDemand],
    harmed,
    loses: found.some(({id, present}) => byId.get(id)?.loses === true && present.loses !== false && present.confidence >= likelyLoss),
    explained: !harmed && found.some(passes),
    standing: found.some(({present}) => present.isSetting === true),
  }
}
