import {among, type Recordings} from '../../recording.ts'

const document =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["apigatway:PUT"],"Resource":["arn:aws:apigateway:us-east-1::/tags/arn%3Aaws%3Aapigateway%3Aus-east-1%3A%3A%2Frestapis%2Faaeeieije"]}]}'

export default {
  source: 'localstack/localstack tests/aws/services/iam/test_iam.snapshot.json',
  stories: [
    {
      test: 'TestIAMIntegrations::test_create_describe_role',
      recorded: '2025-03-06',
      steps: [
        {
          asked: 'iam:GetRole',
          input: {RoleName: '{role}'},
          status: 200,
          answer: {
            Role: {
              Arn: 'arn:aws:iam::{account}:role/{role}',
              AssumeRolePolicyDocument: '<text>',
              CreateDate: '<instant>',
              MaxSessionDuration: 3600,
              Path: '/',
              RoleId: '<text>',
              RoleLastUsed: {},
              RoleName: '{role}',
            },
          },
        },
      ],
    },
    {
      test: 'TestIAMExtensions::test_role_with_path_lifecycle',
      recorded: '2025-06-19',
      steps: [
        {
          asked: 'iam:GetRole',
          input: {RoleName: '{role}'},
          status: 200,
          answer: {
            Role: {
              Arn: 'arn:aws:iam::{account}:role/{role}',
              AssumeRolePolicyDocument: '<text>',
              CreateDate: '<instant>',
              MaxSessionDuration: 3600,
              Path: '/',
              RoleId: '<text>',
              RoleLastUsed: {},
              RoleName: '{role}',
            },
          },
        },
      ],
    },
    {
      test: 'TestIAMPolicyEncoding::test_put_role_policy_encoding',
      recorded: '2025-03-06',
      steps: [
        {given: 'iam:PutRolePolicy', input: {RoleName: '{role}', PolicyName: 'policy', PolicyDocument: document}},
        {
          asked: 'iam:GetRolePolicy',
          input: {RoleName: '{role}', PolicyName: 'policy'},
          status: 200,
          answer: {PolicyDocument: encodeURIComponent(document), PolicyName: 'policy', RoleName: '{role}'},
        },
      ],
    },
    {
      test: 'TestIAMIntegrations::test_role_attach_policy',
      recorded: '2025-06-19',
      steps: [
        {
          asked: 'iam:AttachRolePolicy',
          input: {RoleName: '{role}', PolicyArn: 'longpolicynamebutnoarn'},
          status: 400,
          refused: {code: 'ValidationError', message: 'Invalid ARN:  Could not be parsed!', type: 'Sender'},
        },
        {
          asked: 'iam:AttachRolePolicy',
          input: {RoleName: '{role}', PolicyArn: 'test-policy-4c8b3f1a'},
          status: 400,
          refused: {code: 'ValidationError', message: 'Invalid ARN:  Could not be parsed!', type: 'Sender'},
        },
        {
          asked: 'iam:AttachRolePolicy',
          input: {RoleName: '{role}', PolicyArn: 'arn:aws:iam::{account}:policy/no-such-policy'},
          status: 404,
          refused: {
            code: 'NoSuchEntity',
            message: 'Policy arn:aws:iam::{account}:policy/no-such-policy does not exist or is not attachable.',
            type: 'Sender',
          },
        },
        {
          asked: 'iam:AttachRolePolicy',
          input: {RoleName: '{role}', PolicyArn: 'arn:aws:iam::aws:policy/service-role/AWSLambdaDynamoDBExecutionRole'},
          status: 200,
        },
      ],
    },
    {
      test: 'TestIAMIntegrations::test_simulate_principle_policy[role]',
      recorded: '2025-04-21',
      steps: [
        {
          given: 'iam:PutRolePolicy',
          input: {
            RoleName: '{role}',
            PolicyName: 'put',
            PolicyDocument: '{"Version":"2012-10-17","Statement":{"Sid":"","Effect":"Allow","Action":"s3:PutObject","Resource":"*"}}',
          },
        },
        {
          asked: 'iam:SimulatePrincipalPolicy',
          input: {
            PolicySourceArn: 'arn:aws:iam::{account}:role/{role}',
            ActionNames: ['s3:PutObject', 's3:GetObjectVersion'],
            ResourceArns: ['arn:aws:s3:::bucket'],
          },
          status: 200,
          answer: {
            EvaluationResults: [
              {
                EvalActionName: 's3:PutObject',
                EvalDecision: 'allowed',
                EvalDecisionDetails: {},
                EvalResourceName: 'arn:aws:s3:::bucket',
                MatchedStatements: [
                  {
                    SourcePolicyId: '<text>',
                    SourcePolicyType: '<text>',
                    StartPosition: {Line: '<number>', Column: '<number>'},
                    EndPosition: {Line: '<number>', Column: '<number>'},
                  },
                ],
                MissingContextValues: [],
                OrganizationsDecisionDetail: {AllowedByOrganizations: true},
                ResourceSpecificResults: [
                  {
                    EvalResourceDecision: 'allowed',
                    EvalResourceName: 'arn:aws:s3:::bucket',
                    MatchedStatements: [
                      {
                        SourcePolicyId: '<text>',
                        SourcePolicyType: '<text>',
                        StartPosition: {Line: '<number>', Column: '<number>'},
                        EndPosition: {Line: '<number>', Column: '<number>'},
                      },
                    ],
                    MissingContextValues: [],
                  },
                ],
              },
              {
                EvalActionName: 's3:GetObjectVersion',
                EvalDecision: 'implicitDeny',
                EvalDecisionDetails: {},
                EvalResourceName: 'arn:aws:s3:::bucket',
                MatchedStatements: [],
                MissingContextValues: [],
                OrganizationsDecisionDetail: {AllowedByOrganizations: true},
                ResourceSpecificResults: [
                  {
                    EvalResourceDecision: 'implicitDeny',
                    EvalResourceName: 'arn:aws:s3:::bucket',
                    MatchedStatements: [],
                    MissingContextValues: [],
                  },
                ],
              },
            ],
            IsTruncated: false,
          },
        },
      ],
    },
    {
      test: 'TestIAMServiceRoles::test_service_role_lifecycle[acm.amazonaws.com]',
      recorded: '2025-03-13',
      steps: [
        {
          asked: 'iam:ListAttachedRolePolicies',
          input: {RoleName: '{role}'},
          status: 200,
          answer: {AttachedPolicies: among({PolicyArn: 'arn:aws:iam::aws:policy/<text>', PolicyName: '<text>'}), IsTruncated: false},
        },
      ],
    },
  ],
} satisfies Recordings
