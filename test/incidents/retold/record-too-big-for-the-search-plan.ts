import {callFailed, defaults, functionName, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly, from, oneBlocked} from '../shapes.ts'

export default defineRetold({
  id: 'record-too-big-for-the-search-plan',
  story:
    'The function sends changes to a hosted search. One item has a description of 14 KB, more than the plan allows for a record: the whole request is refused, and the batch with it, for ever. One shard of four stands still since more than an hour.',
  source: {
    report: 'saleor/apps#926 (size=14072/10000 bytes); algolia/algoliasearch-client-python#82 (which record is it?)',
    rule: 'Lambda Developer Guide, "services-dynamodb-errors": without bisect the whole batch is sent again until it expires',
  },
  truth: {
    causes: ['poison-record'],
    not: ['failing-function', 'hot-partition', 'memory-exhausted', 'slow-handler'],
    states: ['stalled'],
    says: /too big/,
    dead: /roll .{0,30}back|update-alias|version before/i,
  },
  world: pipeline({
    function: {
      Runtime: 'nodejs22.x',
      MemorySize: 256,
      LoggingConfig: {LogFormat: 'JSON', LogGroup: `/aws/lambda/${functionName}`, ApplicationLogLevel: 'INFO', SystemLogLevel: 'INFO'},
    },
    mapping: {...defaults, ...callFailed, BatchSize: 50},
    traffic: {
      invocations: from(-73, about(118), about(150)),
      errors: from(-73, always(4), always(0)),
      durations: evenly(70, 420),
      concurrency: always(3),
      writes: about(3900, 2),
      returned: from(-73, about(2950, 3), about(3900, 2)),
      reads: from(-73, about(724, 8, 0.02), always(960)),
      ages: oneBlocked(-73, always(4), {leadSeconds: 6}),
    },
    log: {
      format: 'json',
      memoryMb: 256,
      usedMb: 96,
      report: {status: 'error', errorType: 'ApiError', durationMs: 214},
      failing: ({at, id}) => [
        JSON.stringify({
          timestamp: at,
          level: 'ERROR',
          requestId: id,
          message: {
            errorType: 'ApiError',
            errorMessage:
              'Record at the position 31 objectID=P-500931 is too big size=14072/10000 bytes. Please have a look at https://www.algolia.com/doc/guides/sending-and-managing-data/prepare-your-data/in-depth/index-and-records-size-and-usage-limitations/#record-size-limits',
            status: 400,
            stackTrace: [
              'ApiError: Record at the position 31 objectID=P-500931 is too big',
              '    at async handler (file:///var/task/index.mjs:37:5)',
            ],
          },
        }),
      ],
    },
  }),
})
