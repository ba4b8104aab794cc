import {nodeError} from '../lines.ts'
import {inNetwork, natGateway, network} from '../network.ts'
import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from} from '../shapes.ts'

export default defineRetold({
  id: 'address-of-the-new-gateway-is-not-on-the-list',
  story:
    'The network team replaced the NAT gateway 33 minutes ago, and the new one has another address. The hosted database lets only the old address in: each invocation looks for a server for thirty seconds and throws. Routes, security groups and the gateway are in order, and all other calls of the function succeed.',
  source: {
    report: 'Automattic/mongoose#8846, #9318 (MongooseServerSelectionError: the address is not on the list of the cluster)',
    rule: 'VPC User Guide, "vpc-nat-gateway": traffic leaves with the address of the gateway; Lambda Developer Guide, "services-dynamodb-errors"',
  },
  truth: {
    causes: ['failing-function', 'network-unreachable'],
    states: ['stalled'],
    not: ['poison-record', 'function-timeout', 'slow-handler', 'throttled-concurrency'],
    says: /ServerSelectionError|whitelist/,
    dead: /MaximumRetryAttempts=\d|MaximumRecordAgeInSeconds=\d|create-nat-gateway|create-route\b/,
  },
  world: pipeline({
    shards: 4,
    function: {...inNetwork, Runtime: 'nodejs22.x', Timeout: 60, MemorySize: 512, LastModified: '2026-10-06T14:02:00.000+0000'},
    mapping: {...defaults, ...callFailed, BatchSize: 100},
    traffic: {
      invocations: from(-33, about(7, 1, 0.05), about(110)),
      errors: from(-33, about(7, 1, 0.05), always(0)),
      durations: from(-33, evenly(30_010, 30_090), evenly(60, 280)),
      concurrency: from(-33, always(4), always(3)),
      writes: about(5600, 2),
      returned: from(-33, about(300, 3), about(5600, 2)),
      reads: from(-33, about(28, 8), always(960)),
      ages: allBlocked(-33),
    },
    log: {
      memoryMb: 512,
      usedMb: 121,
      report: {status: 'error', durationMs: 30_052},
      failing: nodeError(
        'MongooseServerSelectionError',
        "Could not connect to any servers in your MongoDB Atlas cluster. One common reason is that you're trying to access the database from an IP that isn't whitelisted. Make sure your current IP address is on your Atlas cluster's IP whitelist: https://www.mongodb.com/docs/atlas/security-whitelist/",
        '/var/task/node_modules/mongoose/lib/connection.js:1165:11',
        {reason: {type: 'ReplicaSetNoPrimary', servers: {}}},
      ),
    },
    world: {
      vpc: network({
        routes: [{destinationCidrBlock: '0.0.0.0/0', natGatewayId: 'nat-0c99', state: 'active', origin: 'CreateRoute'}],
        natGateways: [natGateway('nat-0c99', 'available')],
      }),
    },
  }),
})
