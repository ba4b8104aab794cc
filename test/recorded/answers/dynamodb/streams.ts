import type {Recordings} from '../../recording.ts'

export default {
  source: 'localstack/localstack tests/aws/services/dynamodbstreams/test_dynamodb_streams.snapshot.json',
  stories: [
    {
      test: 'TestDynamoDBStreams::test_non_existent_stream',
      recorded: '2024-11-20',
      steps: [
        {
          asked: 'streams:DescribeStream',
          input: {StreamArn: '{tableArn}/stream/2024-11-18T14:36:44.149'},
          status: 400,
          refused: {
            code: 'ResourceNotFoundException',
            message:
              'Requested resource not found: Stream: arn:aws:dynamodb:{region}:{account}:table/{table}/stream/2024-11-18T14:36:44.149 not found',
          },
        },
      ],
    },
  ],
} satisfies Recordings
