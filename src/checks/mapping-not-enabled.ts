import {defineCheck, fail} from '../model/check.ts'
import type {Mapping} from '../model/evidence.ts'
import {thresholds} from '../model/thresholds.ts'
import {iso} from '../model/units.ts'

const onTheWay = ['Enabling', 'Creating', 'Updating']

/** Updating and Enabling for less than ten minutes are normal. */
const isNormal = (mapping: Mapping, nowMs: number): boolean =>
  mapping.state === 'Enabled' ||
  (onTheWay.includes(mapping.state) &&
    (mapping.lastModifiedMs === null || nowMs - mapping.lastModifiedMs <= thresholds.transitionSeconds * 1000))

export const mappingNotEnabled = defineCheck({
  id: 'mapping-not-enabled',
  title: 'The mapping is not enabled',
  severity: 'critical',
  why: 'A mapping that is not enabled reads nothing, emits no metric, and its records are lost 24 hours after they were written.',
  needs: ['mapping'],
  run: ({mapping}, _wanted, {nowMs}) =>
    isNormal(mapping, nowMs)
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
