import {functionName, functionTime, pipeline} from '../pipeline.ts'
import {renamed} from '../renamed.ts'
import {defineRetold} from '../retold.ts'
import {about, aged, always, evenly, from, lively} from '../shapes.ts'
import {virginia} from '../stand-in/place.ts'

export default defineRetold({
  id: 'connection-is-opened-for-each-call',
  story:
    'Version 119 brought a client of its own for the calls to the price service. It opens a connection for each call, where the client before kept one. Nothing fails. A batch takes five times as long since 74 minutes, and four shards do three quarters of all writes.',
  source: {
    report:
      'aws/aws-sdk-js#2571 (a connection for each call); architect/architect#302 (latency under load); getndazn/dazn-lambda-powertools#66',
    rule: 'SDK for JavaScript Developer Guide, "node-reusing-connections"; Lambda Developer Guide, "monitoring-metrics-types": Duration, IteratorAge',
  },
  truth: {
    causes: ['slow-handler'],
    not: ['poison-record', 'write-burst', 'hot-partition', 'throttled-concurrency', 'cold-start-burden'],
    states: ['slow', 'behind'],
    verdicts: ['critical', 'degraded'],
    says: /\b119\b|roll.{0,12}back|release/i,
    dead: /MaximumRetryAttempts=\d|MaximumRecordAgeInSeconds=\d/,
  },
  world: renamed(
    pipeline({
      shards: 4,
      metricDelayMinutes: 3,
      qualifier: 'prod',
      function: {Runtime: 'nodejs22.x', MemorySize: 768, LastModified: functionTime(76)},
      around: {
        aliases: [{AliasArn: virginia.functionArn(functionName, 'prod'), Name: 'prod', FunctionVersion: '119', RevisionId: 'a-119'}],
        versions: [
          {Version: '117', LastModified: '2026-11-03T15:21:08.000+0000'},
          {Version: '118', LastModified: '2026-11-19T09:55:41.000+0000'},
          {Version: '119', LastModified: functionTime(75)},
        ],
      },
      mapping: {BatchSize: 100},
      traffic: {
        invocations: from(-74, about(125, 1, 0.02), about(168)),
        durations: from(-74, evenly(1500, 2300), evenly(240, 520)),
        concurrency: from(-74, always(4), always(3)),
        writes: about(16_200, 2),
        returned: from(-74, about(12_500, 3, 0.03), about(16_200, 2)),
        reads: from(-74, about(127), about(955, 8, 0.005)),
        ages: from(
          -74,
          aged(minute => 3 + (minute + 74) * 13.6, 12),
          lively(),
        ),
      },
      log: {memoryMb: 768, usedMb: 142, failing: () => [], versionAt: minute => (minute >= -74 ? '119' : '118')},
    }),
    {function: 'basket-repricer', table: 'baskets'},
  ),
})
