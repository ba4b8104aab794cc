import type {Recordings} from '../../recording.ts'

export default {
  source: 'localstack/localstack tests/aws/services/sqs/test_sqs_move_task.snapshot.json',
  stories: [
    {
      test: 'test_source_needs_redrive_policy',
      recorded: '2024-04-30',
      steps: [
        {
          asked: 'sqs:StartMessageMoveTask',
          input: {SourceArn: 'arn:aws:sqs:{region}:{account}:{queue}'},
          status: 400,
          refused: {code: 'InvalidParameterValue', message: 'Source queue must be configured as a Dead Letter Queue.', type: 'Sender'},
        },
      ],
    },
  ],
} satisfies Recordings
