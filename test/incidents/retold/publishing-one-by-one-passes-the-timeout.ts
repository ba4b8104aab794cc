import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, between, evenly, from} from '../shapes.ts'

export default defineRetold({
  id: 'publishing-one-by-one-passes-the-timeout',
  story:
    'The consumer publishes each record to a topic, one after another, some 65 ms each. For years a batch had a dozen records. A job that writes all items anew, 44 minutes ago, filled the batches to their hundred, and a hundred take longer than the timeout of five seconds: the same batch times out again and again on all four shards, though the job is over.',
  source: {
    report: 'wellcomecollection/platform#679 (the timeout is raised to ten seconds, to avoid errors under high load)',
    rule: 'Lambda Developer Guide, "configuration-timeout"; "services-dynamodb-errors": the whole batch is retried',
  },
  truth: {
    causes: ['function-timeout'],
    not: ['poison-record', 'network-unreachable', 'throttled-concurrency', 'hot-partition'],
    states: ['stalled'],
    verdicts: ['critical', 'degraded'],
    says: /time[sd]? ?out/i,
    dead: /MaximumRetryAttempts=\d|MaximumRecordAgeInSeconds=\d|update-alias/,
  },
  world: pipeline({
    function: {Runtime: 'python3.12', Handler: 'app.handler', Timeout: 5, MemorySize: 256},
    mapping: {...defaults, ...callFailed, BatchSize: 100},
    traffic: {
      invocations: from(-44, always(28), about(96)),
      errors: from(-44, always(28), always(0)),
      durations: from(-44, evenly(5000, 5003), evenly(140, 1300)),
      concurrency: from(-44, always(4), always(2)),
      writes: between(-45, -29, about(7400, 2), about(880, 2)),
      returned: from(-44, always(0), about(880, 2)),
      reads: from(-44, always(28), about(940, 8, 0.01)),
      ages: allBlocked(-44, {spreadSeconds: 20}),
    },
    log: {
      memoryMb: 256,
      usedMb: 83,
      report: {status: 'timeout', durationMs: 5000},
      failing: ({at, id}) => [`[INFO]\t${at}\t${id}\tpublishing 100 records to parcel-changes`],
    },
  }),
})
