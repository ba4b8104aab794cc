import {among, type Recordings} from '../../recording.ts'

export default {
  source: 'localstack/localstack tests/aws/services/dynamodb/test_dynamodb.snapshot.json',
  stories: [
    {
      test: 'TestDynamoDB::test_batch_write_items_streaming',
      recorded: '2025-10-08',
      steps: [
        {
          asked: 'streams:DescribeStream',
          input: {StreamArn: '{streamArn}'},
          status: 200,
          answer: {
            StreamDescription: {
              CreationRequestDateTime: '<instant>',
              KeySchema: among({AttributeName: '<text>', KeyType: 'HASH'}),
              Shards: among({SequenceNumberRange: {StartingSequenceNumber: '<digits>'}, ShardId: '<text>', ParentShardId: '<text>'}),
              StreamArn: '{streamArn}',
              StreamLabel: '<text>',
              StreamStatus: 'ENABLED',
              StreamViewType: 'NEW_AND_OLD_IMAGES',
              TableName: '{table}',
            },
          },
        },
      ],
    },
    {
      test: 'TestDynamoDB::test_dynamodb_stream_stream_view_type',
      recorded: '2025-10-08',
      steps: [
        {passSeconds: 60},
        {
          given: 'streams:DescribeStream',
          input: {StreamArn: '{streamArn}'},
          keep: {
            StreamDescription: {
              Shards: among({ShardId: '<shard:one>', ParentShardId: '<text>', SequenceNumberRange: {StartingSequenceNumber: '<digits>'}}),
            },
          },
        },
        {
          asked: 'streams:GetShardIterator',
          input: {StreamArn: '{streamArn}', ShardId: '<shard:one>', ShardIteratorType: 'TRIM_HORIZON'},
          status: 200,
          answer: {ShardIterator: '<text:iterator>'},
        },
        {
          asked: 'streams:GetRecords',
          input: {ShardIterator: '<text:iterator>', Limit: 10},
          status: 200,
          answer: {
            Records: among({
              awsRegion: '{region}',
              eventID: '<text>',
              eventName: 'INSERT',
              eventSource: 'aws:dynamodb',
              eventVersion: '1.1',
              dynamodb: {
                ApproximateCreationDateTime: '<instant>',
                Keys: '<structure>',
                NewImage: '<structure>',
                SequenceNumber: '<digits>',
                SizeBytes: '<number>',
                StreamViewType: 'NEW_AND_OLD_IMAGES',
              },
            }),
          },
          differs: {at: ['NextShardIterator'], reason: 'The recorded test kept the records alone.'},
        },
      ],
    },
    {
      test: 'TestDynamoDB::test_dynamodb_describe_contributor_insights',
      recorded: '2025-10-08',
      steps: [
        {
          asked: 'dynamodb:DescribeContributorInsights',
          input: {TableName: '{table}'},
          status: 200,
          answer: {ContributorInsightsStatus: 'DISABLED', TableName: '{table}'},
        },
      ],
    },
  ],
} satisfies Recordings
