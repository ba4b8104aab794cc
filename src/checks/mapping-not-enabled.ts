import {defineCheck, fail} from '../model/check.ts'
import {whyNotPolling} from '../model/mapping-state.ts'
import {iso} from '../model/units.ts'

export const mappingNotEnabled = defineCheck({
  id: 'mapping-not-enabled',
  title: 'The mapping is not enabled',
  severity: 'critical',
  why: 'A mapping that is not enabled reads nothing, emits no metric, and its records are lost 24 hours after they were written.',
  needs: ['mapping'],
  run: ({mapping}, _wanted, {nowMs}) =>
    whyNotPolling(mapping, nowMs) === null
      ? []
      : [
          fail(
            {
              state: mapping.state,
              reason: mapping.stateTransitionReason,
              lastModified: mapping.lastModifiedMs === null ? null : iso(mapping.lastModifiedMs),
            },
            mapping.state.startsWith('Disabl')
              ? {
                  summary:
                    'Enable the mapping: it goes on after the last record that it processed. Find out first who disabled it, and why.',
                  change: {Enabled: true},
                }
              : null,
          ),
        ],
  say: facts =>
    `The mapping is ${facts.state}${facts.lastModified ? ` since ${facts.lastModified}` : ''}${facts.reason ? ` (${facts.reason})` : ''}.`,
})
