import {nodeError} from '../lines.ts'
import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from} from '../shapes.ts'

export default defineRetold({
  id: 'api-key-of-appsync-expired',
  story:
    'The consumer tells subscribers of each change by a mutation of AppSync, with a key that was made a year ago. The key expired this morning; since then every batch fails. Nothing was deployed for three months.',
  source: {
    report: 'aws-amplify/amplify-category-api#636 (two functions with an expired key); aws-amplify/amplify-cli#1678',
    rule: 'AppSync Developer Guide, "security-authz": a key is valid for at most 365 days; Lambda Developer Guide, "services-dynamodb-errors"',
  },
  truth: {
    causes: ['failing-function', 'access-denied'],
    not: ['poison-record', 'network-unreachable'],
    states: ['stalled'],
    says: /UnauthorizedException|not authorized/,
    dead: /put-role-policy|attach-role-policy|update-alias/,
  },
  world: pipeline({
    shards: 2,
    mapping: {...defaults, ...callFailed, BatchSize: 25},
    traffic: {
      invocations: from(-71, always(9), about(88)),
      errors: from(-71, always(9), always(0)),
      durations: from(-71, evenly(18, 60), evenly(110, 420)),
      concurrency: always(2),
      writes: about(1500, 2),
      returned: from(-71, always(0), about(1500, 2)),
      reads: from(-71, always(9), always(480)),
      ages: allBlocked(-71),
    },
    log: {
      report: {status: 'error', errorType: 'UnauthorizedException'},
      failing: nodeError('UnauthorizedException', 'You are not authorized to make this call.', '/var/task/publish.mjs:22:13', {
        statusCode: 401,
      }),
    },
  }),
})
