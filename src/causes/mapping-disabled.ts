import {defineCause, ruledOut} from '../model/cause.ts'
import {maybe} from '../model/derived.ts'
import type {Mapping} from '../model/evidence.ts'
import {thresholds} from '../model/thresholds.ts'
import {duration, iso} from '../model/units.ts'

/** Enabled is well; Creating, Enabling and Updating are, for ten minutes; whatever else AWS may invent is not. */
function isOff(mapping: Mapping, nowMs: number): boolean {
  if (mapping.state === 'Enabled') return false
  if (!['Creating', 'Enabling', 'Updating'].includes(mapping.state)) return true
  return mapping.lastModifiedMs !== null && nowMs - mapping.lastModifiedMs > thresholds.transitionSeconds * 1000
}

export const mappingDisabled = defineCause({
  id: 'mapping-disabled',
  title: 'The mapping is disabled',
  harm: 'nothing is read; records are lost 24 hours after they were written',
  harmful: true,
  needs: ['mapping'],
  wants: ['lag'],
  weigh: ({mapping}, wanted, {nowMs}) => {
    if (!isOff(mapping, nowMs)) return ruledOut
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
