import {among, type Recordings} from '../../recording.ts'

export default {
  source: 'localstack/localstack tests/aws/services/dynamodbstreams/test_dynamodb_streams.snapshot.json',
  stories: [
    {
      test: 'TestDynamoDBStreams::test_table_v2_stream',
      recorded: '2025-10-13',
      steps: [
        {
          asked: 'dynamodb:DescribeTable',
          input: {TableName: '{table}'},
          status: 200,
          answer: {
            Table: {
              AttributeDefinitions: among({AttributeName: '<text>', AttributeType: '<text>'}),
              BillingModeSummary: {BillingMode: 'PAY_PER_REQUEST', LastUpdateToPayPerRequestDateTime: '<instant>'},
              CreationDateTime: '<instant>',
              DeletionProtectionEnabled: false,
              ItemCount: '<number>',
              KeySchema: among({AttributeName: '<text>', KeyType: 'HASH'}),
              LatestStreamArn: '{tableArn}/stream/<text>',
              LatestStreamLabel: '<text>',
              ProvisionedThroughput: {NumberOfDecreasesToday: 0, ReadCapacityUnits: 0, WriteCapacityUnits: 0},
              StreamSpecification: {StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES'},
              TableArn: '{tableArn}',
              TableId: '<uuid>',
              TableName: '{table}',
              TableSizeBytes: '<number>',
              TableStatus: 'ACTIVE',
              WarmThroughput: {ReadUnitsPerSecond: 12000, Status: 'ACTIVE', WriteUnitsPerSecond: 4000},
            },
          },
        },
      ],
    },
  ],
} satisfies Recordings
