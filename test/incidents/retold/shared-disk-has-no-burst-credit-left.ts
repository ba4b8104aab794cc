import {inNetwork, natGateway, network} from '../network.ts'
import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {renamed} from '../renamed.ts'
import {defineRetold} from '../retold.ts'
import {about, aged, always, evenly, from, lively} from '../shapes.ts'
import {virginia} from '../stand-in/place.ts'

const timedOut = about(9, 5, 0.1)

export default defineRetold({
  id: 'shared-disk-has-no-burst-credit-left',
  story:
    'The function looks places up in a file on EFS. The file system has used up its burst credit 33 minutes ago, and reads at a tenth of its speed. More than half of the invocations reach the timeout of fifteen seconds; the others just make it. No code was changed, and the network is in order.',
  source: {
    report: 'geolonia/tileserverless#50 (timeouts by the hundred where the burst credit of EFS is gone)',
    rule: 'EFS User Guide, "performance": bursting throughput and credits; Lambda Developer Guide, "troubleshooting-invocation": a timeout is an error',
  },
  truth: {
    causes: ['function-timeout', 'slow-handler'],
    not: ['poison-record', 'network-unreachable', 'memory-exhausted', 'hot-partition', 'write-burst'],
    states: ['slow', 'behind', 'stalled'],
    verdicts: ['critical', 'degraded'],
    says: /time-?out|timed out/i,
    dead: /MaximumRetryAttempts=\d|MaximumRecordAgeInSeconds=\d|update-alias/,
  },
  world: renamed(
    pipeline({
      shards: 4,
      function: {
        ...inNetwork,
        Runtime: 'nodejs20.x',
        MemorySize: 512,
        Timeout: 15,
        FileSystemConfigs: [
          {Arn: virginia.arn('elasticfilesystem', 'access-point/fsap-015ca4fb72b405fd0'), LocalMountPath: '/mnt/gazetteer'},
        ],
      },
      mapping: {...defaults, ...callFailed, BatchSize: 40},
      traffic: {
        invocations: from(-33, about(16, 1, 0.05), about(104)),
        errors: from(-33, timedOut, always(0)),
        durations: from(
          -33,
          (minute, n) => {
            const late = Math.round(timedOut(minute))
            return [
              {n: n - late, low: 9200, high: 14_300},
              {n: late, low: 15_000, high: 15_002},
            ]
          },
          evenly(350, 1400),
        ),
        concurrency: always(4),
        writes: about(3500, 2),
        returned: from(-33, about(280, 3), about(3500, 2)),
        reads: from(-33, about(16), about(955, 8, 0.005)),
        ages: from(
          -33,
          aged(minute => 6 + (minute + 33) * 54, 18),
          lively(),
        ),
      },
      log: {
        memoryMb: 512,
        usedMb: 133,
        report: {status: 'timeout', durationMs: 15_000},
        failing: () => [],
      },
      world: {
        vpc: network({
          routes: [{destinationCidrBlock: '0.0.0.0/0', natGatewayId: 'nat-0b77', state: 'active', origin: 'CreateRoute'}],
          natGateways: [natGateway('nat-0b77', 'available')],
        }),
      },
    }),
    {function: 'address-geocoder', table: 'addresses'},
  ),
})
