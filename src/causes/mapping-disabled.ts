import {defineCause, ruledOut} from '../model/cause.ts'
import type {Treatment} from '../model/check.ts'
import {maybe} from '../model/derived.ts'
import type {Mapping} from '../model/evidence.ts'
import type {Lag} from '../model/lag.ts'
import {regionFlag} from '../model/region-flag.ts'
import {shellWord} from '../model/shell.ts'
import {duration, iso} from '../model/units.ts'

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

function waiting(lag: Lag | undefined): string[] {
  if (lag?.state !== 'stopped' || lag.ageSeconds === null) return []
  const loss = lag.lossAtMs === null ? [] : [`The first of them is lost at ${iso(lag.lossAtMs)}.`]
  return [`Records have been written for ${duration(lag.ageSeconds)} and none was delivered.`, ...loss]
}

export const mappingDisabled = defineCause({
  id: 'mapping-disabled',
  title: 'The mapping is disabled',
  harm: 'nothing is read; records are lost 24 hours after they were written',
  harmful: true,
  needs: ['mapping', 'polling'],
  wants: ['lag'],
  weigh: ({mapping, polling}, wanted) => {
    if (polling.is === 'unknown') return {is: 'open'}
    if (polling.is !== 'off') return ruledOut
    const lag = maybe(wanted.lag)
    const {state, stateTransitionReason: reason, lastModifiedMs} = mapping
    const since = lastModifiedMs === null ? '' : ` since ${iso(lastModifiedMs)}`
    return {
      is: 'present',
      isSetting: true,
      confidence: 0.98,
      summary: `The mapping is ${state}${since}: Lambda does not read the stream.`,
      because: [`AWS gives the state ${state}${since}${reason ? `, for the reason "${reason}"` : ''}.`, ...waiting(lag)],
      against: lag?.state === 'idle' ? ['Nothing was written to the table since, so nothing waits yet.'] : [],
      settledBy: null,
      treatments: [treatment(mapping)],
    }
  },
})
