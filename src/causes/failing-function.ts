import {formerRuntime} from '../advice/former-runtime.ts'
import {errorsInLog} from '../advice/log-command.ts'
import {regionFlag} from '../advice/region-flag.ts'
import {defineCause, type Present, ruledOut, ruledOutBecause, type Weighed} from '../model/cause.ts'
import type {Fix} from '../model/check.ts'
import {maybe} from '../model/derived/derived.ts'
import type {Egress, FailureKind, Failures} from '../model/derived/failures.ts'
import type {Lag} from '../model/derived/lag.ts'
import type {Load} from '../model/derived/load.ts'
import type {NewestMinute} from '../model/derived/newest-minute.ts'
import type {RuntimeUpdate} from '../model/derived/runtime-update.ts'
import type {Alias, LambdaFunction, Mapping, Version} from '../model/evidence/evidence.ts'
import type {Item} from '../model/evidence/item.ts'
import {shellWord} from '../text/shell.ts'
import {duration, number, percent} from '../text/units.ts'
import {beginningLines, twoMoreMinutes} from './parts/begins.ts'
import {looksLikeCode, looksLikeData} from './parts/error-kind.ts'
import {failsInPart, failsInTime, inTimeHarm} from './parts/fails-in-part.ts'
import {
  allLagLines,
  failingLine,
  loggedLines,
  releasedAtOnset,
  releaseLines,
  runtimeLines,
  startLines,
  updatedAtOnset,
} from './parts/failure-evidence.ts'
import {holdRecords} from './parts/hold-records.ts'
import {rollBack} from './parts/roll-back.ts'
import {throttledAdvice, throttledLines} from './parts/throttled-downstream.ts'

/** One minute alone, on all shards, and on the only one. */
const standing = 0.65
const standingOfOne = 0.5

/** Kinds of failure that are a cause of their own. */
const ownCauses: Partial<Record<FailureKind, string>> = {
  timeout: 'The invocations end at the timeout.',
  memory: 'The invocations run out of memory.',
  denied: 'The invocations fail because a permission is missing.',
}

/** One lane of one: a bad record, which is the likelier, and a failing function look alike in the metrics. */
function confidenceOf({scope, hidden, kind, logged}: Failures, released: boolean, logIsRead: boolean): number {
  if (scope === 'all' && hidden) return released || logged ? 0.93 : 0.85
  if (kind === 'throttled') return 0.93
  if (scope === 'all') return logged ? 0.96 : logIsRead ? 0.85 : 0.7
  if (kind === 'import') return 0.96
  if (kind === 'network') return 0.85
  if (looksLikeCode(logged)) return released ? 0.96 : 0.85
  if (looksLikeData(logged)) return released ? 0.5 : 0.3
  return released ? 0.85 : 0.45
}

const settledBy = ({scope, logged}: Failures, confidence: number): string | null => {
  if (confidence >= 0.9) return null
  if (scope === 'one-of-one' && logged) return 'The record itself: does another one pass, or does the same record fail in another function?'
  return scope === 'one-of-one'
    ? "The function's log: many requests with one error point to the function; one request that fails at every retry points to a record."
    : "The function's log: its code, memory, the network or a permission makes it fail."
}

/** A network that is closed is a cause of its own; a service that does not answer on an open one is not. */
const openNetwork = (kind: Failures['kind'], egress: Egress | undefined): string[] =>
  kind === 'network' && egress ? ['Outbound access from the VPC is open: a service that it calls does not answer.'] : []

function against({scope}: Failures, target: LambdaFunction | null | undefined, released: boolean): string[] {
  return [
    ...(scope === 'one-of-one' ? ['Only one shard has records: one bad record that is retried looks the same.'] : []),
    ...(released || !target ? [] : ['The function was not changed in the ten minutes before; a service that it calls may have been.']),
  ]
}

/** The share of failures that a version with this weight makes: AWS draws for each invocation, so few of them stray. */
const near = 0.5

/** A new version that gets a part of the invocations: they fail in that share, and their batches pass when the other version gets them. */
function canary(failures: Failures, mapping: Mapping | undefined, item: Item<Alias | null>): Weighed {
  const qualifier = mapping?.qualifier ?? null
  if (!mapping || qualifier === null || /^(\$LATEST|\d+)$/.test(qualifier)) return ruledOut
  const alias = maybe(item)
  if (alias === undefined) return {kind: 'open'}
  const [version, weight] = Object.entries(alias?.weights ?? {})[0] ?? [null, 0]
  if (version === null || Math.abs(failures.share - weight) > near * weight) return ruledOut
  return {
    kind: 'present',
    confidence: 0.8,
    summary: `Version ${version} gets ${percent(weight)} of the invocations, and ${percent(failures.share)} of them fail.`,
    because: [failingLine(failures), `The alias ${qualifier} sends ${percent(weight)} to version ${version}.`, ...loggedLines(failures)],
    against: ['The metrics of the alias do not separate its versions.'],
    settledBy: `Errors with the dimension ExecutedVersion ${version}.`,
    fixes: [
      {
        summary: `Remove the weight of version ${version}: the alias then sends all invocations to the previous version. Failed batches succeed at their next retry.`,
        command: `aws lambda update-alias${regionFlag(mapping.functionArn)} --function-name ${shellWord(mapping.functionName)} --name ${shellWord(qualifier)} --routing-config '{}'`,
        carries: {like: 'before'},
      },
    ],
  }
}

/** Lambda invokes the function less often than before: with nothing but the batches that it retries. */
const cadenceLines = ({hidden}: Failures, {now, before}: Load): string[] =>
  hidden && now && before && now.invocationsPerMinute < before.invocationsPerMinute / 2
    ? [
        `Lambda invokes the function ${number(now.invocationsPerMinute)} times a minute, and did ${number(before.invocationsPerMinute)} times before: it retries the same batches.`,
      ]
    : []

const nothingToTakeBack = 'The command shows the error and changes nothing: no release came before the onset.'

const readTheLog = (target: LambdaFunction | null | undefined, mapping: Mapping | undefined): Fix => ({
  summary:
    "Read the error in the function's log, then correct the code or the service that it calls. The mapping keeps its position in the stream, so Lambda delivers the waiting records by itself.",
  command: errorsInLog(target, mapping),
})

interface Around {
  target: LambdaFunction | null | undefined
  mapping: Mapping | undefined
  /** The runtime's version changed when the failures began; else null. */
  update: RuntimeUpdate | null
  /** Published versions of the function; undefined where they could not be read. */
  versions: Version[] | undefined
}

/** What loses nothing: first what brings the function back, then what keeps records meanwhile. Without a destination these are lost by then. */
function fixesOf(failures: Failures, {target, mapping, update, versions}: Around): Fix[] {
  const {throttled, logged} = failures
  const hold = holdRecords(mapping, failures)
  const isReleased = target && releasedAtOnset(target, failures)
  const former = (update && formerRuntime(update, target, mapping)) ?? []
  const cures = throttled
    ? throttledAdvice(throttled, target, mapping)
    : isReleased
      ? [rollBack(target, mapping, versions)].concat(former, logged ? [] : readTheLog(target, mapping))
      : [former, {...readTheLog(target, mapping), doubt: nothingToTakeBack}].flat()
  return mapping?.onFailureDestination ? [...cures, ...hold] : [...hold, ...cures]
}

/** Batches fail here and there on all shards, pass when they are retried, and hold all shards up. */
function partly(failures: Failures, lag: Lag, {now, before}: Load, around: Around): Present {
  const {share, kind, throttled} = failures
  const {target, update} = around
  const slower = now?.durationP50Ms != null && before?.durationP50Ms != null && now.durationP50Ms > 1.5 * before.durationP50Ms
  return {
    kind: 'present',
    confidence: throttled ? 0.94 : kind !== null ? 0.9 : 0.75,
    summary: `${percent(share)} of the ${failures.hidden ? 'records' : 'invocations'} fail${throttled ? ', because a service that the function calls throttles it' : ''}. Their batches are retried, and all shards wait for them.`,
    because: [
      failingLine(failures),
      ...loggedLines(failures),
      ...throttledLines(failures),
      ...(slower
        ? [`A median invocation takes ${number(now?.durationP50Ms ?? 0)} ms, and took ${number(before?.durationP50Ms ?? 0)} ms before.`]
        : []),
      ...allLagLines(lag),
      ...releaseLines(target, failures),
      ...runtimeLines(update, failures),
    ],
    against: [],
    settledBy: kind === null ? "The function's log: the error of the invocations that fail." : null,
    fixes: fixesOf(failures, around),
  }
}

/** Batches fail all the time and pass when they are retried, and the age stays low. */
function inTime(failures: Failures, around: Around): Present {
  const {share, kind, throttled} = failures
  return {
    kind: 'present',
    confidence: throttled || kind !== null ? 0.9 : 0.75,
    harmful: false,
    harm: inTimeHarm,
    summary: `${percent(share)} of the invocations fail${throttled ? ', because a service that the function calls throttles it' : ''}. Their batches pass when they are retried, and records arrive in time.`,
    because: [
      failingLine(failures),
      ...loggedLines(failures),
      ...throttledLines(failures),
      ...releaseLines(around.target, failures),
      ...runtimeLines(around.update, failures),
    ],
    against: [],
    settledBy: kind === null ? "The function's log: the error of the invocations that fail." : null,
    fixes: fixesOf(failures, around),
  }
}

const discarded = 'Lambda discards every batch after its last retry; the records are lost for good'

/** What becomes of the records. Batches that are discarded leave the age low. */
function meanwhile({lossBy, ageSeconds, because}: Lag): string {
  if (lossBy === 'retries') return `: ${because[0]}`
  return ageSeconds === null ? '' : `, and nothing has got through for ${duration(ageSeconds)}`
}

/** What one minute shows of failures that the response may report. */
const begins = (minute: NewestMinute, failures: Failures, around: Around): Present => ({
  kind: 'present',
  confidence: failures.scope === 'all' ? standing : standingOfOne,
  summary: 'Shards have stopped while the function is idle and counts no error: it may report failed records in its response.',
  because: [...beginningLines(minute), ...loggedLines(failures), ...releaseLines(around.target, failures)],
  against: [
    ...(failures.scope === 'one-of-one' ? ['Only one shard has records: one bad record that is retried looks the same.'] : []),
    'A pause of polling looks the same for a minute.',
  ],
  settledBy: `${twoMoreMinutes} The function's log shows the records that fail.`,
  fixes: fixesOf(failures, around),
})

export const failingFunction = defineCause({
  id: 'failing-function',
  title: 'The function fails',
  harm: 'its batches are retried and all shards wait; their records expire 24 hours after they were written',
  harmful: true,
  needs: ['failures', 'lag', 'load', 'newestMinute'],
  wants: ['function', 'mapping', 'egress', 'runtimeUpdate'],
  onDemand: ['logErrors', 'logMinutes', 'logStarts', 'alias'],
  advises: ['versions'],
  weigh: ({failures, lag, load, newestMinute}, wanted) => {
    const {scope, hidden, kind, share} = failures
    if (failures.young) return {kind: 'open', because: failures.young}
    const around = {
      target: maybe(wanted.function),
      mapping: maybe(wanted.mapping),
      update: updatedAtOnset(maybe(wanted.runtimeUpdate), failures),
      versions: maybe(wanted.versions),
    }
    if (scope === 'passing') {
      const byVersion = canary(failures, around.mapping, wanted.alias)
      const isOwn = kind === null || !(kind in ownCauses)
      if (byVersion.kind === 'present' || !isOwn) return byVersion
      if (failsInPart(failures, lag, load)) return partly(failures, lag, load, around)
      return failsInTime(failures, lag, around.mapping) ? inTime(failures, around) : byVersion
    }
    if (scope !== 'all' && scope !== 'one-of-one')
      return ruledOutBecause(scope === 'none' ? 'Hardly any invocation fails.' : 'The batches of one shard fail, and others succeed.')
    // Then that is the cause, and failing its consequence.
    if (kind !== null && kind in ownCauses) return ruledOutBecause(ownCauses[kind] as string)
    const {target, update} = around
    const egress = maybe(wanted.egress)
    const isClosed = egress !== undefined && egress.internet.length + egress.dynamodb.length > 0
    if (kind === 'network' && isClosed) return ruledOutBecause('The network of the function is closed.')
    const unknownNetwork = kind === 'network' && egress === undefined && (target?.subnetIds.length ?? 0) > 0
    const released = releasedAtOnset(target, failures) || update !== null
    if (failures.begins && newestMinute) return begins(newestMinute, failures, around)
    const confidence = unknownNetwork ? 0.4 : confidenceOf(failures, released, wanted.logErrors.state === 'known')
    const present: Present = {
      kind: 'present',
      confidence,
      ...(lag.lossBy === 'retries' ? {harm: discarded} : {}),
      summary: `${hidden ? 'The function reports failed records for every batch' : `${percent(share)} of the invocations fail`}${meanwhile(lag)}.`,
      because: [
        failingLine(failures),
        ...releaseLines(target, failures),
        ...runtimeLines(update, failures),
        ...loggedLines(failures),
        ...startLines(failures),
        ...throttledLines(failures),
        ...allLagLines(lag),
        ...cadenceLines(failures, load),
        ...openNetwork(kind, egress),
      ],
      against: against(failures, target, released),
      settledBy: settledBy(failures, confidence),
      fixes: fixesOf(failures, around),
    }
    return present
  },
})
