import type {Recordings} from '../../recording.ts'

export default {
  source: 'localstack/localstack tests/aws/services/sts/test_sts.snapshot.json',
  stories: [
    {
      test: 'TestSTSIntegrations::test_sts_invalid_parameters',
      recorded: '2025-07-21',
      steps: [
        {
          asked: 'sts:AssumeRole',
          input: {RoleArn: 'nothing-valid-in-here', RoleSessionName: 'Session1'},
          status: 400,
          refused: {code: 'ValidationError', message: 'nothing-valid-in-here is invalid', type: 'Sender'},
        },
        {
          asked: 'sts:AssumeRole',
          input: {RoleArn: 'arn::b:::something/test-role', RoleSessionName: 'Session1'},
          status: 400,
          refused: {code: 'ValidationError', message: 'arn::b:::something/test-role is invalid', type: 'Sender'},
        },
        {
          asked: 'sts:AssumeRole',
          input: {RoleArn: 'arn:a::::something/test-role', RoleSessionName: 'Session1'},
          status: 400,
          refused: {code: 'ValidationError', message: 'arn:a::::something/test-role is invalid', type: 'Sender'},
        },
        {
          asked: 'sts:AssumeRole',
          input: {RoleArn: 'arn:a:::something/test-role', RoleSessionName: 'Session1'},
          status: 400,
          refused: {code: 'ValidationError', message: 'arn:a:::something/test-role is invalid', type: 'Sender'},
        },
        {
          asked: 'sts:AssumeRole',
          input: {RoleArn: 'arn:a:a::aaaaaaaaaa:', RoleSessionName: 'Session1'},
          status: 400,
          refused: {code: 'ValidationError', message: 'arn:a:a::aaaaaaaaaa: is invalid', type: 'Sender'},
        },
        {
          asked: 'sts:AssumeRole',
          input: {RoleArn: 'arn:a:b:::something/test-role', RoleSessionName: 'Session1:2'},
          status: 400,
          refused: {
            code: 'ValidationError',
            message:
              "1 validation error detected: Value 'Session1:2' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*",
            type: 'Sender',
          },
        },
      ],
    },
  ],
} satisfies Recordings
