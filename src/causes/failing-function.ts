import {formerRuntime} from '../advice/former-runtime.ts'
import {errorsInLog} from '../advice/log-command.ts'
import {defineCause, type Present, ruledOutBecause} from '../model/cause.ts'
import type {Fix} from '../model/check.ts'
import {maybe} from '../model/derived/derived.ts'
import type {Discarding} from '../model/derived/discarding.ts'
import type {Egress, FailureKind, Failures} from '../model/derived/failures.ts'
import type {Lag} from '../model/derived/lag.ts'
import type {Load} from '../model/derived/load.ts'
import type {NewestMinute} from '../model/derived/newest-minute.ts'
import type {RuntimeUpdate} from '../model/derived/runtime-update.ts'
import type {LambdaFunction, Mapping, Version} from '../model/evidence/evidence.ts'
import {hasProblem} from '../signs/last-attempt.ts'
import {beginningLines, twoMoreMinutes} from './parts/begins.ts'
import {canary} from './parts/canary.ts'
import {looksLikeCode, looksLikeData} from './parts/error-kind.ts'
import {discardedLines, effectInTime, failsInPart, failsInTime, meanwhileInTime} from './parts/fails-in-part.ts'
import {
  allLagLines,
  failingLine,
  formerRuntimeLines,
  levelLines,
  loggedLines,
  releasedAtOnset,
  releaseLines,
  runtimeLines,
  startLines,
  updatedAtOnset,
} from './parts/failure-evidence.ts'
import {holdRecords} from './parts/hold-records.ts'
import {when} from './parts/lines.ts'
import {backAndForward, goForward} from './parts/roll-back.ts'
import {throttledAdvice, throttledLines} from './parts/throttled-downstream.ts'
import {text} from './texts/failing-function.ts'

/** One minute alone, on all shards, and on the only one. */
const standing = 0.65
const standingOfOne = 0.5

/** Kinds of failure that are a cause of their own. */
const ownCauses: Partial<Record<FailureKind, string>> = {
  timeout: text.ruledOut.timeout,
  memory: text.ruledOut.memory,
  denied: text.ruledOut.denied,
}

/** One lane of one: a bad record, which is the likelier, and a failing function look alike in the metrics. */
function confidenceOf({scope, hidden, kind, logged}: Failures, released: boolean, logIsRead: boolean): number {
  if (scope === 'all' && hidden) return released || logged ? 0.93 : 0.85
  if (kind === 'throttled') return 0.93
  if (scope === 'all') return logged ? 0.96 : logIsRead ? 0.85 : 0.7
  if (kind === 'import') return 0.96
  if (kind === 'network' || kind === 'handshake') return 0.85
  if (looksLikeCode(logged)) return released ? 0.96 : 0.85
  if (looksLikeData(logged)) return released ? 0.5 : 0.3
  return released ? 0.85 : 0.45
}

const settledBy = ({scope, logged}: Failures, confidence: number): string | null => {
  if (confidence >= 0.9) return null
  if (scope !== 'one-of-one') return text.settledBy.surroundings
  return logged ? text.settledBy.record : text.settledBy.requests
}

/** A network that is closed is a cause of its own; a service that does not answer on an open one is not. */
const openNetwork = (kind: Failures['kind'], egress: Egress | undefined): string[] =>
  when(kind === 'network' && egress !== undefined, text.because.openNetwork)

function against({scope}: Failures, target: LambdaFunction | null | undefined, released: boolean): string[] {
  return [...when(scope === 'one-of-one', text.against.oneShard), ...when(!released && target != null, text.against.notChanged)]
}

/** Lambda invokes the function less often than before: with nothing but the batches that it retries. */
const cadenceLines = ({hidden}: Failures, {now, before}: Load): string[] =>
  hidden && now && before && now.invocationsPerMinute < before.invocationsPerMinute / 2
    ? [text.because.cadence(now.invocationsPerMinute, before.invocationsPerMinute)]
    : []

const readTheLog = (target: LambdaFunction | null | undefined, mapping: Mapping | undefined): Fix => ({
  summary: text.fix.readLog,
  command: errorsInLog(target, mapping),
})

interface Around {
  target: LambdaFunction | null | undefined
  mapping: Mapping | undefined
  /** The runtime's version changed when the failures began; else null. */
  update: RuntimeUpdate | null
  /** A considerable share of the records is discarded; undefined where it is not known. */
  discarding: Discarding | null | undefined
  /** Published versions of the function; undefined where they could not be read. */
  versions: Version[] | undefined
}

/** Fixes that lose nothing: first those that bring the function back, then those that keep records. Without a destination these are lost by then. */
function fixesOf(failures: Failures, {target, mapping, update, versions, discarding}: Around): Fix[] {
  const {throttled, logged} = failures
  const hold = holdRecords(mapping, failures)
  const isReleased = target && releasedAtOnset(target, failures)
  const former = (update && formerRuntime(update, target, mapping)) ?? []
  const cures = throttled
    ? throttledAdvice(throttled, target, mapping)
    : isReleased
      ? [
          ...(update?.isSet ? [former].flat() : []),
          ...backAndForward(target, mapping, versions, failures.sinceMs),
          ...(update?.isSet ? [] : [former].flat()),
          ...(logged ? [] : [readTheLog(target, mapping)]),
        ]
      : [
          goForward(target, mapping, versions, failures.sinceMs),
          former,
          {...readTheLog(target, mapping), doubt: text.fix.nothingToRevert},
        ].flat()
  return mapping?.onFailureDestination && (discarding == null || discarding.leaves === 'records')
    ? [...cures, ...hold]
    : [...hold, ...cures]
}

/** How much fails, and why, where that is known. */
function failingPart({share, hidden, throttled}: Failures): string {
  const subject = hidden ? text.summary.recordsFail(share) : text.summary.invocationsFail(share)
  return throttled ? `${subject}${text.summary.becauseThrottled}` : subject
}

/** Batches fail here and there on all shards, pass when they are retried, and hold all shards up. */
function partly(failures: Failures, lag: Lag, {now, before}: Load, around: Around): Present {
  const {kind, throttled} = failures
  const {target, update} = around
  const [nowMs, beforeMs] = [now?.durationP50Ms ?? 0, before?.durationP50Ms ?? Number.POSITIVE_INFINITY]
  return {
    kind: 'present',
    confidence: throttled ? 0.94 : kind !== null ? 0.9 : 0.75,
    summary: text.summary.inPart(failingPart(failures)),
    because: [
      failingLine(failures),
      ...loggedLines(failures),
      ...throttledLines(failures),
      ...when(kind === 'handshake', text.because.handshake),
      ...when(nowMs > 1.5 * beforeMs, text.because.slower(nowMs, beforeMs)),
      ...allLagLines(lag),
      ...releaseLines(target, failures),
      ...runtimeLines(update, failures),
    ],
    against: [],
    settledBy: kind === null ? text.settledBy.error : null,
    fixes: fixesOf(failures, around),
  }
}

/** Batches fail all the time and pass when they are retried, and the age stays low. */
function inTime(failures: Failures, around: Around): Present {
  const {kind, throttled} = failures
  return {
    kind: 'present',
    confidence: throttled || kind !== null ? 0.9 : 0.75,
    ...effectInTime(around.discarding),
    summary: `${failingPart(failures)}.${meanwhileInTime(around.mapping)}`,
    because: [
      failingLine(failures),
      ...discardedLines(around.discarding),
      ...loggedLines(failures),
      ...throttledLines(failures),
      ...releaseLines(around.target, failures),
      ...runtimeLines(around.update, failures),
    ],
    against: [],
    settledBy: kind === null ? text.settledBy.error : null,
    fixes: fixesOf(failures, around),
  }
}

/** The outcome of the records. Batches that are discarded leave the age low. */
function meanwhile({lossBy, ageSeconds, because}: Lag): string {
  if (lossBy === 'retries') return text.summary.lost(because[0] ?? '')
  return ageSeconds === null ? '' : text.summary.blocked(ageSeconds)
}

/** The signs in one minute of failures that the response may report. */
const begins = (minute: NewestMinute, failures: Failures, around: Around): Present => ({
  kind: 'present',
  confidence: failures.scope === 'all' ? standing : standingOfOne,
  summary: text.summary.begins,
  because: [...beginningLines(minute), ...loggedLines(failures), ...releaseLines(around.target, failures)],
  against: [...when(failures.scope === 'one-of-one', text.against.oneShard), text.against.pause],
  settledBy: text.settledBy.failedRecords(twoMoreMinutes),
  fixes: fixesOf(failures, around),
})

export const failingFunction = defineCause({
  id: 'failing-function',
  text,
  harmful: true,
  needs: ['failures', 'lag', 'load', 'newestMinute'],
  wants: ['function', 'mapping', 'egress', 'runtimeUpdate', 'discarding'],
  onDemand: ['logErrors', 'logMinutes', 'logStarts', 'alias'],
  advises: ['versions'],
  weigh: ({failures, lag, load, newestMinute}, wanted, {thresholds}) => {
    const {scope, hidden, kind, share} = failures
    if (failures.young) return {kind: 'open', because: failures.young}
    const around = {
      target: maybe(wanted.function),
      mapping: maybe(wanted.mapping),
      update: updatedAtOnset(maybe(wanted.runtimeUpdate), failures),
      versions: maybe(wanted.versions),
      discarding: maybe(wanted.discarding),
    }
    if (scope === 'passing') {
      const byVersion = canary(failures, around.mapping, wanted.alias)
      const isOwn = kind === null || !(kind in ownCauses)
      if (byVersion.kind === 'present' || !isOwn) return byVersion
      if (failsInPart(failures, lag, load)) return partly(failures, lag, load, around)
      return failsInTime(failures, lag, around.mapping, thresholds) ? inTime(failures, around) : byVersion
    }
    // AWS's word on the newest attempt is minutes ahead of CloudWatch: the log has these minutes.
    if (scope === 'none' && hasProblem(around.mapping)) return {...ruledOutBecause(text.ruledOut.none), sooner: ['logMinutes']}
    if (scope !== 'all' && scope !== 'one-of-one') return ruledOutBecause(scope === 'none' ? text.ruledOut.none : text.ruledOut.oneShard)
    // Then that is the cause, and failing its consequence.
    if (kind !== null && kind in ownCauses) return ruledOutBecause(ownCauses[kind] as string)
    const {target, update} = around
    const egress = maybe(wanted.egress)
    const isClosed = egress !== undefined && egress.internet.length + egress.dynamodb.length > 0
    if (kind === 'network' && isClosed) return ruledOutBecause(text.ruledOut.network)
    const unknownNetwork = kind === 'network' && egress === undefined && (target?.subnetIds.length ?? 0) > 0
    const released = releasedAtOnset(target, failures) || update !== null
    if (failures.begins && newestMinute) return begins(newestMinute, failures, around)
    const confidence = unknownNetwork ? 0.4 : confidenceOf(failures, released, wanted.logErrors.state === 'known')
    const present: Present = {
      kind: 'present',
      confidence,
      ...(lag.lossBy === 'retries' ? {harm: text.harmByRetries} : {}),
      summary: hidden ? text.summary.reportsAll(meanwhile(lag)) : text.summary.fails(share, meanwhile(lag)),
      because: [
        failingLine(failures),
        ...releaseLines(target, failures),
        ...runtimeLines(update, failures),
        ...formerRuntimeLines(target, failures, wanted),
        ...loggedLines(failures),
        ...levelLines(target, failures),
        ...startLines(failures),
        ...throttledLines(failures),
        ...allLagLines(lag),
        ...cadenceLines(failures, load),
        ...openNetwork(kind, egress),
        ...when(kind === 'handshake', text.because.handshake),
      ],
      against: against(failures, target, released),
      settledBy: settledBy(failures, confidence),
      fixes: fixesOf(failures, around),
    }
    return present
  },
})
