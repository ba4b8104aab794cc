import {nodeError} from '../lines.ts'
import {inNetwork, natGateway, network} from '../network.ts'
import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from} from '../shapes.ts'

export default defineRetold({
  id: 'cache-refuses-connections',
  story: 'The Redis cluster is being replaced and refuses connections. Every invocation fails within milliseconds.',
  source: {
    report: 'redis/ioredis#1577 (connect ECONNREFUSED of a cluster that exists)',
    rule: 'Lambda Developer Guide, "services-dynamodb-errors": a failing batch is retried and blocks its shard',
  },
  truth: {causes: ['failing-function', 'network-unreachable'], states: ['stalled'], says: /ECONNREFUSED|refused/},
  world: pipeline({
    function: inNetwork,
    mapping: {...defaults, ...callFailed},
    traffic: {
      invocations: from(-29, always(28), about(140)),
      errors: from(-29, always(28), always(0)),
      durations: from(-29, evenly(9, 60), evenly(40, 160)),
      concurrency: always(4),
      ages: allBlocked(-29),
    },
    log: {
      failing: nodeError('Error', 'connect ECONNREFUSED 10.1.4.9:6379', 'node:net:1634:16', {
        code: 'ECONNREFUSED',
        syscall: 'connect',
        address: '10.1.4.9',
        port: 6379,
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
