import {defaults, functionName, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, aged, always, evenly, fresh, from} from '../shapes.ts'

export default defineRetold({
  id: 'embedding-model-is-throttled',
  story:
    'The consumer asks a model for an embedding of each item. Another team shares the quota of that model since an hour: the library waits and tries again within the invocation, which takes sixteen times as long. Nothing fails, and every shard is late.',
  source: {
    report: 'danny-avila/rag_api#187; FlowiseAI/Flowise#2907 (ThrottlingException of InvokeModel, waits between the tries)',
    rule: 'Lambda Developer Guide, "with-ddb": the next batch of a shard waits for the result; "monitoring-metrics-types": Duration, IteratorAge',
  },
  truth: {
    causes: ['slow-handler', 'insufficient-throughput'],
    states: ['slow', 'behind'],
    not: ['poison-record', 'failing-function', 'throttled-concurrency', 'function-timeout', 'hot-partition'],
    says: /longer|slow|duration|throttl/i,
    dead: /MaximumRetryAttempts=\d|MaximumRecordAgeInSeconds=\d/,
  },
  world: pipeline({
    function: {
      Runtime: 'python3.13',
      MemorySize: 512,
      LoggingConfig: {LogFormat: 'JSON', LogGroup: `/aws/lambda/${functionName}`, ApplicationLogLevel: 'WARN', SystemLogLevel: 'INFO'},
    },
    mapping: {...defaults, BatchSize: 10},
    traffic: {
      invocations: from(-64, about(17, 1, 0.03), about(160)),
      durations: from(-64, evenly(12_200, 15_400), evenly(500, 1200)),
      concurrency: always(4),
      writes: about(420, 2),
      returned: from(-64, about(170, 3), about(420, 2)),
      reads: from(-64, always(40), always(700)),
      // 170 of 420 records a minute.
      ages: from(
        -64,
        aged(minute => 3 + (minute + 64) * 35.7, 25),
        fresh,
      ),
    },
    log: {
      format: 'json',
      memoryMb: 512,
      failing: () => [],
      passing: ({at, id, minute}) =>
        minute < -64
          ? []
          : [
              JSON.stringify({
                timestamp: at,
                level: 'WARN',
                message: 'ThrottlingException of InvokeModel: too many requests, waiting before trying again (attempt 5)',
                logger: 'embed',
                requestId: id,
              }),
            ],
    },
  }),
})
