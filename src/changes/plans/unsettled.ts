import type {Mapping} from '../../model/evidence/evidence.ts'
import {iso} from '../../text/units.ts'
import {refusal} from './refuse.ts'

/** Refuses a mapping that is not in the state that the plan begins with, and names the alternatives. */
export function refuseUnsettled({state, uuid, lastModifiedMs}: Mapping, ...fit: string[]): void {
  if (fit.includes(state)) return
  const since = lastModifiedMs === null ? '' : ` since ${iso(lastModifiedMs)}`
  const message = `The mapping ${uuid} is ${state || 'in an unknown state'}${since}.`
  if (state === 'Disabled')
    throw refusal(
      'E_STATE',
      `${message} Somebody disabled it.`,
      'Find out why. Then enable it: `ddbstream configure FUNCTION --set Enabled=true`.',
    )
  throw refusal(
    'E_STATE',
    `${message} AWS accepts no change of it until the update ends.`,
    'This takes up to several minutes. Then try again.',
    'If it hangs, contact AWS Support. Do not delete it: that would lose its position in the stream.',
  )
}
