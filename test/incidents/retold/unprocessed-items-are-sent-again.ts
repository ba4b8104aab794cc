import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, between, lively, wavering} from '../shapes.ts'

/** The time when the new target table was still adapting to its writes. */
const early = -52

export default defineRetold({
  id: 'unprocessed-items-are-sent-again',
  story:
    'The consumer copies changes with BatchWriteItem into a table that was made this morning. For a quarter of an hour, until 37 minutes ago, that table left some items unprocessed; the Go code sent them again within the same invocation and wrote a line about it. Invocations took half as long again, none failed, and no record was late by more than a few seconds.',
  source: {
    report:
      'aws-samples/lambda-refarch-streamprocessing#1 (the fate of the items that BatchWriteItem leaves unprocessed, and of a batch that fails)',
    rule: 'DynamoDB API reference, BatchWriteItem: UnprocessedItems are to be sent again; Lambda Developer Guide, "monitoring-metrics-types": IteratorAge',
  },
  truth: {
    causes: [null],
    not: ['slow-handler', 'failing-function', 'silent-loss', 'throttled-concurrency', 'insufficient-throughput'],
    states: ['ok', 'recovering'],
    verdicts: ['healthy', 'at-risk'],
  },
  world: pipeline({
    shards: 5,
    function: {Runtime: 'provided.al2023', Handler: 'bootstrap', MemorySize: 256},
    mapping: {BatchSize: 100},
    traffic: {
      invocations: about(138),
      durations: between(early, -37, wavering(120, 590), wavering(80, 390)),
      concurrency: always(3),
      writes: about(8900, 2),
      reads: about(1190, 8, 0.005),
      ages: lively(120),
    },
    log: {
      memoryMb: 256,
      usedMb: 58,
      failing: () => [],
      passing: ({at, minute, nth}) =>
        minute >= early && minute < -37 && nth % 4 === 1
          ? [`{"time":"${at}","level":"WARN","msg":"unprocessed items, sending them again","count":${3 + (nth % 11)},"attempt":1}`]
          : [`{"time":"${at}","level":"INFO","msg":"copied","count":${40 + (nth % 45)}}`],
    },
  }),
})
