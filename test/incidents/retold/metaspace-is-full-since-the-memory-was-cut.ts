import {callFailed, defaults, functionTime, pipeline} from '../pipeline.ts'
import {renamed} from '../renamed.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from, lively} from '../shapes.ts'
import {placeIn} from '../stand-in/place.ts'

export default defineRetold({
  id: 'metaspace-is-full-since-the-memory-was-cut',
  story:
    'A review of costs cut the memory of a Scala consumer from 1,024 to 256 MB, 72 minutes ago. Java derives the room for classes from it, and the classes of the SDK do not fit. Every invocation ends with OutOfMemoryError, though the process is not killed.',
  source: {
    report: 'guardian/support-service-lambdas#1544, #1548, #1137 (metaspace errors on every run; mended with more memory)',
    rule: 'Lambda Developer Guide, "configuration-memory", "java-exceptions"; "services-dynamodb-errors"',
  },
  truth: {
    causes: ['memory-exhausted', 'failing-function'],
    not: ['poison-record', 'slow-handler', 'function-timeout', 'cold-start-burden'],
    states: ['stalled'],
    verdicts: ['critical', 'degraded'],
    says: /Metaspace/,
    dead: /MaximumRetryAttempts=\d|put-function-concurrency|--timeout \d/,
  },
  world: renamed(
    pipeline({
      place: placeIn('eu-west-1'),
      shards: 2,
      function: {
        Runtime: 'java21',
        Handler: 'com.example.consent.Handler::handleRequest',
        MemorySize: 256,
        Timeout: 60,
        Architectures: ['x86_64'],
        LastModified: functionTime(72),
      },
      mapping: {...defaults, ...callFailed, BatchSize: 50},
      traffic: {
        invocations: from(-71, about(8), about(58)),
        errors: from(-71, about(8), always(0)),
        durations: from(-71, evenly(1900, 5200), evenly(60, 410)),
        concurrency: always(2),
        writes: about(920, 2),
        returned: from(-71, always(0), about(920, 2)),
        reads: from(-71, about(8), about(477, 8, 0.005)),
        ages: allBlocked(-71, {before: lively()}),
      },
      log: {
        memoryMb: 256,
        usedMb: 181,
        report: {status: 'error', errorType: 'java.lang.OutOfMemoryError', durationMs: 3120, usedMb: 203},
        failing: () => [
          'Metaspace: java.lang.OutOfMemoryError\njava.lang.OutOfMemoryError: Metaspace\n\tat java.base/java.lang.ClassLoader.defineClass1(Native Method)\n\tat java.base/java.lang.ClassLoader.defineClass(Unknown Source)\n\tat com.example.consent.Handler.handleRequest(Handler.scala:38)\n',
        ],
      },
    }),
    {function: 'soft-opt-in-consent-setter-PROD', table: 'consents-PROD'},
  ),
})
