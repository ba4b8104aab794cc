import {functionName, metric, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'

export default defineRetold({
  id: 'queue-for-failures-was-deleted',
  story:
    'The queue for failed records was deleted with an old stack. Now and then a record fails for good: it is given up, and nobody gets to know which.',
  source: {
    report: 'serverless/serverless#7236; aws-samples/serverless-patterns#1857 (a destination that cannot be written to)',
    rule: 'Lambda Developer Guide, "monitoring-metrics-types": DestinationDeliveryFailures',
  },
  truth: {
    causes: ['broken-destination'],
    states: ['ok', 'losing'],
    says: /does not exist|DestinationDeliveryFailures|could not be delivered|deliver/,
  },
  world: pipeline({
    mapping: {MaximumRetryAttempts: 2},
    traffic: {errors: minute => (Math.abs(minute) % 12 === 4 ? 9 : 0)},
    moreMetrics: [
      metric('AWS/Lambda', 'DestinationDeliveryFailures', {FunctionName: functionName}, minute =>
        Math.abs(minute) % 12 === 4 ? {n: 1, sum: 1, min: 1, max: 1} : undefined,
      ),
    ],
    world: {queues: {}},
  }),
})
