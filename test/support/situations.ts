import {functionMetrics, lambdaFunction, mapping, nowMs, type Parts, published, stream, table, tableMetrics} from './evidence.ts'
import {growing, lagging} from './load.ts'
import {destination, loggedOf, logReports, network} from './on-demand.ts'

const blocked = (ago: number) => (ago > 20 ? 1 : (21 - ago) * 60)
const throttledAge = (ago: number) => (ago > 30 ? 1 : (31 - ago) * 25)
const since = (before: number, after: number) => published(ago => (ago > 20 ? before : after))
const failing = functionMetrics(blocked, {'Errors.Sum': since(0, 60)}, blocked)
const silent = functionMetrics(ago => (ago > 30 ? 1 : null))
const seldom = functionMetrics(
  ago => (ago % 7 === 0 ? 4.2 : null),
  {},
  ago => (ago % 7 === 0 ? 4.1 : null),
)
const timesOut = functionMetrics(
  blocked,
  {
    'Errors.Sum': since(0, 60),
    'Duration.Average': since(130, 30_000),
    'Duration.p50': since(120, 30_000),
    'Duration.p99': since(300, 30_000),
    'Duration.Maximum': since(400, 30_000),
  },
  blocked,
)
const loopAge = (ago: number) => (ago > 40 ? 1 : 1 + (41 - ago) * 30)
const loopInvocations = (ago: number) => (ago > 40 ? 60 : 150 + ((ago * 7) % 11))
const burstAge = (ago: number) => (ago > 40 ? 1 : ago > 20 ? (41 - ago) * 40 : 800 - (20 - ago) * 20)
const newerStream = 'arn:aws:dynamodb:us-east-1:123456789012:table/orders/stream/2026-11-22T10:00:00.000'

/** For each cause an evidence that shows it and nothing that is more harmful; the differences from a healthy pipeline. */
export const situations: Record<string, Partial<Parts>> = {
  'mapping-disabled': {
    mapping: mapping({state: 'Disabled', lastModifiedMs: nowMs - 40 * 60_000}),
    functionMetrics: functionMetrics(ago => (ago > 40 ? 1 : null)),
  },
  'stale-stream': {
    stream: stream(1, {streamStatus: 'DISABLED'}),
    table: table({latestStreamArn: newerStream}),
    functionMetrics: functionMetrics(ago => (ago > 60 ? 1 : null)),
  },
  'function-unavailable': {function: lambdaFunction({state: 'Failed', stateReasonCode: 'ImageDeleted'}), functionMetrics: silent},
  'access-denied': {functionMetrics: failing, logErrors: loggedOf('access-denied', {deniedAction: 'dynamodb:GetItem'})},
  'filter-drops-all': {
    functionMetrics: functionMetrics(() => null),
    mapping: mapping({filterPatterns: ['{"dynamodb":{"NewImage":{"status":["paid"]}}}']}),
  },
  'network-unreachable': {
    functionMetrics: timesOut,
    function: lambdaFunction({vpcId: 'vpc-1', subnetIds: ['subnet-a', 'subnet-b'], securityGroupIds: ['sg-1']}),
    network: network({dnsSupport: false}),
  },
  'memory-exhausted': {
    functionMetrics: failing,
    logErrors: loggedOf('out-of-memory', {type: 'Runtime.ExitError', sample: 'Runtime exited with error: signal: killed'}),
    logReports: logReports({usedMemoryMaximumMb: 512}),
  },
  'function-timeout': {functionMetrics: timesOut},
  'failing-function': {functionMetrics: failing, logErrors: loggedOf('exception')},
  'poison-record': {functionMetrics: functionMetrics(blocked, {'Errors.Sum': since(0, 1)})},
  'broken-destination': {
    functionMetrics: functionMetrics(() => 1.2, {'DestinationDeliveryFailures.Sum': published(ago => (ago % 5 === 0 ? 1 : 0))}),
    destination: destination({exists: false}),
  },
  'silent-loss': {
    mapping: mapping({maximumRetryAttempts: 2, onFailureDestination: null}),
    functionMetrics: functionMetrics(() => 1.2, {'Errors.Sum': published(ago => (ago < 40 && ago % 2 === 0 ? 3 : 0))}),
  },
  'throttled-concurrency': {
    functionMetrics: functionMetrics(
      throttledAge,
      {'Throttles.Sum': published(() => 40), 'ConcurrentExecutions.Maximum': published(() => 2)},
      ago => throttledAge(ago) / 2,
    ),
    function: lambdaFunction({reservedConcurrency: 2}),
  },
  'write-back-loop': {
    function: lambdaFunction({lastModifiedMs: nowMs - 41 * 60_000}),
    functionMetrics: functionMetrics(loopAge, {'Invocations.Sum': published(loopInvocations)}, loopAge),
    tableMetrics: tableMetrics(ago => (ago > 40 ? 1200 : 1200 + 30 * loopInvocations(ago)), {
      'ReturnedRecordsCount.Sum': published(ago => (ago > 40 ? 20 : 100) * loopInvocations(ago)),
    }),
    rolePolicies: {
      role: 'orders-projector',
      statements: [{policy: 'handler', effect: 'Allow', actions: ['dynamodb:*'], resources: ['*']}],
    },
  },
  'reader-contention': {
    tableMetrics: tableMetrics(() => 1200, {
      'GetRecords.ThrottledRequests.Sum': published(ago => (ago > 30 ? 0 : 40)),
      'ReturnedRecordsCount.Sum': published(ago => (ago > 30 ? 1200 : 3600)),
    }),
    functionMetrics: functionMetrics(ago => (ago > 30 ? 1 : 5 + (ago % 4) * 14)),
  },
  'slow-handler': lagging({duration: 10}),
  'insufficient-throughput': lagging({writes: 3}),
  'hot-partition': {functionMetrics: functionMetrics(growing(0.5))},
  'cold-start-burden': {
    functionMetrics: seldom,
    logReports: logReports({invocations: 25, coldStarts: 24, initP50Ms: 3900, initMaximumMs: 4400, initSumMs: 96_000, durationSumMs: 5000}),
  },
  'write-burst': {
    functionMetrics: functionMetrics(burstAge, {}, burstAge),
    tableMetrics: tableMetrics(ago => (ago <= 40 && ago > 30 ? 6000 : 1200), {
      'ReturnedRecordsCount.Sum': published(ago => (ago > 40 ? 1200 : 2400)),
    }),
  },
  'shard-rollover': {
    functionMetrics: functionMetrics(ago => (ago === 8 ? 46 : 1.2)),
    stream: stream(1, {
      shards: [
        {shardId: `shardId-${String(nowMs - 1e8).padStart(20, '0')}-abcdef01`, parentShardId: null, open: true},
        {shardId: `shardId-${String(nowMs - 8 * 60_000).padStart(20, '0')}-abcdef02`, parentShardId: 'shardId-parent', open: true},
      ],
    }),
  },
}
