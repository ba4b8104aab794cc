import {nodeError} from '../lines.ts'
import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, from, oneBlocked} from '../shapes.ts'

export default defineRetold({
  id: 'more-items-than-a-request-takes',
  story:
    'A record makes the handler delete the subscriptions of a connection. One connection has more of them than BatchWriteItem takes; its batch fails with a ValidationException, with 10,000 retries.',
  source: {
    report: 'michalkvasnicak/aws-lambda-graphql#60',
    rule: 'DynamoDB API reference, BatchWriteItem: at most 25 requests; mappings of before November 2019 show 10,000 retries',
  },
  truth: {causes: ['poison-record'], states: ['stalled'], says: /ValidationException/},
  world: pipeline({
    shards: 3,
    mapping: {...defaults, ...callFailed, BatchSize: 20, MaximumRetryAttempts: 10_000, MaximumRecordAgeInSeconds: 604_800},
    traffic: {
      invocations: from(-128, about(103), about(140)),
      errors: from(-128, always(3), always(0)),
      writes: about(2400, 2),
      reads: from(-128, always(480), always(720)),
      ages: oneBlocked(-128, always(3), {leadSeconds: 21}),
    },
    log: {
      failing: nodeError(
        'ValidationException',
        'Too many items requested for the BatchWriteItem call',
        '/var/task/node_modules/dynamo/lib/write.js:33:9',
      ),
    },
  }),
})
