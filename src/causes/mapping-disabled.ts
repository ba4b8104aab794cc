import {bringBack} from '../advice/bring-back.ts'
import {mapLatestStream} from '../advice/map-latest-stream.ts'
import {regionFlag} from '../advice/region-flag.ts'
import {standingReason, type standingReasonWants} from '../advice/standing-reason.ts'
import {defineCause, ruledOutBecause} from '../model/cause.ts'
import type {Fix} from '../model/check.ts'
import {maybe, type Wanted} from '../model/derived/derived.ts'
import type {Lag} from '../model/derived/lag.ts'
import type {Mapping} from '../model/evidence/evidence.ts'
import {shellWord} from '../text/shell.ts'
import {duration, iso} from '../text/units.ts'
import {isDisabledByLambda, thenEnable} from './parts/disabled-by-lambda.ts'
import {pollerIsDenied} from './parts/poller-denied.ts'

/** A mapping that hangs between two states takes no change. */
const unsettled = ({state, uuid, functionArn}: Mapping): Fix => ({
  summary: `Find out who changed it: a mapping that is ${state} accepts no changes. If it hangs, contact AWS Support; if it is being deleted, create a new one, which does not have the old position.`,
  command: `aws lambda get-event-source-mapping${regionFlag(functionArn)} --uuid ${shellWord(uuid)}`,
})

const goesOn = 'It resumes after the last processed record.'

/** "User action" is also what a service does in somebody's name: a deployment, or Region switch. */
function enable({stateTransitionReason: reason}: Mapping): Fix {
  const others = 'ARC Region switch disables the mappings of a passive Region on purpose.'
  const lambda = reason === null ? 'If nobody did, Lambda did: the event LambdaESMDisabled in CloudTrail contains its reason. ' : ''
  return {
    summary: `Check who disabled it (CloudTrail: UpdateEventSourceMapping), then enable it. ${lambda}${others} ${goesOn}`,
    change: {Enabled: true},
    carries: {like: 'before'},
  }
}

const enableAfter: Fix = {
  summary: `When the reason is gone, enable the mapping. ${goesOn}`,
  change: {Enabled: true},
}

const lambdaAgain = 'Lambda disables a mapping that it cannot run: enabling alone does not last.'

/** Why enabling alone does not last, in words, and what corrects it. */
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
    const summary = `Check why AWS cannot run the function (StateReason), and deploy it again. ${thenEnable}`
    const command = `aws lambda get-function-configuration${at} --function-name ${shellWord(functionName)}`
    return {words: [reason.words], fixes: [{summary, command}, enableAfter]}
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
        words: [denied.summary, ...denied.because.filter(line => !line.startsWith('Lag:')), ...denied.against],
        fixes: [...denied.fixes, enableAfter],
      }
    : {words: [reason.words], fixes: [enableAfter]}
}

/** CloudTrail keeps the reason. */
const findReason = ({functionArn}: Mapping): Fix => ({
  summary:
    'Read the reason in CloudTrail: the event LambdaESMDisabled contains it as ESMDisableReason. It is a permission of the execution role, the function or the stream that is gone, or a function that failed.',
  command: `aws cloudtrail lookup-events${regionFlag(functionArn)} --lookup-attributes AttributeKey=EventName,AttributeValue=LambdaESMDisabled`,
})

function waiting(lag: Lag | undefined): string[] {
  if (lag?.state !== 'stopped' || lag.ageSeconds === null) return []
  const loss = lag.lossAtMs === null ? [] : [`The first of them expires at ${iso(lag.lossAtMs)}.`]
  return [`Records have been written for ${duration(lag.ageSeconds)} and none was delivered.`, ...loss]
}

const problem = ({lastProcessingResult: result}: Mapping): string[] =>
  result?.startsWith('PROBLEM') ? [`AWS reported for the mapping: "${result}"`] : []

export const mappingDisabled = defineCause({
  id: 'mapping-disabled',
  title: 'The mapping is disabled',
  harm: 'no record is read; records expire 24 hours after they were written',
  harmful: true,
  needs: ['mapping', 'polling'],
  wants: ['lag', 'function', 'stream', 'mappedStream', 'tableMetrics'],
  // Whether Lambda would disable it again.
  onDemand: ['rolePermissions', 'streamPolicy'],
  advises: ['versions'],
  weigh: ({mapping, polling}, wanted, {nowMs}) => {
    if (polling.kind === 'unknown') return {kind: 'open'}
    if (polling.kind !== 'off') return ruledOutBecause(`The mapping is ${mapping.state}.`)
    const stale = maybe(wanted.mappedStream)
    if (stale?.kind === 'stale' && stale.successor !== null)
      return ruledOutBecause(`The mapping ${stale.successor} reads the table's latest stream.`)
    const lag = maybe(wanted.lag)
    const {state, stateTransitionReason: reason, lastModifiedMs} = mapping
    const since = lastModifiedMs === null ? '' : ` since ${iso(lastModifiedMs)}`
    const byLambda = isDisabledByLambda(mapping)
    const isOff = state.startsWith('Disabl')
    const found = isOff ? reasonOf(mapping, wanted, nowMs) : null
    const causedBy = found === null ? (byLambda ? [lambdaAgain] : []) : [lambdaAgain, ...found.words.slice(byLambda ? 1 : 0)]
    return {
      kind: 'present',
      isSetting: true,
      confidence: 0.98,
      summary: byLambda
        ? `Lambda disabled the mapping${lastModifiedMs === null ? '' : ` at ${iso(lastModifiedMs)}`}.${found ? ` ${found.words[0]}` : ''}`
        : `The mapping is ${state}${since}: Lambda does not read the stream.`,
      because: [
        `AWS gives the state ${state}${since}${reason ? `, for the reason "${reason}"` : ''}.`,
        ...causedBy,
        ...(byLambda ? problem(mapping) : []),
        ...waiting(lag),
      ],
      against: lag?.state === 'idle' ? ['Nothing was written to the table since, so there is no backlog yet.'] : [],
      settledBy: null,
      fixes: found?.fixes ?? (byLambda ? [findReason(mapping), enableAfter] : [isOff ? enable(mapping) : unsettled(mapping)]),
    }
  },
})
