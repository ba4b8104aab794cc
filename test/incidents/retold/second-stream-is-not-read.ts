import {defaults, epochSeconds, mappingTo, metric, pipeline, shard, streamOf, tableOf} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {virginia} from '../stand-in/place.ts'

const labelsStream = virginia.streamArn('labels', '2026-11-26T07:00:00.001')
const second = '3b7d9a10-52c4-4e8e-9b1f-6a2c40d7e816'

export default defineRetold({
  id: 'second-stream-is-not-read',
  story:
    'A function has two mappings. The role was never given the second stream: nothing of it is read, while the batches of the first one come as they should.',
  source: {
    report: 'serverless/serverless#1441; awsdocs/aws-lambda-developer-guide#237 (the words of the error)',
    rule: 'Lambda Developer Guide, "with-ddb": permissions of the execution role; IteratorAge has no dimension for the mapping',
  },
  truth: {causes: ['access-denied'], states: ['stopped'], verdicts: ['critical'], says: /labels/},
  mapping: second,
  world: pipeline({
    moreMappings: [
      mappingTo({
        ...defaults,
        UUID: second,
        EventSourceArn: labelsStream,
        LastModified: epochSeconds(150),
        LastProcessingResult: `PROBLEM: Cannot access stream ${labelsStream}. Please ensure the role can perform the GetRecords, GetShardIterator, DescribeStream, and ListStreams Actions on your stream in IAM.`,
      }),
    ],
    moreTables: {labels: tableOf('labels', '2026-11-26T07:00:00.001')},
    moreStreams: {[labelsStream]: streamOf('labels', '2026-11-26T07:00:00.001', [shard(40, 140), shard(41, 140)])},
    moreMetrics: [
      metric('AWS/DynamoDB', 'ConsumedWriteCapacityUnits', {TableName: 'labels'}, minute =>
        minute > -170 ? {n: 380, sum: 380, min: 0, max: 1} : undefined,
      ),
    ],
    world: {
      role: {
        simulated: (action, resource) =>
          action.startsWith('dynamodb:') && action !== 'dynamodb:ListStreams' && resource.includes('labels') ? 'implicitDeny' : 'allowed',
        inline: {},
        attached: [],
      },
    },
  }),
})
