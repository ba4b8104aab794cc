import {bringBack} from '../../advice/bring-back.ts'
import {regionFlag} from '../../advice/region-flag.ts'
import {stateReasonWords} from '../../aws-facts/state-reasons.ts'
import {defineCheck, fail, undecidable} from '../../model/check.ts'
import {maybe} from '../../model/derived/derived.ts'
import {option} from '../../text/shell.ts'

/** Normal for some minutes after a change. */
const onTheWay = ['Active', 'Pending']
/** The other states of the Lambda API reference. */
const known = [...onTheWay, 'ActiveNonInvocable', 'Deactivated', 'Deactivating', 'Deleting', 'Failed', 'Inactive']

export const functionNotActive = defineCheck({
  id: 'function-not-active',
  severity: 'medium',
  needs: ['function', 'mapping'],
  wants: ['versions'],
  run: ({function: target, mapping}, wanted) => {
    const at = `${regionFlag(mapping.functionArn)}${option('function-name', mapping.functionArn)}`
    const look = {command: `aws lambda get-function-configuration${at}`}
    if (target === null)
      return [
        fail(
          {functionArn: mapping.functionArn, state: 'gone', reasonCode: null, lastUpdateStatus: null},
          bringBack(mapping, maybe(wanted.versions)),
        ),
      ]
    const {state, stateReasonCode: reasonCode, lastUpdateStatus} = target
    if (state === null && lastUpdateStatus === null) return undecidable('fleet mode does not read it (ListFunctions does not return State)')
    if (state !== null && !known.includes(state)) return undecidable(`the function is ${state}, a state that is unknown to ddbstream`)
    const works = state === null || onTheWay.includes(state)
    return works && lastUpdateStatus !== 'Failed'
      ? []
      : [fail({functionArn: mapping.functionArn, state: state ?? 'unknown', reasonCode, lastUpdateStatus}, look)]
  },
  text: {
    title: 'Lambda cannot run the function in its current state',
    why: 'Invocations of a function that is gone, failed or inactive fail, and its records wait until they expire.',
    found: ({functionArn, state, reasonCode, lastUpdateStatus}) => {
      if (state === 'gone') return `The function ${functionArn} does not exist.`
      const code = reasonCode === null ? '' : ` (${reasonCode})`
      const update = lastUpdateStatus === 'Failed' ? ' Its last update failed.' : ''
      const words = stateReasonWords(reasonCode)
      const reason = words === null ? '' : ` ${words}`
      return `The function is ${state}${code}.${update}${reason}`
    },
    fix: () => 'Check the state and its reason, and correct that reason. Lambda then works off the backlog.',
  },
})
