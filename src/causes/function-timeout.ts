import {fixCommand} from '../advice/fix-command.ts'
import {formerVersion, isPublished} from '../advice/former-version.ts'
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
import {count, duration, number, percent} from '../text/units.ts'
import {failsInPart, failsInTime, inTimeHarm} from './parts/fails-in-part.ts'
import {failingLine, releasedAtOnset, releaseLines} from './parts/failure-evidence.ts'
import {fullLines, fullThenLines} from './parts/full-lines.ts'
import {endHang} from './parts/hangs.ts'
import {holdRecords} from './parts/hold-records.ts'
import {rollBack} from './parts/roll-back.ts'
import {throttledAdvice, throttledLines} from './parts/throttled-downstream.ts'

/** One lane that times out is a poison record; this share of all invocations is the function. */
const many = 0.3

/** What a short timeout is raised to at least: a service that has slowed down answers within it. Our choice. */
const leastSeconds = 30

/** What is sized to fit takes this share of the timeout: some batches take longer than usual. */
const roomForLate = 0.5

/** Smaller batches; null where a batch cannot be smaller. */
function smaller(mapping: Mapping): Fix | null {
  const {batchSize} = mapping
  if (batchSize === null || batchSize < 2) return null
  const half = ofRecords(mapping, Math.ceil(batchSize / 2))
  return {...half, summary: `${half.summary} Halve it again if batches still reach the timeout.`}
}

const ofRecords = ({batchSize}: Mapping, records: number): Fix => ({
  summary: `Send smaller batches: of ${count(records, 'record')}, not ${number(batchSize ?? 0)}.`,
  change: {BatchSize: records},
})

/**
 * How the new timeout is checked: the time that an invocation needs shows only once none is cut off, so that one raise may not be enough.
 */
function secondRound(target: LambdaFunction, seconds: number): string {
  const enough = `Then measure: the p99 of Duration must stay below ${duration(seconds * roomForLate)}`
  return seconds < longestTimeoutSeconds(target)
    ? `${enough}. If it does not, set the timeout to twice the p99.`
    : `${enough}. If it does not, lower BatchSize: Lambda allows no longer timeout.`
}

const raisedSeconds = (target: LambdaFunction, timeoutSeconds: number): number =>
  Math.min(longestTimeoutSeconds(target), Math.max(leastSeconds, timeoutSeconds * 3))

/** A longer timeout. A published version keeps its own, so that a new one of the same code takes its place. */
function longer({target, mapping}: Around, seconds: number, words: string): Fix {
  const settings = [{name: 'Timeout', before: target.timeoutSeconds, after: seconds}]
  if (!mapping) {
    const change = `aws lambda update-function-configuration${regionFlag(target.functionArn)} --function-name ${shellWord(target.functionName)} --timeout ${seconds}`
    return {summary: words, command: change, settings}
  }
  const version = isPublished(mapping)
    ? ` ${mapping.qualifier} keeps its timeout, so a new version of the same code is published, and ${mapping.qualifier} makes way for it.`
    : ''
  return {summary: `${words}${version}`, command: fixCommand('configure', mapping, ['--timeout', `${seconds}s`]), settings}
}

const raise = (around: Around, timeoutSeconds: number): Fix => {
  const seconds = raisedSeconds(around.target, timeoutSeconds)
  return longer(
    around,
    seconds,
    `Raise the timeout from ${duration(timeoutSeconds)} to ${duration(seconds)}, and find the call that the function waits for. A longer timeout also makes each failed attempt longer. ${secondRound(around.target, seconds)}`,
  )
}

interface Around {
  target: LambdaFunction
  mapping: Mapping | undefined
  /** Published versions of the function; undefined where they could not be read. */
  versions: Version[] | undefined
}

/** The function was changed just before: back to its version or its timeout of then. */
function back(around: Around, failures: Failures): Fix[] {
  const {target, mapping, versions} = around
  if (!releasedAtOnset(target, failures)) return []
  const former = formerVersion(target, mapping, versions)
  const timeoutSeconds = former?.timeoutSeconds ?? null
  if (former === null) return []
  // Without a version that the mapping invokes, the timeout itself is set back, and later releases go on as before.
  if (!isPublished(mapping) && timeoutSeconds !== null && timeoutSeconds > (target.timeoutSeconds ?? longestTimeoutSeconds(target)))
    return [
      {
        ...longer(around, timeoutSeconds, `Set the timeout back to ${duration(timeoutSeconds)}, as version ${former.version} has it.`),
        carries: {like: 'before'},
      },
    ]
  return [rollBack(target, mapping, versions)]
}

const unanswered =
  'The function was not changed before: a service that it calls may not answer at all, and then no setting of Lambda ends it.'

function fixes(around: Around, failures: Failures): Fix[] {
  const {target, mapping} = around
  const timeoutSeconds = target.timeoutSeconds ?? longestTimeoutSeconds(target)
  const less = mapping ? smaller(mapping) : null
  const former = back(around, failures)
  const doubt = former.length > 0 ? {} : {doubt: unanswered}
  if (timeoutSeconds < longestTimeoutSeconds(target))
    return [...former, {...raise(around, timeoutSeconds), ...doubt}, ...(less ? [less] : [])]
  return [
    ...former,
    ...(less ? [{...less, ...doubt}] : []),
    {
      summary: `Find the call that the function waits for. ${duration(timeoutSeconds)} is the longest timeout that Lambda allows.`,
      command: errorsInLog(target, mapping),
      ...doubt,
    },
  ]
}

function fixesOf(failures: Failures, around: Around, metrics: FunctionMetrics | undefined): Fix[] {
  const {throttled} = failures
  const hang = endHang(metrics, failures, around)
  return [
    ...(throttled ? throttledAdvice(throttled, around.target, around.mapping) : []),
    ...(hang ? [...back(around, failures), hang] : fixes(around, failures)),
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
  const fitting = Math.max(1, Math.floor(((mapping?.batchSize ?? 1) * roomForLate * timeoutSeconds) / seconds))
  const raised = raisedSeconds(target, timeoutSeconds)
  return {
    kind: 'present',
    confidence: isSure ? 0.9 : 0.75,
    harm: 'a shard that gets a full batch stays blocked; its records expire 24 hours after they were written',
    summary: `A full batch takes longer than the timeout of ${duration(timeoutSeconds)}: it fails at every retry, while smaller batches succeed.`,
    because: [
      failingLine(failures),
      `Before it began, a record took ${number(before?.millisecondsPerRecord ?? 0)} ms: a full batch of ${number(mapping?.batchSize ?? 0)} takes about ${duration(seconds)}.`,
      ...fullThenLines(before),
      ...releaseLines(target, failures),
    ],
    against: isSure ? [] : ['A full batch takes little longer than the timeout: a single bad record is possible.'],
    settledBy: isSure ? null : 'The blocked batch itself, in smaller parts: do all of them succeed?',
    fixes: [...(mapping ? [ofRecords(mapping, fitting)] : []), ...(raised >= surely * seconds ? [raise(around, timeoutSeconds)] : [])],
  }
}

/** Starts that run into a limit (Lambda Developer Guide, "lambda-runtime-environment": the init phase has 10 seconds). */
function startTimeLines({logged}: Failures): string[] {
  const starts = logged?.kind === 'timeout' ? (logged.starts ?? 0) : 0
  return starts === 0
    ? []
    : [
        `The initialization runs into a time limit in ${count(starts, 'start')}: Lambda ends it after 10 s, and repeats it within the invocation, up to the timeout.`,
      ]
}

function confidenceOf({scope}: Failures, inVpc: boolean, networkIsRead: boolean): number {
  if (scope === 'one-of-one') return 0.85
  // Packets that a closed network drops end at the timeout, too.
  return inVpc && !networkIsRead ? 0.75 : 0.95
}

export const functionTimeout = defineCause({
  id: 'function-timeout',
  title: 'The function runs into its timeout',
  harm: 'its batches never end; all shards fall behind',
  harmful: true,
  needs: ['failures', 'lag', 'load'],
  wants: ['function', 'mapping', 'functionMetrics'],
  onDemand: ['logErrors', 'network'],
  advises: ['versions'],
  weigh: ({failures, lag, load}, wanted) => {
    const {scope, kind, share} = failures
    if (failures.young) return {kind: 'open', because: failures.young}
    const target = maybe(wanted.function)
    const around = {mapping: maybe(wanted.mapping), versions: maybe(wanted.versions)}
    if (failures.fullBatchSeconds !== null && target) return tooLarge(failures, failures.fullBatchSeconds, load, {target, ...around})
    if (scope === 'none') return ruledOutBecause('Hardly any invocation fails.')
    const isInTime = failsInTime(failures, lag, maybe(wanted.mapping))
    if (scope === 'one-lane' || (share < many && !failsInPart(failures, lag, load) && !isInTime)) return ruledOut
    if (target === undefined) return {kind: 'open'}
    if (kind !== null && kind !== 'timeout') return ruledOutBecause('The invocations fail before the timeout.')
    if (target === null || kind !== 'timeout') return ruledOut
    const {now, before} = load
    const confidence = confidenceOf(failures, target.subnetIds.length > 0, wanted.network.state === 'known')
    return {
      kind: 'present',
      confidence,
      ...(isInTime && {harmful: false, harm: inTimeHarm}),
      summary: `${percent(share)} of the invocations fail at the timeout of ${duration(target.timeoutSeconds ?? 0)}.${isInTime ? ' Their batches pass when they are retried, and records arrive in time.' : ''}`,
      because: [
        failingLine(failures),
        ...throttledLines(failures),
        ...(now?.durationMaximumMs ? [`The longest invocations take ${number(now.durationMaximumMs / 1000)} s: the timeout itself.`] : []),
        ...(before?.durationP99Ms ? [`Before it began, the slowest took ${number(before.durationP99Ms / 1000)} s.`] : []),
        ...startTimeLines(failures),
        ...fullLines(now),
        ...releaseLines(target, failures),
      ],
      against: scope === 'one-of-one' ? ['Only one shard has records: a single record that always times out looks the same.'] : [],
      settledBy:
        confidence >= 0.9
          ? null
          : scope === 'one-of-one'
            ? 'An X-Ray trace of one invocation: it shows the call that the function waits for.'
            : 'The network of the function.',
      fixes: fixesOf(failures, {target, ...around}, maybe(wanted.functionMetrics)),
    }
  },
})
