import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, aged, always, between, evenly, fresh} from '../shapes.ts'

/** 15 seconds later in each minute of the load; then five minutes of ordinary writes are done in one. */
const age = (minute: number): number => (minute < -48 ? 3 + (minute + 95) * 15 : Math.max(2, 705 - (minute + 48) * 240))

export default defineRetold({
  id: 'load-is-over-and-drained',
  story:
    'A job copied a table into this one, from 95 minutes to an hour ago, six times as fast as customers write. The consumer fell eleven minutes behind, worked through it, and has been up to date for three quarters of an hour. Somebody sees the mountain in the graph and wants to know the next step.',
  source: {
    report: 'awslabs/aws-glue-libs#104 (twenty million items copied from table to table by a job)',
    rule: 'Lambda Developer Guide, "monitoring-metrics-types": IteratorAge; "with-ddb": batches are read as fast as the function returns',
  },
  truth: {
    causes: [null],
    not: ['insufficient-throughput', 'slow-handler', 'hot-partition', 'poison-record', 'write-back-loop'],
    states: ['ok', 'recovering'],
    verdicts: ['healthy', 'at-risk'],
  },
  world: pipeline({
    shards: 8,
    function: {Runtime: 'java21', Handler: 'parcels.Handler', MemorySize: 1024},
    mapping: {BatchSize: 200, MaximumRecordAgeInSeconds: -1},
    traffic: {
      invocations: between(-95, -45, about(225, 1, 0.03), about(64)),
      durations: between(-95, -45, evenly(1700, 2300), evenly(240, 1100)),
      concurrency: between(-95, -45, always(8), always(3)),
      writes: between(-95, -60, about(60_000, 2, 0.04), about(9000, 2)),
      returned: between(-95, -45, about(45_000, 3, 0.04), about(9000, 2)),
      reads: between(-95, -45, about(460, 8, 0.04), about(1910, 8, 0.01)),
      ages: between(-95, -45, aged(age, 15), fresh),
    },
    log: {failing: () => []},
  }),
})
