import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly} from '../shapes.ts'

export default defineRetold({
  id: 'own-metric-of-lateness-takes-seconds-for-milliseconds',
  story:
    'The handler reckons how late each batch is, and writes an error where it is later than five minutes. It takes the time of the record for milliseconds, and a record of a stream has seconds: since the line was added, every batch is 57 years late by its own account. Every batch passes within a second. Looked at with --deep.',
  source: {
    report: 'aws/aws-sdk-js#3225, localstack/localstack#7372 (ApproximateCreationDateTime: seconds in the event of a function)',
    rule: 'DynamoDB Streams API reference, StreamRecord: UNIX epoch time, in seconds; Lambda Developer Guide, "monitoring-metrics-types": IteratorAge',
  },
  truth: {
    causes: [null],
    not: ['swallowed-errors', 'silent-loss', 'failing-function', 'slow-handler', 'poison-record'],
    states: ['ok'],
    verdicts: ['healthy', 'at-risk'],
    unsaid: /records? (?:are|were|is) lost/i,
  },
  deep: true,
  world: pipeline({
    shards: 2,
    function: {Runtime: 'nodejs22.x', MemorySize: 256},
    mapping: {BatchSize: 100},
    traffic: {
      invocations: about(82),
      durations: evenly(25, 140),
      concurrency: always(2),
      writes: about(2500, 2),
      reads: about(478, 8, 0.01),
    },
    log: {
      memoryMb: 256,
      usedMb: 90,
      failing: () => [],
      passing: ({at, id, ms}) => [
        `${at}\t${id}\tERROR\t${JSON.stringify({level: 'error', msg: 'batch is late', lateSeconds: Math.round((ms - Math.round(ms / 1000)) / 1000), limitSeconds: 300})}`,
      ],
    },
  }),
})
