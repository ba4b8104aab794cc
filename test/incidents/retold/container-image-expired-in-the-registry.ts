import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, from} from '../shapes.ts'

export default defineRetold({
  id: 'container-image-expired-in-the-registry',
  story:
    'The table of a seasonal shop was quiet for two months. In the meantime a lifecycle policy of the registry expired the image of the consumer; when the season began an hour ago, Lambda could not load it again. The code in the repository has no fault.',
  source: {
    report: 'aws-actions/aws-lambda-deploy#68 ("The function is trying to use a deleted image"); aws/containers-roadmap#1078, #921',
    rule: 'Lambda Developer Guide, "functions-states" and "images-create": an idle function becomes inactive; StateReasonCode ImageDeleted',
  },
  truth: {
    causes: ['function-unavailable'],
    not: ['failing-function', 'mapping-disabled', 'filter-drops-all', 'access-denied'],
    states: ['stopped'],
    says: /image/i,
    dead: /put-function-concurrency|delete-function-concurrency|MaximumRetryAttempts=\d/,
  },
  world: pipeline({
    function: {
      Runtime: undefined,
      Handler: undefined,
      PackageType: 'Image',
      LastModified: '2026-09-14T11:20:31.000+0000',
      State: 'Inactive',
      StateReason: 'The function is trying to use a deleted image.',
      StateReasonCode: 'ImageDeleted',
    },
    mapping: {...defaults, ...callFailed},
    traffic: {
      invocations: always(0),
      concurrency: always(0),
      writes: from(-58, about(2600, 2), always(0)),
      returned: minute => (minute === -58 ? 900 : 0),
      reads: from(-58, always(12), always(960)),
    },
  }),
})
