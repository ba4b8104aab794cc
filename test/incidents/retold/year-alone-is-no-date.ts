import {nodeError} from '../lines.ts'
import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly, fresh, from} from '../shapes.ts'

/** Four bad items a minute, each with seven halvings and three retries. */
const failed = about(40, 5, 0.15)

export default defineRetold({
  id: 'year-alone-is-no-date',
  story:
    'Since 85 minutes the writers also store dates as a year alone, which the index refuses in a field that it takes for a date. Each such item is found by halving, tried three times more and given up: four a minute. There is no destination, so they are missing in the search, and nobody knows which.',
  source: {
    report:
      'awslabs/fhir-works-on-aws-persistence-ddb#46 (records that are not loaded because of the format of a date, and are not in a queue); awslabs/fhir-works-on-aws-deployment#295 (three retries, then a queue for them)',
    rule: 'Lambda Developer Guide, "services-dynamodb-errors": after the last retry Lambda discards the records; "monitoring-metrics-types": DroppedEventCount',
  },
  truth: {
    causes: ['silent-loss', 'failing-function'],
    not: ['hot-partition', 'slow-handler', 'throttled-concurrency', 'insufficient-throughput', 'write-burst'],
    // Losing, says who wrote this; the age alone is that of a pipeline without lag.
    states: ['losing', 'ok'],
    verdicts: ['critical', 'degraded'],
    says: /(?=.*(?:drop|\blost\b|\blos(?:e|es|ing|s)\b|discard|giv\w+ .{0,40}up|gave .{0,40}up))(?=.*(?:mapper_parsing|failed to parse))/i,
    dead: /MaximumRetryAttempts=0\b/,
  },
  world: pipeline({
    function: {Runtime: 'nodejs20.x', MemorySize: 512, LastModified: '2026-08-11T12:47:03.000+0000'},
    mapping: {
      BatchSize: 100,
      MaximumRetryAttempts: 3,
      MaximumRecordAgeInSeconds: -1,
      FunctionResponseTypes: [],
      DestinationConfig: {OnFailure: {}},
    },
    traffic: {
      invocations: from(-85, about(186), about(112)),
      errors: from(-85, failed, always(0)),
      durations: evenly(60, 310),
      concurrency: from(-85, always(4), always(3)),
      writes: about(8000, 2),
      reads: from(-85, about(880, 8, 0.02), always(960)),
      ages: from(
        -85,
        (minute, n) => {
          const again = Math.min(n, Math.round(failed(minute)))
          return [
            {n: n - again, low: 300, high: 6000},
            {n: again, low: 1500, high: 16_000},
          ]
        },
        fresh,
      ),
    },
    events: {
      Polled: about(8000, 2),
      Invoked: from(-85, about(8820, 3), about(8000, 2)),
      FailedInvoke: from(-85, about(820, 6, 0.15), always(0)),
      Dropped: from(-85, always(4), always(0)),
    },
    log: {
      memoryMb: 512,
      usedMb: 132,
      report: {status: 'error', errorType: 'ResponseError', durationMs: 118},
      failing: nodeError(
        'ResponseError',
        "mapper_parsing_exception: failed to parse field [onset] of type [date] in document with id 'P-60214', preview of field's value: '2004'",
        '/var/task/node_modules/@opensearch-project/opensearch/lib/Transport.js:476:25',
        {statusCode: 400},
      ),
    },
  }),
})
