import {bringBack} from '../../advice/bring-back.ts'
import {regionFlag} from '../../advice/region-flag.ts'
import {stateReasonWords} from '../../aws-facts/state-reasons.ts'
import {defineCheck, fail, undecidable} from '../../model/check.ts'
import {maybe} from '../../model/derived/derived.ts'
import {shellWord} from '../../text/shell.ts'

/** Normal for some minutes after a change. */
const onTheWay = ['Active', 'Pending']
/** The other states of the Lambda API reference. */
const known = [...onTheWay, 'ActiveNonInvocable', 'Deactivated', 'Deactivating', 'Deleting', 'Failed', 'Inactive']

const reasonWords = (code: string | null): string => {
  const words = stateReasonWords(code)
  return words === null ? '' : ` ${words}`
}

export const functionNotActive = defineCheck({
  id: 'function-not-active',
  title: 'AWS cannot run the function as it is',
  severity: 'medium',
  why: 'Invocations of a function that is gone, failed or inactive fail, and its records wait until they expire.',
  needs: ['function', 'mapping'],
  wants: ['versions'],
  run: ({function: target, mapping}, wanted) => {
    const at = `${regionFlag(mapping.functionArn)} --function-name ${shellWord(mapping.functionArn)}`
    const look = {
      summary: 'Check the state and its reason. A deployment, or a new key or subnet, fixes it; Lambda then works off the backlog.',
      command: `aws lambda get-function-configuration${at}`,
    }
    if (target === null)
      return [
        fail(
          {functionArn: mapping.functionArn, state: 'gone', reasonCode: null, lastUpdateStatus: null},
          bringBack(mapping, maybe(wanted.versions)),
        ),
      ]
    const {state, stateReasonCode: reasonCode, lastUpdateStatus} = target
    if (state === null && lastUpdateStatus === null)
      return undecidable('it is not checked in fleet mode (ListFunctions does not return State)')
    if (state !== null && !known.includes(state)) return undecidable(`the function is ${state}, a state that is unknown to ddbstream`)
    const works = state === null || onTheWay.includes(state)
    return works && lastUpdateStatus !== 'Failed'
      ? []
      : [fail({functionArn: mapping.functionArn, state: state ?? 'unknown', reasonCode, lastUpdateStatus}, look)]
  },
  say: ({functionArn, state, reasonCode, lastUpdateStatus}) =>
    state === 'gone'
      ? `AWS has no ${functionArn}.`
      : `The function is ${state}${reasonCode === null ? '' : ` (${reasonCode})`}${lastUpdateStatus === 'Failed' ? '; its last update failed' : ''}.${reasonWords(reasonCode)}`,
})
