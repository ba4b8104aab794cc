import {defineCause, ruledOutBecause} from '../model/cause.ts'
import type {Treatment} from '../model/check.ts'
import {maybe, type Wanted} from '../model/derived.ts'
import type {Mapping} from '../model/evidence.ts'
import type {Lag} from '../model/lag.ts'
import {regionFlag} from '../model/region-flag.ts'
import {shellWord} from '../model/shell.ts'
import {duration, iso} from '../model/units.ts'
import {isDisabledByLambda, thenEnable} from './disabled-by-lambda.ts'
import {pollerIsDenied} from './poller-denied.ts'

const treatment = ({state, uuid, functionArn}: Mapping): Treatment =>
  state.startsWith('Disabl')
    ? {
        summary: 'Find out who disabled it and why, then enable it. It goes on after the last record that it processed.',
        change: {Enabled: true},
      }
    : {
        summary: `Find out who changed it: a mapping that is ${state} takes no changes. If it hangs, ask AWS Support; if it is being deleted, a new one must be made, and it does not know the old one's position.`,
        command: `aws lambda get-event-source-mapping${regionFlag(functionArn)} --uuid ${shellWord(uuid)}`,
      }

/** Why Lambda disables a mapping (Lambda Developer Guide, "logging-using-cloudtrail": ESMDisableReason), as far as the evidence shows it. */
interface Reason {
  words: string[]
  treatments: Treatment[]
}

const enable: Treatment = {
  summary: 'When the reason is gone, enable the mapping. It goes on after the last record that it processed.',
  change: {Enabled: true},
}

const lambdaAgain = 'Lambda disables a mapping that it cannot run: enabling alone does not last.'

function reasonOf(mapping: Mapping, wanted: Wanted<'lag' | 'function' | 'rolePermissions' | 'streamPolicy'>): Reason | null {
  const {functionName, functionArn} = mapping
  const [target, permissions, lag] = [maybe(wanted.function), maybe(wanted.rolePermissions), maybe(wanted.lag)]
  if (target === null)
    return {
      words: [`The function ${functionName} does not exist.`],
      treatments: [
        {
          summary: `Deploy the function again under the same name. ${thenEnable}`,
          command: `aws lambda get-function${regionFlag(functionArn)} --function-name ${shellWord(functionName)}`,
        },
      ],
    }
  const denied = permissions && lag ? pollerIsDenied(permissions, wanted.streamPolicy, lag, thenEnable) : null
  if (denied) return {words: [denied.summary, ...denied.because.filter(line => !line.startsWith('Lag:'))], treatments: denied.treatments}
  if (target?.state === 'Failed')
    return {
      words: [`The function is Failed${target.stateReasonCode ? ` (${target.stateReasonCode})` : ''}.`],
      treatments: [
        {
          summary: `See why AWS cannot run the function (StateReason), and deploy it again. ${thenEnable}`,
          command: `aws lambda get-function-configuration${regionFlag(functionArn)} --function-name ${shellWord(functionName)}`,
        },
      ],
    }
  return null
}

/** CloudTrail keeps the reason. */
const findReason = ({functionArn}: Mapping): Treatment => ({
  summary:
    'Read the reason in CloudTrail: the event LambdaESMDisabled holds it as ESMDisableReason. It is a permission of the execution role, the function or the stream that is gone, or a function that failed.',
  command: `aws cloudtrail lookup-events${regionFlag(functionArn)} --lookup-attributes AttributeKey=EventName,AttributeValue=LambdaESMDisabled`,
})

function waiting(lag: Lag | undefined): string[] {
  if (lag?.state !== 'stopped' || lag.ageSeconds === null) return []
  const loss = lag.lossAtMs === null ? [] : [`The first of them is lost at ${iso(lag.lossAtMs)}.`]
  return [`Records have been written for ${duration(lag.ageSeconds)} and none was delivered.`, ...loss]
}

const problem = ({lastProcessingResult: result}: Mapping): string[] =>
  result?.startsWith('PROBLEM') ? [`AWS reported for the mapping: "${result}"`] : []

export const mappingDisabled = defineCause({
  id: 'mapping-disabled',
  title: 'The mapping is disabled',
  harm: 'nothing is read; records are lost 24 hours after they were written',
  harmful: true,
  needs: ['mapping', 'polling'],
  wants: ['lag', 'function', 'rolePermissions', 'streamPolicy'],
  weigh: ({mapping, polling}, wanted) => {
    if (polling.is === 'unknown') return {is: 'open'}
    if (polling.is !== 'off') return ruledOutBecause(`The mapping is ${mapping.state}.`)
    const lag = maybe(wanted.lag)
    const {state, stateTransitionReason: reason, lastModifiedMs} = mapping
    const since = lastModifiedMs === null ? '' : ` since ${iso(lastModifiedMs)}`
    const byLambda = isDisabledByLambda(mapping)
    const found = byLambda ? reasonOf(mapping, wanted) : null
    return {
      is: 'present',
      isSetting: true,
      confidence: 0.98,
      summary: byLambda
        ? `Lambda disabled the mapping${lastModifiedMs === null ? '' : ` at ${iso(lastModifiedMs)}`}.${found ? ` ${found.words[0]}` : ''}`
        : `The mapping is ${state}${since}: Lambda does not read the stream.`,
      because: [
        `AWS gives the state ${state}${since}${reason ? `, for the reason "${reason}"` : ''}.`,
        ...(byLambda ? [lambdaAgain, ...(found?.words.slice(1) ?? []), ...problem(mapping)] : []),
        ...waiting(lag),
      ],
      against: lag?.state === 'idle' ? ['Nothing was written to the table since, so nothing waits yet.'] : [],
      settledBy: null,
      treatments: byLambda ? [...(found?.treatments ?? [findReason(mapping)]), enable] : [treatment(mapping)],
    }
  },
})
