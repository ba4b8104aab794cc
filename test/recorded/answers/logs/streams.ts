import type {Recordings} from '../../recording.ts'

export default {
  source: 'localstack/localstack tests/aws/services/logs/test_logs_streams.snapshot.json',
  stories: [
    {
      test: 'TestLogsStreams::test_describe_log_streams_with_log_group_identifier',
      recorded: '2026-02-03',
      steps: [
        {
          asked: 'logs:DescribeLogStreams',
          input: {logGroupName: '/aws/lambda/orders-projector', logGroupIdentifier: '/aws/lambda/orders-projector'},
          status: 400,
          refused: {code: 'ValidationException', message: 'LogGroup name and LogGroup ARN are mutually exclusive parameters.'},
        },
      ],
    },
  ],
} satisfies Recordings
