import {callFailed, defaults, functionName, functionTime, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from} from '../shapes.ts'

export default defineRetold({
  id: 'errors-are-filtered-out-of-the-log',
  story:
    'A Python consumer logs as JSON, with the level WARN for the lines of the application. The runtime writes an exception that nobody catches with a property that Lambda does not know, so Lambda takes it for INFO and leaves it out. A release of 39 minutes ago fails on every batch, and not a word of the log says why: there are only the reports of the platform, with the status "error".',
  source: {
    report: 'aws/aws-lambda-python-runtime-interface-client#202 (with the level WARN all errors of the handler are missing in CloudWatch)',
    rule: 'Lambda Developer Guide, "monitoring-cloudwatchlogs-log-level": lines without a valid level count as INFO; "telemetry-schema-reference": platform.report',
  },
  truth: {
    causes: ['failing-function'],
    states: ['stalled'],
    not: ['poison-record', 'function-timeout', 'memory-exhausted', 'function-unavailable', 'network-unreachable'],
    says: /log level|ApplicationLogLevel|\bWARN\b|no (?:error )?(?:line|message|text)|no log line|\blog (?:of the function )?(?:has|holds|shows|contains|names) no/i,
    dead: /MaximumRetryAttempts=\d|MaximumRecordAgeInSeconds=\d/,
  },
  world: pipeline({
    shards: 3,
    function: {
      Runtime: 'python3.13',
      Handler: 'app.handler',
      MemorySize: 256,
      LoggingConfig: {LogFormat: 'JSON', LogGroup: `/aws/lambda/${functionName}`, ApplicationLogLevel: 'WARN', SystemLogLevel: 'INFO'},
      LastModified: functionTime(39),
    },
    mapping: {...defaults, ...callFailed, BatchSize: 100},
    traffic: {
      invocations: from(-38, about(12, 1, 0.1), about(95)),
      errors: from(-38, about(12, 1, 0.1), always(0)),
      durations: from(-38, evenly(3, 18), evenly(60, 210)),
      concurrency: from(-38, always(1), always(2)),
      writes: about(4400, 2),
      returned: from(-38, about(90, 3), about(4400, 2)),
      reads: from(-38, about(44, 8), always(720)),
      ages: allBlocked(-38),
    },
    log: {format: 'json', memoryMb: 256, usedMb: 71, report: {status: 'error'}, failing: () => []},
  }),
})
