import {callFailed, defaults, functionTime, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly, from} from '../shapes.ts'

export default defineRetold({
  id: 'image-was-deleted-from-the-registry',
  story:
    'The function is a container image. A rule of the registry keeps the newest five images, and after a week of builds the one in use was no longer among them. Since two hours Lambda cannot start the function; nobody deployed anything.',
  source: {
    report: 'aws-actions/aws-lambda-deploy#68 ("The function is trying to use a deleted image"); aws/containers-roadmap#921, #1078',
    rule: 'Lambda API reference, FunctionConfiguration: StateReasonCode ImageDeleted; Lambda Developer Guide, "functions-states": invocations of a failed function fail',
  },
  truth: {
    causes: ['function-unavailable'],
    states: ['stopped'],
    not: ['access-denied', 'mapping-disabled', 'throttled-concurrency'],
    says: /image/i,
  },
  world: pipeline({
    shards: 2,
    function: {
      PackageType: 'Image',
      Runtime: undefined,
      Handler: undefined,
      LastModified: functionTime(23 * 1440),
      State: 'Failed',
      StateReason: 'The function image was deleted from its Amazon ECR repository.',
      StateReasonCode: 'ImageDeleted',
    },
    mapping: {...defaults, ...callFailed},
    traffic: {
      invocations: from(-121, always(0), about(40)),
      durations: evenly(90, 300),
      concurrency: from(-121, always(0), always(1)),
      writes: about(1500, 2),
      returned: from(-121, always(0), about(1500, 2)),
      reads: from(-121, always(4), always(480)),
    },
  }),
})
