import {nodeError} from '../lines.ts'
import {inNetwork, natGateway, network} from '../network.ts'
import {defaults, functionTime, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, aged, always, evenly, fresh, from} from '../shapes.ts'

export default defineRetold({
  id: 'proxy-has-no-connection-to-lend',
  story:
    'Since a release with another database library every session is pinned: RDS Proxy cannot share its connections. Almost half of the invocations wait ten seconds for one and fail; their batches pass at a later try. All shards are late and get later.',
  source: {
    report:
      'prisma/orm#5866 (sessions that are pinned by SET); awsdocs/amazon-rds-user-guide#185; AmericanRedCross/osm-stats#25 (a backlog, no loss)',
    rule: 'RDS User Guide, "rds-proxy-pinning" and "rds-proxy-troubleshooting"; Lambda Developer Guide, "services-dynamodb-errors"',
  },
  truth: {
    causes: ['slow-handler', 'failing-function', 'throttled-downstream'],
    not: ['poison-record', 'throttled-concurrency', 'hot-partition', 'function-timeout', 'network-unreachable', 'write-burst'],
    states: ['slow', 'behind'],
    says: /waiting to acquire|connection/i,
    dead: /ParallelizationFactor=\d/,
  },
  world: pipeline({
    function: {...inNetwork, LastModified: functionTime(50)},
    mapping: {...defaults, BatchSize: 100, ParallelizationFactor: 2},
    traffic: {
      // Eight lanes do 44 batches a minute of 60 that are written: the position falls back by 16 seconds in each.
      invocations: from(-49, about(80, 1, 0.03), about(130)),
      errors: from(-49, always(36), always(0)),
      durations: from(
        -49,
        (_, n) => [
          {n: n * 0.55, low: 700, high: 1900},
          {n: n * 0.45, low: 10_000, high: 10_200},
        ],
        evenly(90, 420),
      ),
      concurrency: from(-49, always(8), always(4)),
      writes: about(6000, 2),
      returned: from(-49, about(4400, 3), about(6000, 2)),
      reads: from(-49, always(80), always(960)),
      ages: from(
        -49,
        aged(minute => 4 + (minute + 49) * 16, 25),
        fresh,
      ),
    },
    log: {
      report: {status: 'error', errorType: 'Error', durationMs: 10_060},
      failing: nodeError('Error', 'Timed-out waiting to acquire database connection', '/var/task/node_modules/pg/lib/client.js:132:7'),
    },
    world: {
      vpc: network({
        routes: [{destinationCidrBlock: '0.0.0.0/0', natGatewayId: 'nat-0b77', state: 'active', origin: 'CreateRoute'}],
        natGateways: [natGateway('nat-0b77', 'available')],
      }),
    },
  }),
})
