import {deploy} from './deployments.ts'
import {defineIncident} from './incident.ts'
import {ordinaryPlan} from './plan.ts'
import {sceneOf} from './scene.ts'

const id = 'reported-failures'

/**
 * An empty identifier in the response counts the whole batch as failed (Lambda Developer Guide, "services-ddb-batchfailurereporting"), and
 * no invocation fails: Errors stays 0.
 */
export const reportedFailures = defineIncident({
  id,
  story:
    'A new version of the function was deployed. It fails on every record, catches that, and reports it with an empty identifier: Lambda retries every batch, all shards are blocked, and no error is counted.',
  fix: 'Roll back to the previous version: the batches succeed at their next retry. Bounded retries would discard good records.',
  truth: () => ({cause: 'failing-function', causes: ['failing-function'], lag: 'stalled'}),
  build(seed) {
    const plan = ordinaryPlan(seed, id)
    const reports = {poison: 'reports'} as const
    const behaviour = {...reports, failsOnShare: 1, answer: 'empty identifier' as const, failureDraw: plan.draw('which mistake').next()}
    return sceneOf({
      ...plan,
      behaviour: {...plan.behaviour, ...reports},
      settings: {...plan.settings, FunctionResponseTypes: ['ReportBatchItemFailures']},
      timeline: [{atSecond: plan.onsetSecond, happens: simulation => deploy(simulation, {behaviour})}],
    })
  },
})
