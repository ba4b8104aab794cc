import {regionFlag} from '../../advice/region-flag.ts'
import {standingReason, standingReasonWants} from '../../advice/standing-reason.ts'
import {defineCheck, type Fix, fail, undecidable} from '../../model/check.ts'
import type {Mapping} from '../../model/evidence/evidence.ts'
import {shellWord} from '../../text/shell.ts'
import {iso} from '../../text/units.ts'

const fix = ({state, uuid, functionArn}: Mapping): Fix =>
  state.startsWith('Disabl')
    ? {
        summary: 'First find out who disabled the mapping, and why. Then enable it: it resumes after the last processed record.',
        change: {Enabled: true},
      }
    : {
        summary: 'Check again: AWS ends such a state within minutes, and refuses changes until then. If it hangs, contact AWS Support.',
        command: `aws lambda get-event-source-mapping${regionFlag(functionArn)} --uuid ${shellWord(uuid)}`,
      }

export const mappingNotEnabled = defineCheck({
  id: 'mapping-not-enabled',
  title: 'The mapping is not enabled',
  severity: 'critical',
  why: 'A mapping that is not enabled reads no record and emits no metric. Its records expire 24 hours after they were written.',
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
  say: facts =>
    `The mapping is ${facts.state}${facts.lastModified ? ` since ${facts.lastModified}` : ''}${facts.reason ? ` (${facts.reason})` : ''}.${facts.stands ? ` ${facts.stands} Lambda disables it again until that is corrected.` : ''}`,
})
