import type {Recordings} from '../../recording.ts'

export default {
  source: 'localstack/localstack tests/aws/services/sns/test_sns.snapshot.json',
  stories: [
    {
      test: 'TestSNSTopicCrud::test_create_topic_test_arn',
      recorded: '2025-09-29',
      steps: [
        {
          asked: 'sns:GetTopicAttributes',
          input: {TopicArn: 'arn:aws:sns:{region}:{account}:no-such-topic'},
          status: 404,
          refused: {code: 'NotFound', message: 'Topic does not exist', type: 'Sender'},
        },
      ],
    },
    {
      test: 'TestSNSTopicCrud::test_create_topic_with_attributes',
      recorded: '2023-10-06',
      steps: [
        {
          asked: 'sns:GetTopicAttributes',
          input: {TopicArn: 'arn:aws:sns:{region}:{account}:no-such-topic'},
          status: 404,
          refused: {code: 'NotFound', message: 'Topic does not exist', type: 'Sender'},
        },
        {
          asked: 'sns:GetTopicAttributes',
          input: {TopicArn: 'test-topic'},
          status: 400,
          refused: {
            code: 'InvalidParameter',
            message: 'Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not 1',
            type: 'Sender',
          },
        },
      ],
    },
    {
      test: 'TestSNSPublishCrud::test_unknown_topic_publish',
      recorded: '2023-08-24',
      steps: [
        {
          asked: 'sns:Publish',
          input: {TopicArn: 'arn:aws:sns:{region}:{account}:no-such-topic', Message: 'test'},
          status: 404,
          refused: {code: 'NotFound', message: 'Topic does not exist', type: 'Sender'},
        },
      ],
    },
    {
      test: 'TestSNSPublishCrud::test_publish_wrong_arn_format',
      recorded: '2024-03-11',
      steps: [
        {
          asked: 'sns:Publish',
          input: {TopicArn: 'randomstring', Message: 'test'},
          status: 400,
          refused: {
            code: 'InvalidParameter',
            message: 'Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not 1',
            type: 'Sender',
          },
        },
        {
          asked: 'sns:Publish',
          input: {TopicArn: 'randomstring:1', Message: 'test'},
          status: 400,
          refused: {
            code: 'InvalidParameter',
            message: 'Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not 2',
            type: 'Sender',
          },
        },
        {
          asked: 'sns:Publish',
          input: {TopicArn: '', Message: 'test'},
          status: 400,
          refused: {
            code: 'InvalidParameter',
            message: 'Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not 1',
            type: 'Sender',
          },
        },
      ],
    },
  ],
} satisfies Recordings
