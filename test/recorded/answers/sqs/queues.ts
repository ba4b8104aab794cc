import type {Recordings} from '../../recording.ts'

export default {
  source: 'localstack/localstack tests/aws/services/sqs/test_sqs.snapshot.json',
  stories: [
    {
      test: 'TestSqsProvider::test_non_existent_queue',
      recorded: '2024-04-30',
      steps: [
        {
          asked: 'sqs:GetQueueAttributes',
          input: {QueueUrl: 'https://sqs.{region}.amazonaws.com/{account}/no-such-queue'},
          status: 400,
          refused: {code: 'AWS.SimpleQueueService.NonExistentQueue', message: 'The specified queue does not exist.', type: 'Sender'},
        },
        {
          asked: 'sqs:GetQueueUrl',
          input: {QueueName: 'no-such-queue'},
          status: 400,
          refused: {code: 'AWS.SimpleQueueService.NonExistentQueue', message: 'The specified queue does not exist.', type: 'Sender'},
        },
      ],
    },
    {
      test: 'TestSqsProvider::test_create_and_update_queue_attributes[sqs]',
      recorded: '2025-08-19',
      steps: [
        {
          asked: 'sqs:GetQueueAttributes',
          input: {QueueUrl: 'https://sqs.{region}.amazonaws.com/{account}/{queue}', AttributeNames: ['All']},
          status: 200,
          answer: {
            Attributes: {
              ApproximateNumberOfMessages: '<digits>',
              ApproximateNumberOfMessagesDelayed: '<digits>',
              ApproximateNumberOfMessagesNotVisible: '<digits>',
              CreatedTimestamp: '<digits>',
              DelaySeconds: '<digits>',
              LastModifiedTimestamp: '<digits>',
              MaximumMessageSize: '1048576',
              MessageRetentionPeriod: '<digits>',
              QueueArn: 'arn:aws:sqs:{region}:{account}:{queue}',
              ReceiveMessageWaitTimeSeconds: '<digits>',
              SqsManagedSseEnabled: 'true',
              VisibilityTimeout: '<digits>',
            },
          },
        },
      ],
    },
    {
      test: 'TestSqsProvider::test_delete_message_batch_invalid_msg_id[sqs-]',
      recorded: '2024-04-30',
      steps: [
        {
          asked: 'sqs:DeleteMessageBatch',
          input: {QueueUrl: 'https://sqs.{region}.amazonaws.com/{account}/{queue}', Entries: [{Id: '', ReceiptHandle: 'handle'}]},
          status: 400,
          refused: {
            code: 'AWS.SimpleQueueService.InvalidBatchEntryId',
            message:
              'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.',
            type: 'Sender',
          },
        },
      ],
    },
    {
      test: 'TestSqsProvider::test_delete_message_batch_invalid_msg_id[sqs-invalid:id]',
      recorded: '2024-04-30',
      steps: [
        {
          asked: 'sqs:DeleteMessageBatch',
          input: {QueueUrl: 'https://sqs.{region}.amazonaws.com/{account}/{queue}', Entries: [{Id: 'invalid:id', ReceiptHandle: 'handle'}]},
          status: 400,
          refused: {
            code: 'AWS.SimpleQueueService.InvalidBatchEntryId',
            message:
              'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.',
            type: 'Sender',
          },
        },
      ],
    },
    {
      test: 'TestSqsProvider::test_delete_message_batch_with_too_large_batch[sqs]',
      recorded: '2024-04-30',
      steps: [
        {
          asked: 'sqs:DeleteMessageBatch',
          input: {
            QueueUrl: 'https://sqs.{region}.amazonaws.com/{account}/{queue}',
            Entries: Array.from({length: 20}, (_, i) => ({Id: `${i}`, ReceiptHandle: 'handle'})),
          },
          status: 400,
          refused: {
            code: 'AWS.SimpleQueueService.TooManyEntriesInBatchRequest',
            message: 'Maximum number of entries per request are 10. You have sent 20.',
            type: 'Sender',
          },
        },
      ],
    },
  ],
} satisfies Recordings
