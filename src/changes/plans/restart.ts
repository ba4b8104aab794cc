import type {Plan, Settings, Step, Target} from '../../model/plan/plan.ts'
import {duration} from '../../text/units.ts'
import {callFor} from './calls.ts'
import {gapRisks} from './gap.ts'
import {settingsOf} from './mapping-settings.ts'
import {pauseRisks, waitingFor} from './pause.ts'
import type {Accepted, SelectedPipeline} from './pipeline.ts'
import {refuseUnsettled} from './unsettled.ts'

/** The kinds of targets that its steps change. */
export const restartTargets = ['mapping'] as const satisfies readonly Target['kind'][]

/** Disable, wait, enable: the pollers are made again and the position in the stream is kept. It never deletes or creates a mapping. */
export function planRestart(selected: SelectedPipeline, accepted: Accepted): Plan {
  const {mapping} = selected
  refuseUnsettled(mapping, 'Enabled')
  const losses = pauseRisks(selected, 2, accepted)
  const risks = [...gapRisks(selected, accepted), ...losses.map(({words}) => words)]
  const step = (from: boolean, title: string, why: string, risk: string | null): Step => {
    const [target, before, after]: [Target, Settings, Settings] = [{kind: 'mapping', uuid: mapping.uuid}, {Enabled: from}, {Enabled: !from}]
    return {title, target, call: callFor(target, after), before, after, why, risk}
  }
  return {
    command: 'restart',
    summary: 'Restart the polling of the mapping.',
    function: mapping.functionName,
    qualifier: mapping.qualifier,
    mapping: mapping.uuid,
    seen: settingsOf(mapping),
    steps: [
      step(
        true,
        'Disable the mapping',
        'Lambda stops polling and keeps its position.',
        'No record is delivered until it is enabled again.',
      ),
      step(
        false,
        'Enable the mapping',
        'New pollers resume after the last processed record.',
        'A batch that was running may be delivered twice.',
      ),
    ],
    waiting: waitingFor(selected, {pauses: 2}),
    risks,
    losses,
    notes: notesOf(selected),
    alarms: null,
    guard: null,
    restoreAfterSeconds: null,
  }
}

/** Whether a restart can help at all. */
function notesOf({staleStream, lag}: SelectedPipeline): string[] {
  if (staleStream !== null) return [`A restart will not help: ${staleStream}.`]
  if (lag?.state !== 'ok' || lag.ageSeconds === null) return []
  return [`The pipeline is up to date: the iterator age is ${duration(lag.ageSeconds)}. It does not need a restart.`]
}
