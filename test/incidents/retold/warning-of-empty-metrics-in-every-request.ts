import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly} from '../shapes.ts'

export default defineRetold({
  id: 'warning-of-empty-metrics-in-every-request',
  story:
    'The function has a decorator for metrics and adds none of its own. The library warns of that in every single request. Nothing fails, nothing waits; the log is three times as long as it could be. Looked at with --deep.',
  source: {
    report: 'aws-powertools/powertools-lambda-python#1926 (not a bug); aws-powertools/powertools-lambda-typescript#2036',
    rule: 'Lambda Developer Guide, "monitoring-metrics-types": Errors counts invocations that fail, and no log lines',
  },
  truth: {
    causes: [null],
    not: ['silent-loss', 'swallowed-errors', 'failing-function'],
    states: ['ok'],
    verdicts: ['healthy', 'at-risk'],
    unsaid: /records? (?:are|were|is) lost/i,
  },
  deep: true,
  world: pipeline({
    shards: 2,
    function: {Runtime: 'python3.13', Handler: 'app.handler', MemorySize: 256},
    mapping: {BatchSize: 50},
    traffic: {
      invocations: about(70),
      durations: evenly(30, 160),
      concurrency: always(2),
      writes: about(1900, 2),
      reads: about(478, 8, 0.01),
    },
    log: {
      memoryMb: 256,
      usedMb: 93,
      failing: () => [],
      passing: () => [
        "/opt/python/aws_lambda_powertools/metrics/provider/cloudwatch_emf/cloudwatch.py:132: UserWarning: No application metrics to publish. The cold-start metric may be published if enabled. If application metrics should never be empty, consider using 'raise_on_empty_metrics'\n  warnings.warn(",
      ],
    },
  }),
})
