import {nowMs} from '../../aws/index.ts'
import {flowActions, watchFlow} from '../../changes/await-delivery.ts'
import type {Journal} from '../../changes/journal.ts'
import type {Accepted} from '../../changes/plans/pipeline.ts'
import {planRestart, restartTargets} from '../../changes/plans/restart.ts'
import type {TreatmentReport} from '../../model/plan/change-report.ts'
import {iso} from '../../text/units.ts'
import {
  atWork,
  type Choice,
  type Connection,
  type Planned,
  planFor,
  reportOf,
  type Treating,
  treat,
  treatmentActions,
} from './run-change.ts'

export const restartActions: readonly string[] = [...treatmentActions(restartTargets), ...flowActions]

export const planRestartOf = (connection: Connection, choice: Choice, journal: Journal, accepted: Accepted): Promise<Planned> =>
  planFor(connection, choice, journal, ({hand}) => planRestart(hand, accepted))

/** Restarts, and waits until records are seen to flow again. */
export const restart = (planned: Planned, treating: Treating): Promise<TreatmentReport> =>
  atWork(treating, planned.scope.region, async shop => {
    const treated = await treat(planned, treating, shop)
    if (treated.ending.is !== 'done') return reportOf(planned, treated)
    const {operation} = treated
    const {mapping} = planned.inHand.hand
    const title = 'See records flow again'
    const flow = await watchFlow(shop.aws, mapping, nowMs(shop.aws) ?? 0, shop.stop, seconds =>
      shop.tell({is: 'waiting', title, state: 'not yet seen', seconds}),
    )
    if (flow.is === 'seen') operation.checkpointSeenAt = iso(flow.atMs)
    if (flow.is === 'unknown') shop.tell({is: 'note', text: `Whether records flow again could not be read: ${flow.why}.`})
    shop.journal.save(operation)
    return reportOf(planned, treated, {flow: flow.is})
  })
