import {nodeError} from '../lines.ts'
import {inNetwork, natGateway, network} from '../network.ts'
import {callFailed, defaults, functionTime, pipeline} from '../pipeline.ts'
import {renamed} from '../renamed.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from} from '../shapes.ts'

export default defineRetold({
  id: 'cache-moved-to-cluster-mode',
  story:
    'The address of the cache was changed 38 minutes ago, to a cluster with several slots. The handler writes all keys of a batch in one transaction, which such a cluster refuses. Each batch of the three shards fails at once; the network is in order.',
  source: {
    report: 'SGrondin/bottleneck#180 (CROSSSLOT after a move to cluster mode); thunderbird/appointment#414; launchdarkly/js-core#872',
    rule: 'ElastiCache User Guide, "Replication.Redis-RedisCluster": commands of several keys need one slot; Lambda Developer Guide, "services-dynamodb-errors"',
  },
  truth: {
    causes: ['failing-function'],
    not: ['poison-record', 'network-unreachable', 'slow-handler', 'access-denied'],
    states: ['stalled'],
    verdicts: ['critical', 'degraded'],
    says: /CROSSSLOT/,
    dead: /MaximumRetryAttempts=\d|put-function-concurrency|put-role-policy/,
  },
  world: renamed(
    pipeline({
      shards: 3,
      function: {...inNetwork, Runtime: 'nodejs22.x', MemorySize: 256, Timeout: 20, LastModified: functionTime(38)},
      mapping: {...defaults, ...callFailed, BatchSize: 50, MaximumBatchingWindowInSeconds: 2},
      traffic: {
        invocations: from(-37, about(13), about(72)),
        errors: from(-37, about(13), always(0)),
        durations: from(-37, evenly(7, 31), evenly(14, 96)),
        concurrency: from(-37, always(3), always(2)),
        writes: about(1350, 2),
        returned: from(-37, always(0), about(1350, 2)),
        reads: from(-37, about(13), about(717, 8, 0.005)),
        ages: allBlocked(-37, {before: evenly(700, 2600)}),
      },
      log: {
        memoryMb: 256,
        usedMb: 88,
        report: {status: 'error', errorType: 'ReplyError', durationMs: 18},
        failing: nodeError(
          'ReplyError',
          "CROSSSLOT Keys in request don't hash to the same slot",
          '/var/task/node_modules/redis-parser/lib/parser.js:179:12',
        ),
        coldMs: ({nth, minute}) => (nth === 0 && minute === -37 ? 412 : undefined),
      },
      world: {
        vpc: network({
          routes: [{destinationCidrBlock: '0.0.0.0/0', natGatewayId: 'nat-0b77', state: 'active', origin: 'CreateRoute'}],
          natGateways: [natGateway('nat-0b77', 'available')],
        }),
      },
    }),
    {function: 'seat-cache-writer', table: 'Seats'},
  ),
})
