import {callFailed, defaults, functionTime, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from} from '../shapes.ts'

export default defineRetold({
  id: 'extension-crashes',
  story:
    'A new version of the layer with the monitoring extension crashes at the start of every environment: no invocation reaches the code.',
  source: {
    report: 'DataDog/datadog-lambda-extension#351, #331, #263',
    rule: 'Lambda Developer Guide, "lambda-runtime-environment": INIT_REPORT with Extension.Crash',
  },
  truth: {causes: ['failing-function'], states: ['stalled'], says: /Extension\.Crash/, dead: /--filter-pattern ERROR/},
  world: pipeline({
    function: {
      Runtime: 'java17',
      LastModified: functionTime(29),
      Layers: [{Arn: 'arn:aws:lambda:us-east-1:464622532012:layer:Datadog-Extension:62', CodeSize: 30_000_000}],
    },
    mapping: {...defaults, ...callFailed},
    traffic: {
      invocations: from(-28, always(13), about(120)),
      errors: from(-28, always(13), always(0)),
      durations: from(-28, evenly(58, 90), evenly(80, 240)),
      concurrency: always(4),
      ages: allBlocked(-28),
    },
    log: {
      report: {status: 'error', errorType: 'Extension.Crash'},
      failing: () => [],
      around: minute =>
        minute >= -28
          ? [
              'INIT_START Runtime Version: java:17.v29\tRuntime Version ARN: arn:aws:lambda:us-east-1::runtime:10d20d62ff98ec8d0d7359298e7d1b29191500e2cc39ea7a1312f16faef90e83',
              'EXTENSION\tName: datadog-agent\tState: Started\tEvents: []',
              'INIT_REPORT Init Duration: 60.90 ms\tPhase: invoke\tStatus: error\tError Type: Extension.Crash',
            ]
          : [],
    },
  }),
})
