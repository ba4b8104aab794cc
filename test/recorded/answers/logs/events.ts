import type {Recordings} from '../../recording.ts'

export default {
  source: 'localstack/localstack tests/aws/services/logs/test_logs_filter_events.snapshot.json',
  stories: [
    {
      test: 'TestFilterLogEvents::test_filter_log_events_limit_validation',
      recorded: '2026-02-05',
      steps: [
        {
          asked: 'logs:FilterLogEvents',
          input: {logGroupName: '/aws/lambda/orders-projector', limit: 10001},
          status: 400,
          refused: {
            code: 'InvalidParameterException',
            message:
              "1 validation error detected: Value '10001' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 10000",
          },
        },
      ],
    },
    {
      test: 'TestFilterLogEvents::test_filter_log_events_unknown_token',
      recorded: '2026-02-05',
      steps: [
        {
          asked: 'logs:FilterLogEvents',
          input: {logGroupName: '/aws/lambda/orders-projector', limit: 20, nextToken: 'invalid-token'},
          status: 400,
          refused: {code: 'InvalidParameterException', message: 'The specified nextToken is invalid.'},
        },
      ],
    },
  ],
} satisfies Recordings
