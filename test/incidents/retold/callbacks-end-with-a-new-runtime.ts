import {callFailed, defaults, functionTime, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from} from '../shapes.ts'

const message =
  'ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to modify this function to use a supported handler signature to use Node.js 24 or later. For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.'
const type = 'Runtime.CallbackHandlerDeprecated'
const calls = about(14, 5)

export default defineRetold({
  id: 'callbacks-end-with-a-new-runtime',
  story:
    'A clean-up moved all functions to Node.js 24, 42 minutes ago. The handler takes a callback, which that runtime refuses while it starts: every invocation fails before a record is looked at.',
  source: {
    report: 'arithmetic/aws-lambda-ses-forwarder#154 (works with 22, not with 24); open-telemetry/opentelemetry-js-contrib#3251',
    rule: 'Lambda Developer Guide, "nodejs-handler": no callbacks from Node.js 24 on; "services-dynamodb-errors"',
  },
  truth: {
    causes: ['failing-function'],
    not: ['poison-record', 'cold-start-burden', 'function-unavailable', 'slow-handler'],
    states: ['stalled'],
    says: /callback/i,
    dead: /MaximumRetryAttempts=\d|MaximumRecordAgeInSeconds=\d/,
  },
  world: pipeline({
    function: {Runtime: 'nodejs24.x', MemorySize: 256, Timeout: 30, LastModified: functionTime(42)},
    mapping: {...defaults, ...callFailed, BatchSize: 100},
    traffic: {
      invocations: from(-41, calls, about(95)),
      errors: from(-41, calls, always(0)),
      durations: from(-41, evenly(140, 310), evenly(60, 260)),
      concurrency: always(4),
      writes: about(4800, 2),
      returned: from(-41, always(0), about(4800, 2)),
      reads: from(-41, about(15, 8), always(960)),
      ages: allBlocked(-41),
    },
    log: {
      memoryMb: 256,
      usedMb: 74,
      report: {status: 'error', errorType: type},
      failing: ({at}) => [
        `${at}\tundefined\tERROR\tInit Error \t${JSON.stringify({errorType: type, errorMessage: message, stack: [`${type}: ${message}`, '    at errorOnDeprecatedCallback (file:///var/runtime/index.mjs:617:11)', '    at createRuntime (file:///var/runtime/index.mjs:1222:5)']})}`,
        `INIT_REPORT Init Duration: 188.42 ms\tPhase: invoke\tStatus: error\tError Type: ${type}`,
      ],
    },
  }),
})
