import {defineCause, ruledOut} from '../model/cause.ts'
import {maybe} from '../model/derived.ts'
import {whyNotPolling} from '../model/mapping-state.ts'
import {duration, iso} from '../model/units.ts'

export const mappingDisabled = defineCause({
  id: 'mapping-disabled',
  title: 'The mapping is disabled',
  harm: 'nothing is read; records are lost 24 hours after they were written',
  harmful: true,
  needs: ['mapping'],
  wants: ['lag'],
  weigh: ({mapping}, wanted, {nowMs}) => {
    if (whyNotPolling(mapping, nowMs) === null) return ruledOut
    const lag = maybe(wanted.lag)
    const since = mapping.lastModifiedMs === null ? '' : ` since ${iso(mapping.lastModifiedMs)}`
    const waiting =
      lag?.state === 'stopped' && lag.ageSeconds !== null
        ? [`Records have been written for ${duration(lag.ageSeconds)} and none was delivered.`]
        : []
    const idle = lag?.state === 'idle' ? ['Nothing was written to the table since, so nothing waits yet.'] : []
    return {
      is: 'present',
      confidence: 0.98,
      summary: `The mapping is ${mapping.state}${since}: Lambda does not read the stream.`,
      because: [
        `AWS gives the state ${mapping.state}${since}${mapping.stateTransitionReason ? `, for the reason "${mapping.stateTransitionReason}"` : ''}.`,
        ...waiting,
        ...(lag?.lossAtMs ? [`The first of them is lost at ${iso(lag.lossAtMs)}.`] : []),
      ],
      against: idle,
      settledBy: null,
      treatments: [
        {
          summary: 'Find out who disabled it and why, then enable it. It goes on after the last record that it processed.',
          change: {Enabled: true},
        },
      ],
    }
  },
})
