import type {Recordings} from '../../recording.ts'

export default {
  source: 'localstack/localstack tests/aws/services/logs/test_logs_groups.snapshot.json',
  stories: [
    {
      test: 'TestLogsGroups::test_describe_log_groups_with_prefix',
      recorded: '2026-02-03',
      steps: [
        {
          asked: 'logs:DescribeLogGroups',
          input: {logGroupNamePrefix: '/aws/lambda/orders-projector'},
          status: 200,
          answer: {
            logGroups: [
              {
                arn: 'arn:aws:logs:{region}:{account}:log-group:/aws/lambda/orders-projector:*',
                creationTime: '<number>',
                deletionProtectionEnabled: false,
                logGroupArn: 'arn:aws:logs:{region}:{account}:log-group:/aws/lambda/orders-projector',
                logGroupClass: 'STANDARD',
                logGroupName: '/aws/lambda/orders-projector',
                metricFilterCount: 0,
                storedBytes: '<number>',
              },
            ],
          },
        },
      ],
    },
    {
      test: 'TestLogsGroups::test_describe_log_groups_prefix_and_pattern_error',
      recorded: '2026-02-03',
      steps: [
        {
          asked: 'logs:DescribeLogGroups',
          input: {logGroupNamePrefix: 'test', logGroupNamePattern: 'test'},
          status: 400,
          refused: {
            code: 'InvalidParameterException',
            message: 'LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.',
          },
        },
      ],
    },
  ],
} satisfies Recordings
