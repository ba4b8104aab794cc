import {requestId} from '../ids.ts'
import {defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, aged, always, evenly, fresh, from, noise} from '../shapes.ts'
import {placeIn} from '../stand-in/place.ts'

export default defineRetold({
  id: 'executions-start-faster-than-the-quota',
  story:
    'The consumer starts an execution of a state machine for each change. Another team uses the same quota since forty minutes: the client waits, more than a third of the batches fail in the end, and pass at a later try. All shards go on, with two thirds of the writes.',
  source: {
    report: 'gchq/sleeper#4506 (a function that starts executions is refused with a rate limit, and does not try again for long enough)',
    rule: 'Step Functions Developer Guide, "service-quotas": StartExecution is a bucket that is refilled; Lambda Developer Guide, "services-dynamodb-errors"',
  },
  truth: {
    causes: ['failing-function', 'slow-handler'],
    not: ['poison-record', 'throttled-concurrency', 'hot-partition', 'write-burst', 'function-timeout'],
    states: ['slow', 'behind'],
    says: /Rate exceeded|ThrottlingException|StartExecution/,
    dead: /ParallelizationFactor=\d|MaximumRetryAttempts=\d|MaximumRecordAgeInSeconds=\d/,
  },
  world: pipeline({
    place: placeIn('eu-west-2'),
    shards: 8,
    function: {Runtime: 'java17', Handler: 'parcels.StarterLambda', MemorySize: 1024, LastModified: '2026-10-29T11:05:48.000+0000'},
    mapping: {...defaults, BatchSize: 100},
    traffic: {
      // 62 batches of a hundred pass in a minute, of 9000 records.
      invocations: from(-40, about(98, 1, 0.03), about(132)),
      errors: from(-40, about(36, 5, 0.06), always(0)),
      durations: from(-40, evenly(2900, 6400), evenly(800, 2500)),
      concurrency: from(-40, always(8), always(6)),
      writes: about(9000, 2, 0.04),
      returned: from(-40, about(6200, 3, 0.04), about(9000, 2, 0.04)),
      reads: from(-40, about(130, 8), about(1300, 8, 0.02)),
      ages: from(
        -40,
        aged(minute => 4 + (minute + 40) * 18.7 + 9 * noise(minute, 287), 25),
        fresh,
      ),
    },
    log: {
      usedMb: 298,
      report: {status: 'error', errorType: 'software.amazon.awssdk.services.sfn.model.SfnException', durationMs: 6310},
      failing: ({minute, nth}) => {
        const words = `Rate exceeded (Service: Sfn, Status Code: 400, Request ID: ${requestId(minute * 500 + nth + 0.5)}) (SDK Attempt Count: 4)`
        const type = 'software.amazon.awssdk.services.sfn.model.SfnException'
        return [
          `${words}: ${type}\n${type}: ${words}\n\tat software.amazon.awssdk.services.sfn.DefaultSfnClient.startExecution(DefaultSfnClient.java:3012)\n\tat parcels.StarterLambda.handleRequest(StarterLambda.java:61)\n`,
        ]
      },
    },
  }),
})
