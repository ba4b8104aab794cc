import {type OpenLab, openLab, timesOf} from '../../packages/lab/src/entrance.ts'
import {thresholds} from '../../src/aws-facts/thresholds.ts'
import type {Evidence} from '../../src/model/evidence/evidence.ts'
import {between, points} from '../../src/model/evidence/series.ts'
import type {CauseReport, PipelineReport} from '../../src/model/report/report.ts'
import {doctor} from '../../src/use-cases/doctor.ts'
import {answersOfBaselines} from './baselines/index.ts'
import type {Case} from './cases.ts'
import {type ClaimState, judgeClaim} from './claims/index.ts'
import {isUndecided, type Judged} from './judged.ts'
import {withMissingPoints} from './missing-points.ts'

/** The doctor's answer on one case. Minutes count from the onset. */
export interface Outcome extends Case, Judged {
  lookedAfterMinutes: number
  verdict: string
  lag: string
  /** The causes that it named, best first. */
  got: {id: string; confidence: number}[]
  right: boolean
  /** Of several causes: the likely ones are all of them and no other. */
  isExact: boolean
  inTopTwo: boolean
  /** Of a fault that only the code shows: whether `--inspect-code` finds it. Undefined elsewhere. */
  inCode?: boolean
  /**
   * When the first cause was right for the first time, and when an iterator age above 30 s was to be seen in CloudWatch, both looked for
   * once a minute: null when not before the other, or not at all. `shownMinutes`: when CloudWatch first showed a minute of it, in any
   * metric of the function. `alarmedBefore`: the age was above 30 s before the onset already, so that no alarm of this incident exists.
   * Undefined where nobody watched.
   */
  watched?: {rightMinutes: number | null; alarmMinutes: number | null; shownMinutes: number | null; alarmedBefore: boolean}
  /** The sentences under *Evidence* of the causes that are really so, each held against the simulation. */
  claims: {sentence: string; state: ClaimState}[]
  requests: number
  /** Gaps that nobody denied here: a fault of the doctor, of the lab, or of this machine. */
  missing: string[]
  milliseconds: number
}

const missingShare = 0.05
/** Three whole minutes, and up to three until CloudWatch shows the last of them. */
const earliestMinutes = 7
/** From here on something of the onset can be published. */
const firstLookMinutes = 2
/** Who was not right by then is not early. */
const watchedMinutes = 20
/** Looking every minute costs many times one look: one seed in so many is watched from its onset. */
const watchedEvery = 5
/** Any time will do, as long as it is the same in every run. */
const nearMs = Date.UTC(2026, 10, 2, 12, 0)

const examine = (lab: OpenLab, inspectCode = false) =>
  doctor(
    {region: lab.region, credentials: lab.credentials, requestHandler: lab.requestHandler, sleep: lab.sleep, deadlineMs: 600_000},
    {functionText: 'orders-projector', sinceSeconds: 3 * 3600, only: [], skip: [], toolVersion: '0', deep: false, inspectCode},
  )

/** Metrics alone cannot tell these two on a stream with one open shard. */
const twins = ['poison-record', 'failing-function']

/** A tie that no evidence settles counts when both are named, with the evidence that would settle it. */
function isTie(truth: string | null, causes: readonly CauseReport[], evidence: Evidence): boolean {
  const [first, second] = causes
  const open = Object.values(evidence.items.stream).map(({stream}) =>
    stream.state === 'known' ? stream.value?.shards.filter(shard => shard.open).length : undefined,
  )
  if (first === undefined || second === undefined || truth === null || open[0] !== 1) return false
  return twins.includes(truth) && twins.includes(first.id) && twins.includes(second.id) && first.settledBy !== null
}

const isRight = ({truth}: Case, {causes}: PipelineReport, evidence: Evidence): boolean =>
  (causes[0]?.id ?? null) === truth || isTie(truth, causes, evidence)

/** From here on a cause is likely rather than possible. */
const likely = 0.5
const isExactly = (truth: readonly string[], causes: readonly CauseReport[]): boolean => {
  const named = causes.filter(({confidence}) => confidence >= likely).map(({id}) => id)
  return named.length === truth.length && truth.every(id => named.includes(id))
}

/** An age of so many minutes ago shows the state before the onset, where the minute before it lacks. */
const beforeMs = 5 * 60_000

/** Whether CloudWatch shows a minute since the onset at all, an age above the guide's alarm, and such an age in the newest whole minute before the onset. */
function shownSince(evidence: Evidence, onsetMs: number): {any: boolean; alarm: boolean; alarmBefore: boolean} {
  const [items] = Object.values(evidence.items.function)
  if (items?.functionMetrics.state !== 'known') return {any: false, alarm: false, alarmBefore: false}
  const metrics = items.functionMetrics.value
  const isHigh = ({value}: {value: number}) => value > thresholds.iteratorAgeSeconds * 1000
  const since = (name: keyof typeof metrics) => points(metrics[name]).filter(({atMs}) => atMs + 60_000 > onsetMs)
  return {
    any: (Object.keys(metrics) as (keyof typeof metrics)[]).some(name => since(name).length > 0),
    alarm: since('IteratorAge.Maximum').some(isHigh),
    alarmBefore: between(metrics['IteratorAge.Maximum'], onsetMs - beforeMs, onsetMs - 60_000 + 1)
      .slice(-1)
      .some(isHigh),
  }
}

/** The second at which it is looked at: any from `earliestMinutes` after the onset to the incident's own time, by the seed. */
function lookSecondOf({seed}: Case, {onsetSecond, openSecond}: {onsetSecond: number; openSecond: number}): number {
  const earliest = Math.min(openSecond, onsetSecond + earliestMinutes * 60)
  // The golden ratio spreads the seeds evenly.
  return Math.round(earliest + ((seed * 0.618_033_988_75) % 1) * (openSecond - earliest))
}

/** Looks every minute from the onset on, until the cause is right and the alarm would have gone off, or it is too late for both. */
async function watch(one: Case, lab: OpenLab, from: number, last: number, onset: {second: number; ms: number}) {
  const watched: NonNullable<Outcome['watched']> = {rightMinutes: null, alarmMinutes: null, shownMinutes: null, alarmedBefore: false}
  let second = from
  for (; second < last && watched.rightMinutes === null; second += 60) {
    const {report, evidence} = await examine(lab)
    const [pipeline] = report.pipelines
    const minutes = (second - onset.second) / 60
    const shown = shownSince(evidence, onset.ms)
    watched.alarmedBefore = shown.alarmBefore
    if (shown.any) watched.shownMinutes ??= minutes
    if (shown.alarm) watched.alarmMinutes ??= minutes
    if (pipeline && isRight(one, pipeline, evidence)) watched.rightMinutes = minutes
    await lab.sleep(60_000)
  }
  return {watched, second}
}

const ofTheCode: ReadonlySet<string> = new Set(['wrong-batch-response-key', 'unreported-failures', 'first-record-only'])

/** The doctor's result when it may read the code as well. */
async function isInCode(lab: OpenLab): Promise<boolean> {
  const {report} = await examine(lab, true)
  return report.pipelines.some(({findings}) => findings.some(({check, status}) => ofTheCode.has(check) && status === 'fail'))
}

/** A cause that is not the matter is wrong as a whole, and counted as such. */
function claimsOf({causes}: Case, pipeline: PipelineReport, lab: OpenLab, onsetMs: number): Outcome['claims'] {
  const truth = lab.truth()
  if (truth === null) return []
  const own = pipeline.causes.filter(({id}) => causes.includes(id))
  return own.flatMap(({because}) => because.map(sentence => ({sentence, state: judgeClaim(sentence, {truth, onsetMs})})))
}

/** Looks at the drawn minute; one seed in five also every minute from the onset on. */
export async function lookAt(one: Case): Promise<Outcome> {
  const startedMs = performance.now()
  const {incident, seed, truth, laws} = one
  const times = timesOf(incident, seed)
  const lookSecond = lookSecondOf(one, times)
  const isWatched = truth !== null && !one.isUnseen && laws === 'first' && Math.floor((seed - 1) / 2) % watchedEvery === 0
  const from = isWatched ? Math.min(lookSecond, Math.max(0, times.onsetSecond) + firstLookMinutes * 60) : lookSecond
  const lab = withMissingPoints(openLab({incident, seed, laws, at: {second: from, nearMs}}), missingShare, seed)
  // The simulation starts at a whole minute: see openWorld.
  const startMs = (Math.floor(nearMs / 60_000) - Math.ceil(from / 60)) * 60_000
  const onset = {second: times.onsetSecond, ms: startMs + times.onsetSecond * 1000}
  const last = Math.min(lookSecond, times.onsetSecond + watchedMinutes * 60)
  const early = isWatched ? await watch(one, lab, from, last, onset) : {second: from}
  if (early.second < lookSecond) await lab.sleep((lookSecond - early.second) * 1000)
  const {report, evidence} = await examine(lab)
  const pipeline = report.pipelines[0] as PipelineReport
  const right = isRight(one, pipeline, evidence)
  return {
    ...one,
    ...('watched' in early && {watched: early.watched}),
    lookedAfterMinutes: (lookSecond - times.onsetSecond) / 60,
    verdict: pipeline.verdict,
    lag: pipeline.lag.state,
    got: pipeline.causes.map(({id, confidence}) => ({id, confidence})),
    right,
    result: right ? 'right' : isUndecided([truth], pipeline) ? 'undecided' : 'wrong',
    confidence: pipeline.causes[0]?.confidence ?? null,
    accepted: [truth],
    baselines: answersOfBaselines(evidence),
    isExact: isExactly(one.causes, pipeline.causes),
    ...(one.isUnseen && {inCode: await isInCode(lab)}),
    claims: claimsOf(one, pipeline, lab, onset.ms),
    inTopTwo: right || (truth !== null && pipeline.causes.slice(0, 2).some(({id}) => id === truth)),
    requests: Object.values(report.usage.requests).reduce((sum, n) => sum + n, 0),
    missing: report.missing.map(({action, reason, detail}) => `${action} ${reason}: ${detail}`),
    milliseconds: performance.now() - startedMs,
  }
}
