import {nowMs} from '../aws/index.ts'
import type {TreatmentReport} from '../model/treatment.ts'
import {iso} from '../model/units.ts'
import {flowActions, watchFlow} from '../treatments/flow.ts'
import type {Journal} from '../treatments/journal.ts'
import type {Accepted} from '../treatments/plans/pipeline.ts'
import {planRestart, restartTargets} from '../treatments/plans/restart.ts'
import {atWork, type Choice, type Connection, type Planned, planFor, reportOf, type Treating, treat, treatmentActions} from './treat.ts'

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
