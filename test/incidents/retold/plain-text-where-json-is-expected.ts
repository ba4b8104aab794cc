import {callFailed, defaults, functionName, pipeline, shard} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, lively, oneBlocked, wavering} from '../shapes.ts'

/** Each partition's shards of a day: about every four hours a shard is closed, and its child goes on. */
const shardList = Array.from({length: 6}, (_, partition) => {
  const shards: ReturnType<typeof shard>[] = []
  for (let generation = 5; generation >= 0; generation--) {
    const older = shards.at(-1)
    const born = 70 + 23 * partition + 240 * generation
    shards.push(
      shard(10 * partition + generation, born, {closed: generation > 0, ...(older !== undefined && {parent: String(older.ShardId)})}),
    )
  }
  return shards
}).flat()

export default defineRetold({
  id: 'plain-text-where-json-is-expected',
  story:
    'Yesterday afternoon a new writer put a sentence into an attribute that held JSON until then, once. A middleware of the Node.js consumer parses it without a guard: one shard of six has stood still for nineteen hours, and nobody looked. In five hours its first good records expire.',
  source: {
    report: 'getndazn/dazn-lambda-powertools#20 (a middleware that parses text as JSON; the record is repeated for days)',
    rule: 'DynamoDB Developer Guide, "Streams": records are kept for 24 hours; Lambda Developer Guide, "services-dynamodb-errors": without a bound a batch is sent until it expires',
  },
  truth: {
    causes: ['poison-record'],
    not: ['failing-function', 'hot-partition', 'slow-handler', 'insufficient-throughput'],
    states: ['stalled'],
    says: /(?=.*(?:not valid JSON|SyntaxError))(?=.*(?:\blost\b|\blos(?:e|es|ing|s)\b|expire))/i,
    dead: /update-alias|roll .{0,20}back/i,
  },
  world: pipeline({
    metricDelayMinutes: 3,
    shardList,
    function: {
      Runtime: 'nodejs22.x',
      MemorySize: 512,
      LastModified: '2026-10-07T14:21:40.000+0000',
      LoggingConfig: {LogFormat: 'JSON', LogGroup: `/aws/lambda/${functionName}`, ApplicationLogLevel: 'INFO', SystemLogLevel: 'INFO'},
    },
    mapping: {...defaults, ...callFailed, BatchSize: 100},
    traffic: {
      invocations: about(148),
      errors: always(3),
      durations: wavering(40, 260, 425),
      concurrency: always(4),
      writes: about(9600, 2),
      returned: about(8000, 3),
      reads: about(1203, 8, 0.005),
      ages: oneBlocked(-1140, always(3), {leadSeconds: 12, others: lively(420)}),
    },
    log: {
      format: 'json',
      memoryMb: 512,
      usedMb: 121,
      report: {status: 'error', errorType: 'SyntaxError', durationMs: 22},
      failing: ({at, id}) => [
        JSON.stringify({
          timestamp: at,
          level: 'ERROR',
          requestId: id,
          message: {
            errorType: 'SyntaxError',
            errorMessage: 'Unexpected token \'D\', "Driver wil"... is not valid JSON',
            stackTrace: [
              'SyntaxError: Unexpected token \'D\', "Driver wil"... is not valid JSON',
              '    at JSON.parse (<anonymous>)',
              '    at captureStream (/var/task/middleware/correlation.js:48:24)',
              '    at Runtime.handler (/var/task/index.js:19:5)',
            ],
          },
        }),
      ],
    },
  }),
})
