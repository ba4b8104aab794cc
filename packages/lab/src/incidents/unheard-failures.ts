import {deploy} from './deployments.ts'
import {defineIncident} from './incident.ts'
import {ordinaryPlan, type Plan} from './plan.ts'
import {sceneOf} from './scene.ts'
import {answerPlan} from './silent-loss.ts'

const id = 'unheard-failures'

type Way = 'unknown outer key' | 'only logged' | 'first record alone'

/**
 * With a wrong key of the list, or an empty list, the response of the handler has no failed items, and all counts as done (Lambda
 * Developer Guide, "services-ddb-batchfailurereporting"; that no metric tells it is inferred).
 */
const ways: Readonly<Record<Way, (plan: Plan) => Plan>> = {
  'unknown outer key': plan => answerPlan(plan, 'unknown outer key'),
  'only logged': plan => answerPlan(plan, 'only logged'),
  'first record alone': firstAlone,
}

/** Since a deployment the handler takes one record of each batch. Nothing fails. */
function firstAlone(plan: Plan): Plan {
  const behaviour = {poison: 'copes', answer: 'first record alone', perRecordMs: 0} as const
  return {
    ...plan,
    settings: {...plan.settings, FunctionResponseTypes: ['ReportBatchItemFailures'], Metrics: ['EventCount']},
    timeline: [{atSecond: plan.onsetSecond, happens: simulation => deploy(simulation, {behaviour})}],
  }
}

/** How the records of a seed are lost. */
export const wayOf = (plan: Plan): Way =>
  plan.draw('way').pick<Way>(['unknown outer key', 'unknown outer key', 'only logged', 'first record alone'])

export const unheardFailures = defineIncident({
  id,
  story:
    'Records are lost silently. The handler reports failed records under a wrong key, or only logs them, or it processes only the first record of a batch. Each batch counts as processed. No metric shows the loss; the code does.',
  fix: 'Check the code (doctor --inspect-code): a handler must process each record, and return {batchItemFailures: [{itemIdentifier}]} or throw for those that fail. The lost changes can be read from the table, not from the stream.',
  truth: seed => ({cause: 'silent-loss', causes: ['silent-loss'], lag: 'ok', way: wayOf(ordinaryPlan(seed, id)), shownBy: 'code'}),
  build(seed) {
    const plan = ordinaryPlan(seed, id)
    return sceneOf(ways[wayOf(plan)](plan))
  },
})
