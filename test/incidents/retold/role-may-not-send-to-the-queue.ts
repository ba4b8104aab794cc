import {functionName, metric, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'

export default defineRetold({
  id: 'role-may-not-send-to-the-queue',
  story:
    'An on-failure destination was added in the console. The execution role may not send to the queue, so failed records are dropped as before.',
  source: {
    report: 'aws-samples/serverless-patterns#1857; ministryofjustice/modernisation-platform-environments#18985',
    rule: 'Lambda Developer Guide, "services-dynamodb-errors": sqs:SendMessage of the execution role',
  },
  truth: {causes: ['broken-destination'], states: ['ok', 'losing'], says: /sqs:SendMessage/},
  world: pipeline({
    mapping: {MaximumRetryAttempts: 3},
    traffic: {errors: minute => (Math.abs(minute) % 9 === 2 ? 8 : 0)},
    moreMetrics: [
      metric('AWS/Lambda', 'DestinationDeliveryFailures', {FunctionName: functionName}, minute =>
        Math.abs(minute) % 9 === 2 ? {n: 1, sum: 1, min: 1, max: 1} : undefined,
      ),
    ],
    world: {role: {simulated: action => (action === 'sqs:SendMessage' ? 'implicitDeny' : 'allowed'), inline: {}, attached: []}},
  }),
})
