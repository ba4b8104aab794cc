import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, aged, always, evenly, fresh, from} from '../shapes.ts'

export default defineRetold({
  id: 'reserve-lowered-to-four',
  story:
    'A template for all functions sets a reserved concurrency of four. The consumer reads twenty shards and used to have twelve executions at once: since that deployment, 70 minutes ago, most tries are throttled. The other invocations succeed as fast as ever, and all shards get later.',
  source: {
    report:
      'awslabs/amazon-neptune-tools#325 (a reserve that was written into the template); braintrustdata/terraform-aws-braintrust-data-plane#55',
    rule: 'Lambda Developer Guide, "configuration-concurrency": a reserve is a limit too; "with-ddb": one invocation for each shard at a time',
  },
  truth: {
    causes: ['throttled-concurrency'],
    not: ['insufficient-throughput', 'slow-handler', 'poison-record', 'hot-partition', 'write-burst'],
    states: ['slow', 'behind'],
    says: /reserved concurrency/i,
    dead: /MaximumRetryAttempts=\d|ParallelizationFactor=\d/,
  },
  world: pipeline({
    shards: 20,
    around: {reserved: 4},
    function: {Runtime: 'dotnet8', Handler: 'Parcels::Parcels.Handler::Run', MemorySize: 1024},
    mapping: {BatchSize: 200},
    traffic: {
      invocations: from(-70, about(96, 1, 0.03), about(320)),
      durations: from(-70, evenly(2250, 2700), evenly(1500, 2700)),
      throttles: from(-70, about(840, 6), always(0)),
      concurrency: from(-70, always(4), always(12)),
      // 19,200 of 30,000 records are done in a minute.
      writes: about(30_000, 2),
      returned: from(-70, about(19_200, 3), about(30_000, 2)),
      reads: from(-70, always(960), always(4800)),
      ages: from(
        -70,
        aged(minute => 4 + (minute + 70) * 21.5, 45),
        fresh,
      ),
    },
    log: {failing: () => []},
  }),
})
