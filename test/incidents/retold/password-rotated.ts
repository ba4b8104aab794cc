import {nodeError} from '../lines.ts'
import {inNetwork, natGateway, network} from '../network.ts'
import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from} from '../shapes.ts'

export default defineRetold({
  id: 'password-rotated',
  story:
    'The password of the database was rotated; warm environments keep the old one in memory, and new ones read it from a cache. Everything fails with an authentication error.',
  source: {
    report: 'aws-samples/aws-secrets-manager-rotation-lambdas#16; coveo/source.coveo.com#210',
    rule: 'Lambda Developer Guide, "services-dynamodb-errors"',
  },
  truth: {causes: ['failing-function'], states: ['stalled'], says: /password authentication failed/},
  world: pipeline({
    function: inNetwork,
    mapping: {...defaults, ...callFailed},
    traffic: {
      invocations: from(-19, always(21), about(120)),
      errors: from(-19, always(21), always(0)),
      durations: from(-19, evenly(12, 60), evenly(80, 240)),
      concurrency: always(4),
      ages: allBlocked(-19),
    },
    log: {
      failing: nodeError('error', 'password authentication failed for user "indexer"', '/var/task/node_modules/pg-pool/index.js:45:11', {
        code: '28P01',
        severity: 'FATAL',
      }),
    },
    world: {
      vpc: network({
        routes: [{destinationCidrBlock: '0.0.0.0/0', natGatewayId: 'nat-0b77', state: 'active', origin: 'CreateRoute'}],
        natGateways: [natGateway('nat-0b77', 'available')],
      }),
    },
  }),
})
