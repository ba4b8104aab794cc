import type {Connection} from '../../aws/index.ts'
import {nowMs} from '../../aws/index.ts'
import {flowActions, watchFlow} from '../../changes/await-delivery.ts'
import type {Accepted} from '../../changes/plans/pipeline.ts'
import {planRestart, restartTargets} from '../../changes/plans/restart.ts'
import type {ChangeWork} from '../../changes/step.ts'
import type {ChangeReport} from '../../model/plan/change-report.ts'
import type {Journal} from '../../model/plan/journal.ts'
import type {Operation} from '../../model/plan/plan.ts'
import {UserError} from '../../model/user-error.ts'
import {iso} from '../../text/units.ts'
import {atWork, type ChangeContext, changeActions, type Planned, planFor, reportOf, runChange} from './run-change.ts'
import type {Choice} from './select-pipeline.ts'

export const restartActions: readonly string[] = [...changeActions(restartTargets), ...flowActions]

export const planRestartOf = (connection: Connection, choice: Choice, journal: Journal, accepted: Accepted): Promise<Planned> =>
  planFor(connection, choice, journal, ({selected}) => planRestart(selected, accepted))

/** The restart itself is in the journal already. */
function noteFlow(operation: Operation, {journal, tell}: ChangeWork): void {
  try {
    journal.save(operation)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    tell({kind: 'note', text: error.message})
  }
}

/** Restarts, and waits until records are seen to flow again. */
export const restart = (planned: Planned, context: ChangeContext): Promise<ChangeReport> =>
  atWork(context, planned.scope.region, async work => {
    const run = await runChange(planned, context, work)
    if (run.ending.kind !== 'done') return reportOf(planned, run)
    const {operation} = run
    const {mapping} = planned.selection.selected
    const title = 'Check that records flow'
    const flow = await watchFlow(work.aws, mapping, nowMs(work.aws) ?? 0, work.stop, seconds =>
      work.tell({kind: 'waiting', title, state: 'not yet seen', seconds}),
    )
    if (flow.kind === 'seen') operation.checkpointSeenAt = iso(flow.atMs)
    if (flow.kind === 'unknown') work.tell({kind: 'note', text: `The delivery of records could not be read: ${flow.why}.`})
    noteFlow(operation, work)
    return reportOf(planned, run, {flow: flow.kind})
  })
