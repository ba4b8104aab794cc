import {callFailed, defaults, functionName, functionTime, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from} from '../shapes.ts'

export default defineRetold({
  id: 'extension-hangs-until-the-timeout',
  story:
    'The memory of a monitoring extension grew over days to the limit of the function. Since then the handler is done within a second, as its own lines say, and the extension keeps the invocation until the timeout: each batch is done again and again, and counts as failed.',
  source: {
    report: 'axiomhq/axiom-lambda-extension#48; aws-observability/aws-otel-lambda#1011 (extensionOverhead until the timeout)',
    rule: 'Lambda Developer Guide, "lambda-runtime-environment": the invoke phase ends when the runtime and all extensions are done; the timeout limits the whole of it',
  },
  truth: {
    causes: ['function-timeout', 'memory-exhausted'],
    states: ['stalled'],
    not: ['poison-record', 'network-unreachable', 'slow-handler'],
    says: /time[ds]?[ -]?out/i,
  },
  world: pipeline({
    function: {
      Timeout: 30,
      MemorySize: 512,
      LastModified: functionTime(9 * 1440),
      Layers: [{Arn: 'arn:aws:lambda:us-east-1:444455556666:layer:telemetry-extension-arm64:15', CodeSize: 9_812_004}],
      LoggingConfig: {LogFormat: 'JSON', LogGroup: `/aws/lambda/${functionName}`, ApplicationLogLevel: 'INFO', SystemLogLevel: 'INFO'},
    },
    mapping: {...defaults, ...callFailed, BatchSize: 200},
    traffic: {
      invocations: from(-37, always(7), about(150)),
      errors: from(-37, always(7), always(0)),
      durations: from(-37, evenly(30_000, 30_003), evenly(240, 900)),
      concurrency: always(4),
      returned: from(-37, always(800), about(9000, 2)),
      reads: from(-37, always(30), always(960)),
      ages: allBlocked(-37),
    },
    log: {
      format: 'json',
      memoryMb: 512,
      usedMb: 501,
      report: {status: 'timeout', durationMs: 30_000, usedMb: 512},
      failing: ({at, id}) => [
        JSON.stringify({timestamp: at, level: 'INFO', requestId: id, message: 'batch indexed: 200 records'}),
        JSON.stringify({level: 'error', ts: at, msg: 'could not ship logs', error: 'context deadline exceeded while awaiting headers'}),
      ],
    },
  }),
})
