import {fixCommand} from '../advice/fix-command.ts'
import {formerVersion, isPublished, isRaisedTimeout} from '../advice/former-version.ts'
import {errorsInLog} from '../advice/log-command.ts'
import {regionFlag} from '../advice/region-flag.ts'
import {longestTimeoutSeconds} from '../aws-facts/limits.ts'
import {defineCause, type Present, ruledOut, ruledOutBecause} from '../model/cause.ts'
import type {Fix} from '../model/check.ts'
import {maybe} from '../model/derived/derived.ts'
import type {Failures} from '../model/derived/failures.ts'
import type {Load} from '../model/derived/load.ts'
import type {FunctionMetrics, LambdaFunction, Mapping, Version} from '../model/evidence/evidence.ts'
import {shellWord} from '../text/shell.ts'
import {failsInPart, failsInTime, inTimeHarm, meanwhileInTime} from './parts/fails-in-part.ts'
import {failingLine, releasedAtOnset, releaseLines} from './parts/failure-evidence.ts'
import {fullLines, fullThenLines} from './parts/full-lines.ts'
import {endHang} from './parts/hangs.ts'
import {holdRecords} from './parts/hold-records.ts'
import {known, when} from './parts/lines.ts'
import {rollBack} from './parts/roll-back.ts'
import {throttledAdvice, throttledLines} from './parts/throttled-downstream.ts'
import {text} from './texts/function-timeout.ts'

/** One lane that times out is a poison record; this share of all invocations is the function. */
const many = 0.3

/** The least timeout to advise in place of a short one: a service that has slowed down answers within it. Our choice. */
const leastSeconds = 30

/** A batch that is sized to fit takes this share of the timeout: some batches take longer than usual. */
const roomForLate = 0.5

/** Smaller batches; null where a batch cannot be smaller. */
function smaller(mapping: Mapping): Fix | null {
  const {batchSize} = mapping
  if (batchSize === null || batchSize < 2) return null
  const half = ofRecords(mapping, Math.ceil(batchSize / 2))
  return {...half, summary: text.fix.halveAgain(half.summary)}
}

const ofRecords = ({batchSize}: Mapping, records: number): Fix => ({
  summary: text.fix.smaller(records, batchSize ?? 0),
  change: {BatchSize: records},
})

/**
 * How the new timeout is checked: the time that an invocation needs shows only once none is cut off, so that one raise may not be enough.
 */
function secondRound(target: LambdaFunction, seconds: number): string {
  const isLongest = seconds >= longestTimeoutSeconds(target)
  return text.fix[isLongest ? 'measureLongest' : 'measure'](seconds * roomForLate)
}

const raisedSeconds = (target: LambdaFunction, timeoutSeconds: number): number =>
  Math.min(longestTimeoutSeconds(target), Math.max(leastSeconds, timeoutSeconds * 3))

/** CloudWatch counts an invocation that is cut off with some milliseconds more than the timeout. */
const cutOff = 1.05

/** A raise by less than a tenth lets hardly any invocation end in time. */
const leastRaise = 1.1

/** A longer timeout. A published version keeps its own, so that a new one of the same code takes its place. */
function longer({target, mapping}: Around, seconds: number, summary: string): Fix {
  const settings = [{name: 'Timeout', before: target.timeoutSeconds, after: seconds}]
  if (!mapping) {
    const change = `aws lambda update-function-configuration${regionFlag(target.functionArn)} --function-name ${shellWord(target.functionName)} --timeout ${seconds}`
    return {summary, command: change, settings}
  }
  return {
    summary: isPublished(mapping) ? text.fix.newVersion(summary, mapping.qualifier ?? '') : summary,
    command: fixCommand('configure', mapping, ['--timeout', `${seconds}s`]),
    settings,
  }
}

const raise = (around: Around, timeoutSeconds: number): Fix => {
  const seconds = raisedSeconds(around.target, timeoutSeconds)
  return longer(around, seconds, text.fix.raise(timeoutSeconds, seconds, secondRound(around.target, seconds)))
}

/**
 * The effect of a timeout of `seconds`. Only invocations from before show the time that one needs, and only where they took longer than the
 * present timeout: since then each is cut off at it.
 */
function effectOf({before}: Load, timeoutSeconds: number, seconds: number): Pick<Fix, 'effect' | 'doubt' | 'carries'> {
  const slowest = (before?.durationMaximumMs ?? before?.durationP99Ms ?? 0) / 1000
  if (slowest === 0) return {doubt: text.fix.notMeasured}
  if (slowest > cutOff * timeoutSeconds && slowest <= seconds)
    return {effect: text.fix.endsInTime(slowest, seconds), carries: {like: 'before'}}
  if (slowest > seconds) return {doubt: text.fix.notMeasured}
  return {effect: text.fix.timesAsLong(slowest, seconds / slowest), doubt: text.fix.notMeasured}
}

interface Around {
  target: LambdaFunction
  mapping: Mapping | undefined
  /** Published versions of the function; undefined where they could not be read. */
  versions: Version[] | undefined
}

/** A raised timeout is an attempt to end the failures, and no release. */
const wasReleased = ({target, versions}: Around, failures: Failures): boolean =>
  releasedAtOnset(target, failures) && !isRaisedTimeout(target, versions)

/** The function was changed just before: back to its version or its timeout of then. */
function back(around: Around, failures: Failures): Fix[] {
  const {target, mapping, versions} = around
  if (!wasReleased(around, failures)) return []
  const former = formerVersion(target, mapping, versions)
  const timeoutSeconds = former?.timeoutSeconds ?? null
  if (former === null) return []
  // Without a version that the mapping invokes, the timeout itself is set back, and later releases go on as before.
  if (!isPublished(mapping) && timeoutSeconds !== null && timeoutSeconds > (target.timeoutSeconds ?? longestTimeoutSeconds(target)))
    return [
      {
        ...longer(around, timeoutSeconds, text.fix.setBack(timeoutSeconds, former.version)),
        carries: {like: 'before'},
      },
    ]
  return [rollBack(target, mapping, versions)]
}

function fixes(around: Around, failures: Failures, load: Load): Fix[] {
  const {target, mapping} = around
  const timeoutSeconds = target.timeoutSeconds ?? longestTimeoutSeconds(target)
  const less = mapping ? smaller(mapping) : null
  const former = back(around, failures)
  const unanswered = wasReleased(around, failures) ? [] : [text.fix.unanswered]
  const raised = raisedSeconds(target, timeoutSeconds)
  if (raised >= leastRaise * timeoutSeconds) {
    const prospect = effectOf(load, timeoutSeconds, raised)
    // A measured duration shows that the timeout was too short, and no service.
    const doubts = prospect.doubt === undefined ? [] : [...unanswered, prospect.doubt]
    return [...former, {...raise(around, timeoutSeconds), ...prospect, ...asDoubt(doubts)}, ...(less ? [less] : [])]
  }
  return [
    ...former,
    ...(less ? [{...less, ...asDoubt(unanswered)}] : []),
    {
      summary: text.fix.isLongest(longestTimeoutSeconds(target)),
      command: errorsInLog(target, mapping),
      ...asDoubt(unanswered),
    },
  ]
}

const asDoubt = (sentences: readonly string[]): Pick<Fix, 'doubt'> => (sentences.length > 0 ? {doubt: sentences.join(' ')} : {})

function fixesOf(failures: Failures, load: Load, around: Around, metrics: FunctionMetrics | undefined): Fix[] {
  const {throttled} = failures
  const hang = endHang(metrics, failures, around)
  return [
    ...(throttled ? throttledAdvice(throttled, around.target, around.mapping) : []),
    ...(hang ? [...back(around, failures), hang] : fixes(around, failures, load)),
    ...holdRecords(around.mapping, failures),
  ]
}

/** A full batch is this many times the timeout: a little above it, the estimate may be wrong. */
const surely = 1.3

/** Full batches run into the timeout, and smaller ones pass: the shard that has fallen behind stays blocked, and each one that falls behind is next. */
function tooLarge(failures: Failures, seconds: number, {before}: Load, around: Around): Present {
  const {target, mapping} = around
  const timeoutSeconds = target.timeoutSeconds ?? longestTimeoutSeconds(target)
  const isSure = seconds >= surely * timeoutSeconds
  const batchSize = mapping?.batchSize ?? 1
  const inTime = text.fix.batchEndsInTime
  const fitting = Math.max(1, Math.floor((batchSize * roomForLate * timeoutSeconds) / seconds))
  const raised = raisedSeconds(target, timeoutSeconds)
  return {
    kind: 'present',
    confidence: isSure ? 0.9 : 0.75,
    harm: text.harmOfFullBatches,
    summary: text.summary.fullBatches(timeoutSeconds),
    because: [
      failingLine(failures),
      text.because.fullBatch(before?.millisecondsPerRecord ?? 0, mapping?.batchSize ?? 0, seconds),
      ...fullThenLines(before),
      ...releaseLines(target, failures),
    ],
    against: when(!isSure, text.against.little),
    settledBy: isSure ? null : text.settledBy.parts,
    fixes: [
      ...(mapping ? [{...ofRecords(mapping, fitting), effect: inTime(fitting, (seconds * fitting) / batchSize, timeoutSeconds)}] : []),
      ...(raised >= surely * seconds ? [{...raise(around, timeoutSeconds), effect: inTime(batchSize, seconds, raised)}] : []),
    ],
  }
}

/** Starts that run into a limit (Lambda Developer Guide, "lambda-runtime-environment": the init phase has 10 seconds). */
function startTimeLines({logged}: Failures): string[] {
  const starts = logged?.kind === 'timeout' ? (logged.starts ?? 0) : 0
  return when(starts > 0, text.because.starts(starts))
}

/** The evidence that would raise a low confidence. */
function settledBy({scope}: Failures, confidence: number): string | null {
  if (confidence >= 0.9) return null
  return scope === 'one-of-one' ? text.settledBy.trace : text.settledBy.network
}

function confidenceOf({scope}: Failures, inVpc: boolean, networkIsRead: boolean): number {
  if (scope === 'one-of-one') return 0.85
  // Packets that a closed network drops end at the timeout, too.
  return inVpc && !networkIsRead ? 0.75 : 0.95
}

export const functionTimeout = defineCause({
  id: 'function-timeout',
  text,
  harmful: true,
  needs: ['failures', 'lag', 'load'],
  wants: ['function', 'mapping', 'functionMetrics'],
  onDemand: ['logErrors', 'network'],
  advises: ['versions'],
  weigh: ({failures, lag, load}, wanted, {thresholds}) => {
    const {scope, kind, share} = failures
    if (failures.young) return {kind: 'open', because: failures.young}
    const target = maybe(wanted.function)
    const around = {mapping: maybe(wanted.mapping), versions: maybe(wanted.versions)}
    if (failures.fullBatchSeconds !== null && target) return tooLarge(failures, failures.fullBatchSeconds, load, {target, ...around})
    if (scope === 'none') return ruledOutBecause(text.ruledOut.none)
    const isInTime = failsInTime(failures, lag, maybe(wanted.mapping), thresholds)
    if (scope === 'one-lane' || (share < many && !failsInPart(failures, lag, load) && !isInTime)) return ruledOut
    if (target === undefined) return {kind: 'open'}
    if (kind !== null && kind !== 'timeout') return ruledOutBecause(text.ruledOut.sooner)
    if (target === null || kind !== 'timeout') return ruledOut
    const {now, before} = load
    const timesOut = text.summary.timesOut(share, target.timeoutSeconds ?? 0)
    const confidence = confidenceOf(failures, target.subnetIds.length > 0, wanted.network.state === 'known')
    return {
      kind: 'present',
      confidence,
      ...(isInTime && {harmful: false, harm: inTimeHarm}),
      summary: isInTime ? `${timesOut}${meanwhileInTime(around.mapping)}` : timesOut,
      because: [
        failingLine(failures),
        ...throttledLines(failures),
        ...known(now?.durationMaximumMs || null, text.because.longest),
        ...known(before?.durationP99Ms || null, text.because.before),
        ...startTimeLines(failures),
        ...fullLines(now),
        ...releaseLines(target, failures),
      ],
      against: when(scope === 'one-of-one', text.against.oneShard),
      settledBy: settledBy(failures, confidence),
      fixes: fixesOf(failures, load, {target, ...around}, maybe(wanted.functionMetrics)),
    }
  },
})
