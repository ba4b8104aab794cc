import {regionFlag} from '../../advice/region-flag.ts'
import {standingReason, standingReasonWants} from '../../advice/standing-reason.ts'
import {defineCheck, fail, type OwnFix, undecidable} from '../../model/check.ts'
import type {Mapping} from '../../model/evidence/evidence.ts'
import {option} from '../../text/shell.ts'
import {iso} from '../../text/units.ts'

const fix = (mapping: Mapping): OwnFix<{isDisabled: boolean}> =>
  mapping.state.startsWith('Disabl')
    ? {change: {Enabled: true}, values: {isDisabled: true}}
    : {
        command: `aws lambda get-event-source-mapping${regionFlag(mapping.functionArn)}${option('uuid', mapping.uuid)}`,
        values: {isDisabled: false},
      }

export const mappingNotEnabled = defineCheck({
  id: 'mapping-not-enabled',
  severity: 'critical',
  needs: ['mapping', 'polling'],
  wants: standingReasonWants,
  run: ({mapping, polling}, wanted) => {
    if (polling.kind === 'unknown') return undecidable(polling.why)
    if (polling.kind !== 'off') return []
    const {state, stateTransitionReason: reason, lastModifiedMs} = mapping
    const stands = standingReason(mapping, wanted)?.words ?? null
    const facts = {state, reason, lastModified: lastModifiedMs === null ? null : iso(lastModifiedMs), stands}
    return [fail(facts, stands === null ? fix(mapping) : null)]
  },
  text: {
    title: 'The mapping is not enabled',
    why: 'A mapping that is not enabled reads no record and emits no metric. Its records expire 24 hours after they were written.',
    found: ({state, reason, lastModified, stands}) => {
      const since = lastModified ? ` since ${lastModified}` : ''
      const why = reason ? ` (${reason})` : ''
      const again = stands ? ` ${stands} Lambda disables it again until that is corrected.` : ''
      return `The mapping ${lastModified ? 'has been' : 'is'} ${state}${since}${why}.${again}`
    },
    fix: ({isDisabled}) =>
      isDisabled
        ? 'First find out who disabled the mapping, and why. Then enable it: it resumes after the last processed record.'
        : 'Check the state again: AWS ends such a state within minutes, and refuses changes until then. If the state lasts longer, contact AWS Support.',
  },
})
