import {among, type Recordings} from '../../recording.ts'

export default {
  source: 'localstack/localstack tests/aws/services/lambda_/test_lambda_api.snapshot.json',
  stories: [
    {
      test: 'TestLambdaEventSourceMappings::test_event_source_mapping_lifecycle',
      recorded: '2025-11-25',
      steps: [
        {given: 'dynamodb:UpdateTable', input: {TableName: '{table}', StreamSpecification: {StreamEnabled: false}}},
        {passSeconds: 60},
        {
          asked: 'dynamodb:UpdateTable',
          input: {TableName: '{table}', StreamSpecification: {StreamEnabled: true, StreamViewType: 'NEW_IMAGE'}},
          status: 200,
          answer: {
            TableDescription: {
              AttributeDefinitions: among({AttributeName: '<text>', AttributeType: '<text>'}),
              BillingModeSummary: {BillingMode: 'PAY_PER_REQUEST', LastUpdateToPayPerRequestDateTime: '<instant>'},
              CreationDateTime: '<instant>',
              DeletionProtectionEnabled: false,
              ItemCount: '<number>',
              KeySchema: among({AttributeName: '<text>', KeyType: 'HASH'}),
              LatestStreamArn: '{tableArn}/stream/<text>',
              LatestStreamLabel: '<text>',
              ProvisionedThroughput: {NumberOfDecreasesToday: 0, ReadCapacityUnits: 0, WriteCapacityUnits: 0},
              StreamSpecification: {StreamEnabled: true, StreamViewType: 'NEW_IMAGE'},
              TableArn: '{tableArn}',
              TableId: '<uuid>',
              TableName: '{table}',
              TableSizeBytes: '<number>',
              TableStatus: 'UPDATING',
              WarmThroughput: {ReadUnitsPerSecond: 12000, Status: 'ACTIVE', WriteUnitsPerSecond: 4000},
            },
          },
        },
      ],
    },
  ],
} satisfies Recordings
