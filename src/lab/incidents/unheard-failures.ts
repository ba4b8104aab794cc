import {defineIncident} from './incident.ts'
import {ordinaryPlan} from './plan.ts'
import {sceneOf} from './scene.ts'
import {answerPlan} from './silent-loss.ts'

const id = 'unheard-failures'

/**
 * With a wrong key of the list, the response of the handler has no failed items, and all counts as done (Lambda Developer Guide,
 * "services-ddb-batchfailurereporting"; that no metric tells it is inferred).
 */
export const unheardFailures = defineIncident({
  id,
  story:
    'Records are lost and nobody is told: the handler reports those that it cannot process under a key that Lambda does not know, so that each batch counts as done. No metric shows it; the code does.',
  treatment:
    'Look into the code (doctor --inspect-code): a handler that reports must answer {batchItemFailures: [{itemIdentifier}]}. What was lost can be read from the table, not from the stream.',
  truth: () => ({cause: 'silent-loss', causes: ['silent-loss'], lag: 'ok', shownBy: 'code'}),
  build: seed => sceneOf(answerPlan(ordinaryPlan(seed, id), 'unknown outer key')),
})
