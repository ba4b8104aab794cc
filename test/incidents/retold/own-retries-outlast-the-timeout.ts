import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, between, evenly, from, lively} from '../shapes.ts'

const calls = about(5, 5, 0.2)

export default defineRetold({
  id: 'own-retries-outlast-the-timeout',
  story:
    'A Ruby consumer puts each change into an audit table with a single write unit a second. A clean-up wrote a great deal for five minutes, 48 minutes ago: since then the batches are full, the client waits and tries again for each refused put, and 25 puts never end within the ten seconds of the timeout. The clean-up is over, and no batch has passed since.',
  source: {
    report:
      'shinesolutions/aem-aws-stack-builder#356 (a table with one write unit; the function times out before its client has tried nine times)',
    rule: 'Lambda Developer Guide, "configuration-timeout", "services-dynamodb-errors"; DynamoDB Developer Guide, "Programming.Errors": the clients wait and try again',
  },
  truth: {
    causes: ['function-timeout'],
    not: ['poison-record', 'write-burst', 'network-unreachable', 'hot-partition', 'cold-start-burden', 'throttled-concurrency'],
    states: ['stalled'],
    says: /time[sd]?[ -]?out/i,
    dead: /MaximumRetryAttempts=\d|MaximumRecordAgeInSeconds=\d|ParallelizationFactor=\d/,
  },
  world: pipeline({
    shards: 2,
    function: {Runtime: 'ruby3.4', Handler: 'audit.handler', MemorySize: 256, Timeout: 10, LastModified: '2026-07-02T10:11:52.000+0000'},
    mapping: {...defaults, ...callFailed, BatchSize: 25, MaximumBatchingWindowInSeconds: 1},
    traffic: {
      invocations: from(-47, calls, about(38)),
      errors: from(-47, calls, always(0)),
      durations: from(-47, evenly(10_000, 10_004), evenly(40, 310)),
      concurrency: from(-47, always(2), always(1)),
      writes: between(-48, -43, about(720, 2), about(52, 2, 0.2)),
      returned: from(-47, always(0), about(52, 2, 0.2)),
      reads: from(-47, about(5, 8, 0.2), always(480)),
      ages: allBlocked(-47, {before: lively(400), spreadSeconds: 50}),
    },
    log: {
      memoryMb: 256,
      usedMb: 71,
      report: {status: 'timeout', durationMs: 10_000},
      failing: ({at}) =>
        [5, 6, 7].map(
          attempt =>
            `E, [${at.replace('Z', '412')} #8] ERROR -- : put_item parcels-audit: Aws::DynamoDB::Errors::ProvisionedThroughputExceededException (The level of configured provisioned throughput for the table was exceeded), attempt ${attempt} of 10`,
        ),
    },
  }),
})
