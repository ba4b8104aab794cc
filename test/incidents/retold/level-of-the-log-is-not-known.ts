import {callFailed, defaults, functionTime, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from, lively} from '../shapes.ts'

const calls = about(15, 5, 0.1)

export default defineRetold({
  id: 'level-of-the-log-is-not-known',
  story:
    'Fourteen minutes ago somebody set the log level of the monitoring layer to TRACE, a value that its manual names and its Python part does not know. The wrapper raises while it is imported, in every new environment. The code of the consumer was not touched.',
  source: {
    report: 'DataDog/datadog-lambda-python#417 (the level TRACE crashes the function: Unknown level)',
    rule: 'Lambda Developer Guide, "lambda-runtime-environment": an environment whose start fails is started again with the next invocation; "configuration-envvars"',
  },
  truth: {
    causes: ['failing-function'],
    not: ['poison-record', 'cold-start-burden', 'memory-exhausted', 'function-timeout', 'slow-handler'],
    states: ['stalled'],
    says: /Unknown level/,
    dead: /MaximumRetryAttempts=\d/,
  },
  world: pipeline({
    function: {
      Runtime: 'python3.11',
      Handler: 'datadog_lambda.handler.handler',
      MemorySize: 512,
      LastModified: functionTime(14),
      Layers: [
        {Arn: 'arn:aws:lambda:us-east-1:464622532012:layer:Datadog-Python311:89', CodeSize: 9_100_000},
        {Arn: 'arn:aws:lambda:us-east-1:464622532012:layer:Datadog-Extension:52', CodeSize: 30_000_000},
      ],
    },
    mapping: {...defaults, ...callFailed, BatchSize: 100},
    traffic: {
      invocations: from(-13, calls, about(126)),
      errors: from(-13, calls, always(0)),
      durations: from(-13, evenly(820, 1460), evenly(70, 330)),
      concurrency: always(4),
      writes: about(7300, 2),
      returned: from(-13, always(0), about(7300, 2)),
      reads: from(-13, about(15, 8), always(960)),
      ages: allBlocked(-13, {before: lively(340)}),
    },
    log: {
      memoryMb: 512,
      usedMb: 143,
      report: {status: 'error', errorType: 'ValueError', durationMs: 1090},
      failing: () => [
        '[ERROR] ValueError: Unknown level: \'Level TRACE\'\nTraceback (most recent call last):\n  File "/var/lang/lib/python3.11/importlib/__init__.py", line 126, in import_module\n    return _bootstrap._gcd_import(name[level:], package, level)\n  File "/opt/python/datadog_lambda/__init__.py", line 17, in <module>\n    initialize_logging(__name__)\n  File "/var/lang/lib/python3.11/logging/__init__.py", line 198, in _checkLevel\n    raise ValueError("Unknown level: %r" % (level,))\n',
      ],
      around: minute =>
        minute >= -13
          ? [
              'INIT_START Runtime Version: python:3.11.v91\tRuntime Version ARN: arn:aws:lambda:us-east-1::runtime:0e6c1a7d40b3ba6a1ccf5f7f8f6cf4f1d9e3a2f5c5f1f7c7d6d6e5d8f2b1a0c4',
              'INIT_REPORT Init Duration: 1041.83 ms\tPhase: invoke\tStatus: error\tError Type: ValueError',
            ]
          : [],
    },
  }),
})
