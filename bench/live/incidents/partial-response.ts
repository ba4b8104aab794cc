import {defineLive} from '../incident.ts'

export default defineLive({
  id: 'partial-response',
  story:
    'The function reports one item as failed, and another one with an empty identifier: the first blocks its shard, the second fails its whole batch.',
  perSecond: 2,
  fault: place => (place === 60 ? 'report' : place === 90 ? 'report wrongly' : null),
  make: [{kind: 'mapping', settings: {FunctionResponseTypes: ['ReportBatchItemFailures']}}],
  undo: [{kind: 'mapping', settings: {FunctionResponseTypes: []}}],
  symptomSeconds: 15 * 60,
  causes: ['poison-record'],
  shows: {functionResponseTypes: ['ReportBatchItemFailures']},
  lab: {incident: 'poison-record', seed: 3},
})
