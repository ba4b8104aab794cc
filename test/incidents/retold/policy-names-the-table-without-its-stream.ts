import {label, pipeline, tableName} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, from} from '../shapes.ts'
import {virginia} from '../stand-in/place.ts'

const table = virginia.arn('dynamodb', `table/${tableName}`)

export default defineRetold({
  id: 'policy-names-the-table-without-its-stream',
  story:
    'A review of all roles replaced a wildcard by the ARN of the table, 47 minutes ago. The actions are the right ones, but the stream is a resource of its own below the table, and Lambda may not read it any more.',
  source: {
    report:
      'foremast/foremast#211 (the role needs access to table/name/stream/); aws-amplify/amplify-js#4793 (the words of the error, with a role that can use the table)',
    rule: 'Lambda Developer Guide, "with-ddb": rights of the execution role on the stream; Service Authorization Reference of AWS, DynamoDB: table/…/stream/…',
  },
  truth: {
    causes: ['access-denied'],
    not: ['mapping-disabled', 'stale-stream', 'filter-drops-all', 'failing-function', 'network-unreachable'],
    states: ['stopped'],
    verdicts: ['critical', 'degraded'],
    says: /GetRecords|GetShardIterator|DescribeStream/,
    dead: /put-function-concurrency|delete-event-source-mapping/,
  },
  world: pipeline({
    function: {Runtime: 'java21', Handler: 'parcels.Indexer::handleRequest', MemorySize: 1024},
    mapping: {
      BatchSize: 100,
      LastProcessingResult: `PROBLEM: Cannot access stream ${virginia.streamArn(tableName, label)}. Please ensure the role can perform the GetRecords, GetShardIterator, DescribeStream, and ListStreams Actions on your stream in IAM.`,
    },
    traffic: {
      invocations: from(-47, always(0), about(150)),
      concurrency: from(-47, always(0), always(3)),
      writes: about(6100, 2),
      returned: from(-47, always(0), about(6100, 2)),
      reads: from(-47, always(0), about(950, 8, 0.01)),
    },
    log: {failing: () => []},
    world: {
      role: {
        simulated: (action, resource) =>
          /GetRecords|GetShardIterator|DescribeStream|ListStreams/.test(action) && resource !== table ? 'implicitDeny' : 'allowed',
        inline: {
          parcels: {
            Version: '2012-10-17',
            Statement: [
              {Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: '*'},
              {Effect: 'Allow', Action: ['sqs:SendMessage'], Resource: '*'},
              {
                Effect: 'Allow',
                Action: [
                  'dynamodb:GetItem',
                  'dynamodb:Query',
                  'dynamodb:GetRecords',
                  'dynamodb:GetShardIterator',
                  'dynamodb:DescribeStream',
                  'dynamodb:ListStreams',
                ],
                Resource: table,
              },
            ],
          },
        },
        attached: [],
      },
    },
  }),
})
