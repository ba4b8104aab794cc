import {inNetwork, natGateway, network} from '../network.ts'
import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from} from '../shapes.ts'

export default defineRetold({
  id: 'migration-holds-the-lock',
  story:
    'A migration of the reporting database holds a lock on the table into which the consumer writes. Its updates wait for that lock, and each invocation ends at the timeout of twenty seconds. The way to the database is open: reads of other tables answer at once.',
  source: {
    report: 'alphagov/notifications-api#3901; margince/margince#1806 (a migration whose lock lets every later write wait)',
    rule: 'Lambda Developer Guide, "configuration-timeout"; "services-dynamodb-errors": a batch that timed out is retried and blocks its shard',
  },
  truth: {
    causes: ['function-timeout'],
    not: ['network-unreachable', 'poison-record', 'insufficient-throughput'],
    states: ['stalled'],
    says: /time[ds]?[ -]?out/i,
    dead: /MaximumRetryAttempts=\d|update-alias/,
  },
  world: pipeline({
    function: {Runtime: 'java21', Handler: 'parcels.Handler', Timeout: 20, MemorySize: 1024, ...inNetwork},
    mapping: {...defaults, ...callFailed, BatchSize: 100},
    traffic: {
      invocations: from(-31, always(11), about(150)),
      errors: from(-31, always(11), always(0)),
      durations: from(-31, evenly(20_000, 20_003), evenly(70, 310)),
      concurrency: always(4),
      writes: about(4800, 2),
      returned: from(-31, always(0), about(4800, 2)),
      reads: from(-31, always(11), always(960)),
      ages: allBlocked(-31),
    },
    log: {
      report: {status: 'timeout', durationMs: 20_000},
      failing: ({at, id}) => [`${at} ${id} INFO  parcels.Handler - connected to reporting in 4 ms, 100 records\n`],
      passing: ({at, id}) => [`${at} ${id} INFO  parcels.Handler - connected to reporting in 4 ms, 32 records\n`],
    },
    world: {
      vpc: network({
        routes: [{destinationCidrBlock: '0.0.0.0/0', natGatewayId: 'nat-0b77', state: 'active', origin: 'CreateRoute'}],
        natGateways: [natGateway('nat-0b77', 'available')],
      }),
    },
  }),
})
