import {bringBack} from '../advice/bring-back.ts'
import {mapLatestStream} from '../advice/map-latest-stream.ts'
import {recreate} from '../advice/recreate-function.ts'
import {regionFlag} from '../advice/region-flag.ts'
import {standingReason, type standingReasonWants} from '../advice/standing-reason.ts'
import {defineCause, ruledOutBecause} from '../model/cause.ts'
import type {Fix} from '../model/check.ts'
import {maybe, type Wanted} from '../model/derived/derived.ts'
import type {Lag} from '../model/derived/lag.ts'
import type {Mapping} from '../model/evidence/evidence.ts'
import {isMarked} from '../model/evidence-line.ts'
import {shellWord} from '../text/shell.ts'
import {duration, iso} from '../text/units.ts'
import {isDisabledByLambda, thenEnable} from './parts/disabled-by-lambda.ts'
import {known, when} from './parts/lines.ts'
import {pollerIsDenied} from './parts/poller-denied.ts'

const goesOn = 'The mapping resumes after the last processed record.'
const checkWho = 'Check who disabled it (CloudTrail: UpdateEventSourceMapping), then enable it.'
const regionSwitch = 'ARC Region switch disables the mappings of a passive Region on purpose.'

const text = {
  title: 'The mapping is disabled',
  harm: 'no record is read; records expire 24 hours after they were written',
  summary: {
    byLambda: 'Lambda disabled the mapping.',
    byLambdaAt: (atMs: number) => `Lambda disabled the mapping at ${iso(atMs)}.`,
    withReason: (summary: string, reason: string) => `${summary} ${reason}`,
    off: (state: string) => `The mapping is ${state}: Lambda does not read the stream.`,
    offSince: (state: string, sinceMs: number) => `The mapping has been ${state} since ${iso(sinceMs)}: Lambda does not read the stream.`,
  },
  because: {
    /** "AWS reports the state Disabled since …, for the reason "User action"." */
    state: (state: string, details: readonly string[]) => `AWS reports the state ${[state, ...details].join('')}.`,
    since: (sinceMs: number) => ` since ${iso(sinceMs)}`,
    forReason: (reason: string) => `, for the reason "${reason}"`,
    again: 'Lambda disables a mapping that it cannot run: enabling alone does not last.',
    reported: (result: string) => `AWS reported for the mapping: "${result}"`,
    waiting: (seconds: number) => `Records have been written for ${duration(seconds)} and none was delivered.`,
    expires: (atMs: number) => `The first of them expires at ${iso(atMs)}.`,
  },
  against: 'Nothing was written to the table since, so there is no backlog yet.',
  fix: {
    enable: `${checkWho} ${regionSwitch} ${goesOn}`,
    enableByWhomever: `${checkWho} If nobody did, Lambda did: the event LambdaESMDisabled in CloudTrail contains its reason. ${regionSwitch} ${goesOn}`,
    enableAfter: 'When the reason is gone, enable the mapping. It resumes after the last processed record.',
    unsettled: (state: string) =>
      `Find out who changed it: a mapping that is ${state} accepts no changes. If it hangs, contact AWS Support. If it is being deleted, create a new mapping: it does not get the old position.`,
    repairFunction: `Check why Lambda cannot run the function (StateReason), and correct the reason. AWS accepts no update of a Failed function: delete it and create it again. ${thenEnable}`,
    findReason:
      'Read the reason in CloudTrail: the event LambdaESMDisabled contains it as ESMDisableReason. Either a permission of the execution role, the function or the stream is gone, or the function failed.',
  },
  ruledOut: {
    on: (state: string) => `The mapping is ${state}.`,
    successor: (mapping: string) => `The mapping ${mapping} reads the table's latest stream.`,
  },
}

/** A mapping that hangs between two states takes no change. */
const unsettled = ({state, uuid, functionArn}: Mapping): Fix => ({
  summary: text.fix.unsettled(state),
  command: `aws lambda get-event-source-mapping${regionFlag(functionArn)} --uuid ${shellWord(uuid)}`,
})

/** "User action" also covers a service that acts in somebody's name: a deployment, or Region switch. */
const enable = ({stateTransitionReason: reason}: Mapping): Fix => ({
  summary: reason === null ? text.fix.enableByWhomever : text.fix.enable,
  change: {Enabled: true},
  carries: {like: 'before'},
})

const enableAfter: Fix = {summary: text.fix.enableAfter, change: {Enabled: true}}

/** The reason why enabling alone does not last, in words, and its correction. */
interface Reason {
  words: string[]
  fixes: Fix[]
}

type Wants = (typeof standingReasonWants)[number] | 'lag' | 'mappedStream' | 'tableMetrics' | 'versions'

function reasonOf(mapping: Mapping, wanted: Wanted<Wants>, nowMs: number): Reason | null {
  const reason = standingReason(mapping, wanted)
  if (reason === null) return null
  const {functionName, functionArn} = mapping
  const at = regionFlag(functionArn)
  if (reason.kind === 'no-function')
    return {words: [reason.words], fixes: [bringBack(mapping, maybe(wanted.versions), thenEnable), enableAfter]}
  if (reason.kind === 'function-failed') {
    const target = maybe(wanted.function)
    const command = `aws lambda get-function-configuration${at} --function-name ${shellWord(functionName)}`
    const again = (target && recreate(target, mapping, thenEnable)) ?? [{summary: text.fix.repairFunction, command}]
    return {words: [reason.words], fixes: [...again, enableAfter]}
  }
  // A mapping keeps its stream for good: enabled or not, there is nothing for it to read.
  const stale = maybe(wanted.mappedStream)
  if (reason.kind === 'no-stream' && stale?.kind === 'stale') {
    const around = {nowMs, stream: maybe(wanted.stream), oldStream: {kind: 'gone' as const}, tableMetrics: maybe(wanted.tableMetrics)}
    return {words: [reason.words], fixes: [mapLatestStream(mapping, stale, around)]}
  }
  const [permissions, lag] = [maybe(wanted.rolePermissions), maybe(wanted.lag)]
  const denied = permissions && lag ? pollerIsDenied(permissions, wanted.streamPolicy, lag, thenEnable) : null
  return denied
    ? {
        words: [denied.summary, ...denied.because.filter(line => !isMarked('lag', line)), ...denied.against],
        fixes: [...denied.fixes, enableAfter],
      }
    : {words: [reason.words], fixes: [enableAfter]}
}

/** CloudTrail keeps the reason. */
const findReason = ({functionArn}: Mapping): Fix => ({
  summary: text.fix.findReason,
  command: `aws cloudtrail lookup-events${regionFlag(functionArn)} --lookup-attributes AttributeKey=EventName,AttributeValue=LambdaESMDisabled`,
})

function waiting(lag: Lag | undefined): string[] {
  if (lag?.state !== 'stopped' || lag.ageSeconds === null) return []
  return [text.because.waiting(lag.ageSeconds), ...known(lag.lossAtMs, text.because.expires)]
}

const problem = ({lastProcessingResult: result}: Mapping): string[] =>
  known(result?.startsWith('PROBLEM') ? result : null, text.because.reported)

/** Who disabled it, as far as it is known. */
function summaryOf({state, lastModifiedMs}: Mapping, byLambda: boolean, found: Reason | null): string {
  const {byLambdaAt, offSince, off, withReason} = text.summary
  if (!byLambda) return lastModifiedMs === null ? off(state) : offSince(state, lastModifiedMs)
  const disabled = lastModifiedMs === null ? text.summary.byLambda : byLambdaAt(lastModifiedMs)
  const [reason] = found?.words ?? []
  return reason === undefined ? disabled : withReason(disabled, reason)
}

export const mappingDisabled = defineCause({
  id: 'mapping-disabled',
  text,
  harmful: true,
  needs: ['mapping', 'polling'],
  wants: ['lag', 'function', 'stream', 'mappedStream', 'tableMetrics'],
  // Whether Lambda would disable it again.
  onDemand: ['rolePermissions', 'streamPolicy'],
  advises: ['versions'],
  weigh: ({mapping, polling}, wanted, {nowMs}) => {
    if (polling.kind === 'unknown') return {kind: 'open'}
    if (polling.kind !== 'off') return ruledOutBecause(text.ruledOut.on(mapping.state))
    const stale = maybe(wanted.mappedStream)
    if (stale?.kind === 'stale' && stale.successor !== null) return ruledOutBecause(text.ruledOut.successor(stale.successor))
    const lag = maybe(wanted.lag)
    const {state, stateTransitionReason: reason, lastModifiedMs} = mapping
    const byLambda = isDisabledByLambda(mapping)
    const isOff = state.startsWith('Disabl')
    const found = isOff ? reasonOf(mapping, wanted, nowMs) : null
    const causedBy = found === null ? when(byLambda, text.because.again) : [text.because.again, ...found.words.slice(byLambda ? 1 : 0)]
    return {
      kind: 'present',
      isSetting: true,
      confidence: 0.98,
      summary: summaryOf(mapping, byLambda, found),
      because: [
        text.because.state(state, [...known(lastModifiedMs, text.because.since), ...known(reason || null, text.because.forReason)]),
        ...causedBy,
        ...(byLambda ? problem(mapping) : []),
        ...waiting(lag),
      ],
      against: when(lag?.state === 'idle', text.against),
      settledBy: null,
      fixes: found?.fixes ?? (byLambda ? [findReason(mapping), enableAfter] : [isOff ? enable(mapping) : unsettled(mapping)]),
    }
  },
})
