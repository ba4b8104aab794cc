import {pythonError} from '../lines.ts'
import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly, lively} from '../shapes.ts'

/** Batches that fail once, while the table of the sums was throttled. */
const failed = (minute: number): number => (minute >= -48 && minute < -43 ? 3 : 0)

export default defineRetold({
  id: 'counters-doubled-by-a-retry',
  story:
    'The consumer adds up daily sums, eight increments for each record. For five minutes, three quarters of an hour ago, the table of the sums was throttled: fifteen batches failed in their midst, were sent again, and passed. Nothing is late and nothing is lost; the sums of the day are a little too high, since the increments are not idempotent.',
  source: {
    report:
      'aws-samples/sample-voice-of-customer-datalake#264 (eight counters that are not idempotent, so that each retry of a batch counts twice)',
    rule: 'Lambda Developer Guide, "with-ddb": each event is processed at least once, and the code has to be idempotent',
  },
  truth: {
    causes: [null],
    not: ['failing-function', 'poison-record', 'throttled-downstream', 'silent-loss', 'slow-handler'],
    states: ['ok'],
    verdicts: ['healthy', 'at-risk'],
    unsaid: /records? (?:are|were|is) lost/i,
    dead: /MaximumRetryAttempts=0\b|roll .{0,20}back/i,
  },
  world: pipeline({
    shards: 3,
    function: {Runtime: 'python3.13', Handler: 'app.handler', MemorySize: 512},
    mapping: {BatchSize: 100},
    traffic: {
      invocations: about(112),
      errors: failed,
      durations: (minute, n) =>
        failed(minute) > 0
          ? [
              {n: n - 3, low: 120, high: 900},
              {n: 3, low: 2600, high: 3900},
            ]
          : evenly(110, 520)(minute, n),
      concurrency: always(2),
      writes: about(2900, 2),
      reads: about(712, 8, 0.01),
      ages: (minute, n) => {
        const late = Math.min(n, 2 * failed(minute))
        return late > 0 ? [...lively()(minute, n - late), {n: late, low: 2900, high: 9200}] : lively()(minute, n)
      },
    },
    log: {
      memoryMb: 512,
      usedMb: 103,
      report: {status: 'error', errorType: 'ProvisionedThroughputExceededException', durationMs: 3400},
      failing: pythonError(
        'ProvisionedThroughputExceededException',
        'An error occurred (ProvisionedThroughputExceededException) when calling the UpdateItem operation (reached max retries: 4): The level of configured provisioned throughput for the table was exceeded.',
      ),
    },
  }),
})
