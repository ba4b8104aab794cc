import {epochSeconds, label, pipeline, tableName} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, from} from '../shapes.ts'
import {virginia} from '../stand-in/place.ts'

export default defineRetold({
  id: 'mapping-disabled-by-lambda',
  story:
    'A policy of the execution role was narrowed. Lambda could not read the stream, and has disabled the mapping by itself: enabling it alone would not last.',
  source: {
    report: 'aws-amplify/amplify-cli#12965; serverless/serverless#1441 (a role without the rights on the stream)',
    rule: 'Lambda Developer Guide, "logging-using-cloudtrail": LambdaESMDisabled with AUTHORIZATION_ERROR',
  },
  truth: {causes: ['mapping-disabled', 'access-denied'], states: ['stopped'], says: /GetRecords|permission/},
  world: pipeline({
    mapping: {
      State: 'Disabled',
      StateTransitionReason: 'Lambda',
      LastModified: epochSeconds(55),
      LastProcessingResult: `PROBLEM: Cannot access stream ${virginia.streamArn(tableName, label)}.`,
    },
    traffic: {
      invocations: from(-80, always(0), about(120)),
      concurrency: from(-80, always(0), always(3)),
      returned: from(-80, always(0), about(9000, 2)),
      reads: from(-80, always(0), always(960)),
    },
    world: {
      role: {
        simulated: action => (/GetRecords|GetShardIterator|DescribeStream/.test(action) ? 'implicitDeny' : 'allowed'),
        inline: {},
        attached: [],
      },
    },
  }),
})
