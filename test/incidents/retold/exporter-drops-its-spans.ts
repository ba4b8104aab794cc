import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, lively, wavering} from '../shapes.ts'

export default defineRetold({
  id: 'exporter-drops-its-spans',
  story:
    'The OpenTelemetry layer of a .NET consumer writes "Exporting failed. No more retries left. Dropping data." at the level error into every fifth invocation: its collector was frozen between two of them. It drops traces, not records. Every batch is processed, and the age is a second or two. Looked at with --deep.',
  source: {
    report:
      'open-telemetry/opentelemetry-lambda#614 (false errors of dropped data in a .NET function); aws-observability/aws-otel-lambda#229 (spans of a function that sleeps)',
    rule: 'Lambda Developer Guide, "lambda-runtime-environment": an environment is frozen between invocations; "monitoring-metrics-types": Errors counts invocations that fail, and no log lines',
  },
  truth: {
    causes: [null],
    not: ['silent-loss', 'swallowed-errors', 'failing-function', 'network-unreachable', 'function-timeout'],
    states: ['ok'],
    verdicts: ['healthy', 'at-risk'],
    unsaid: /records? (?:are|were|is) lost/i,
  },
  deep: true,
  world: pipeline({
    function: {
      Runtime: 'dotnet8',
      Handler: 'Parcels::Parcels.Function::Handle',
      MemorySize: 1024,
      Layers: [{Arn: 'arn:aws:lambda:us-east-1:184161586896:layer:opentelemetry-collector-arm64-0_17_0:1', CodeSize: 14_200_000}],
    },
    mapping: {BatchSize: 100},
    traffic: {
      invocations: about(118),
      durations: wavering(110, 490),
      concurrency: always(3),
      writes: about(6100, 2),
      ages: lively(100),
      reads: about(952, 8, 0.005),
    },
    log: {
      usedMb: 160,
      failing: () => [],
      passing: ({at, id, ms, nth}) => [
        ...(nth % 5 === 2
          ? [
              JSON.stringify({
                level: 'error',
                ts: ms / 1000,
                caller: 'internal/queue_sender.go:57',
                msg: 'Exporting failed. No more retries left. Dropping data.',
                kind: 'exporter',
                data_type: 'traces',
                name: 'otlp',
                error: 'max elapsed time expired rpc error: code = DeadlineExceeded desc = context deadline exceeded',
                dropped_items: 8,
              }),
            ]
          : []),
        `${at}\t${id}\tinfo\tforwarded ${30 + (nth % 50)} parcels`,
      ],
    },
  }),
})
