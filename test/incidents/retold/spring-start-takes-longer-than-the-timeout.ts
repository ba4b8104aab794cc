import {timedOut} from '../lines.ts'
import {callFailed, defaults, functionTime, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from} from '../shapes.ts'

export default defineRetold({
  id: 'spring-start-takes-longer-than-the-timeout',
  story:
    'A release of a Spring Boot consumer scans more classes, and its start takes nineteen seconds. Lambda stops the initialisation after ten, begins it again in the invocation, and ends that at the timeout of fifteen: no environment ever gets ready, and every batch times out.',
  source: {
    report: 'aws/serverless-java-container#450, #177; aws/aws-lambda-web-adapter#35 (the initialisation is begun again after ten seconds)',
    rule: 'Lambda Developer Guide, "lambda-runtime-environment": the init phase is limited to 10 seconds, and is tried again at the first invocation within its timeout',
  },
  truth: {
    causes: ['function-timeout', 'cold-start-burden', 'failing-function'],
    not: ['poison-record', 'network-unreachable', 'slow-handler'],
    states: ['stalled'],
    says: /\binit|cold start|start(?:s|ed|ing)? of|SnapStart/i,
  },
  world: pipeline({
    function: {Runtime: 'java21', Handler: 'parcels.StreamHandler', Timeout: 15, MemorySize: 1024, LastModified: functionTime(34)},
    mapping: {...defaults, ...callFailed, BatchSize: 100},
    traffic: {
      invocations: from(-33, always(8), about(140)),
      errors: from(-33, always(8), always(0)),
      durations: from(-33, evenly(15_000, 15_003), evenly(60, 310)),
      concurrency: always(4),
      returned: from(-33, always(0), about(9000, 2)),
      reads: from(-33, always(8), always(960)),
      ages: allBlocked(-33),
    },
    log: {
      report: {status: 'timeout', durationMs: 15_000, usedMb: 402},
      failing: timedOut(15),
      around: minute =>
        minute >= -33
          ? [
              'INIT_START Runtime Version: java:21.v57\tRuntime Version ARN: arn:aws:lambda:us-east-1::runtime:6b1c0f6a2e4d',
              'INIT_REPORT Init Duration: 9999.62 ms\tPhase: init\tStatus: timeout',
              'INIT_REPORT Init Duration: 15000.00 ms\tPhase: invoke\tStatus: timeout',
            ]
          : [],
    },
  }),
})
