import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly, noise} from '../shapes.ts'

const calls = about(13, 5)

export default defineRetold({
  id: 'unknown-status-for-more-than-a-day',
  story:
    'Yesterday morning the writing service began to use a new status. The Java consumer does not know it, and a quarter of the items have it: no batch of any shard has passed for 31 hours, and records older than a day expire, minute by minute.',
  source: {
    report: 'aws/aws-lambda-java-libs#11 (code that is doomed to run again and again until the record expires)',
    rule: 'DynamoDB Developer Guide, "Streams": records are kept for 24 hours; Lambda Developer Guide, "services-dynamodb-errors"',
  },
  truth: {
    causes: ['failing-function', 'silent-loss'],
    not: ['hot-partition', 'slow-handler', 'insufficient-throughput', 'write-burst'],
    states: ['losing', 'stalled'],
    verdicts: ['critical'],
    says: /(?=.*(?:\blost\b|\blos(?:e|es|ing)\b|expire))(?=.*No enum constant|.*IllegalArgumentException)/,
    dead: /MaximumRecordAgeInSeconds=\d/,
  },
  world: pipeline({
    function: {Runtime: 'java17', Handler: 'parcels.StatusMailer', MemorySize: 1024, LastModified: '2026-06-18T13:40:09.000+0000'},
    mapping: {...defaults, ...callFailed, BatchSize: 100},
    traffic: {
      invocations: calls,
      errors: calls,
      durations: evenly(9, 64),
      concurrency: always(4),
      writes: about(5200, 2),
      returned: about(380, 3, 0.5),
      reads: about(16, 8),
      ages: (minute, n) => [{n, low: 86_260_000, high: 86_320_000 + 55_000 * noise(minute, 3)}],
    },
    log: {
      report: {status: 'error', errorType: 'java.lang.IllegalArgumentException'},
      failing: () => [
        'No enum constant parcels.Status.RETURNED_TO_SENDER: java.lang.IllegalArgumentException\njava.lang.IllegalArgumentException: No enum constant parcels.Status.RETURNED_TO_SENDER\n\tat java.base/java.lang.Enum.valueOf(Unknown Source)\n\tat parcels.Status.valueOf(Status.java:3)\n\tat parcels.StatusMailer.handleRequest(StatusMailer.java:41)\n',
      ],
    },
  }),
})
