import type {Recordings} from '../../recording.ts'
import {configuration} from '../../shapes.ts'
import {freshFunction} from '../../steps.ts'

export default {
  source: 'localstack/localstack tests/aws/services/lambda_/test_lambda_api.snapshot.json',
  stories: [
    {
      test: 'TestLambdaReservedConcurrency::test_function_concurrency_exceptions',
      recorded: '2025-11-25',
      steps: [
        ...freshFunction,
        {
          asked: 'lambda:PutFunctionConcurrency',
          input: {FunctionName: 'doesnotexist', ReservedConcurrentExecutions: 1},
          status: 404,
          refused: {
            code: 'ResourceNotFoundException',
            message: 'Function not found: arn:aws:lambda:{region}:{account}:function:doesnotexist:$LATEST',
            type: 'User',
          },
        },
        {
          asked: 'lambda:PutFunctionConcurrency',
          input: {FunctionName: 'doesnotexist', ReservedConcurrentExecutions: 0},
          status: 404,
          refused: {
            code: 'ResourceNotFoundException',
            message: 'Function not found: arn:aws:lambda:{region}:{account}:function:doesnotexist:$LATEST',
            type: 'User',
          },
        },
        {
          asked: 'lambda:PutFunctionConcurrency',
          input: {FunctionName: '{functionArn}:$LATEST', ReservedConcurrentExecutions: 0},
          status: 400,
          refused: {
            code: 'InvalidParameterValueException',
            message:
              'This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. Please specify either a function name or an unqualified function ARN.',
            type: 'User',
          },
        },
      ],
    },
    {
      test: 'TestLambdaReservedConcurrency::test_function_concurrency',
      recorded: '2025-11-25',
      steps: [
        ...freshFunction,
        {
          asked: 'lambda:PutFunctionConcurrency',
          input: {FunctionName: '{function}', ReservedConcurrentExecutions: 0},
          status: 200,
          answer: {ReservedConcurrentExecutions: 0},
        },
        {
          asked: 'lambda:PutFunctionConcurrency',
          input: {FunctionName: '{function}', ReservedConcurrentExecutions: 1},
          status: 200,
          answer: {ReservedConcurrentExecutions: 1},
        },
        {
          asked: 'lambda:GetFunctionConcurrency',
          input: {FunctionName: '{function}'},
          status: 200,
          answer: {ReservedConcurrentExecutions: 1},
        },
        {asked: 'lambda:DeleteFunctionConcurrency', input: {FunctionName: '{function}'}, status: 204},
        {asked: 'lambda:GetFunctionConcurrency', input: {FunctionName: '{function}'}, status: 200},
      ],
    },
    {
      test: 'TestLambdaReservedConcurrency::test_function_concurrency_limits',
      recorded: '2025-11-25',
      steps: [
        ...freshFunction,
        {
          asked: 'lambda:PutFunctionConcurrency',
          input: {FunctionName: '{function}', ReservedConcurrentExecutions: 100001},
          status: 400,
          refused: {
            code: 'InvalidParameterValueException',
            message:
              "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [<digits>].",
          },
        },
        {
          asked: 'lambda:PutFunctionConcurrency',
          input: {FunctionName: '{function}', ReservedConcurrentExecutions: 100000},
          status: 400,
          refused: {
            code: 'InvalidParameterValueException',
            message:
              "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [<digits>].",
          },
        },
      ],
    },
    {
      test: 'TestLambdaProvisionedConcurrency::test_provisioned_concurrency_exceptions',
      recorded: '2025-11-25',
      steps: [
        ...freshFunction,
        {
          asked: 'lambda:PublishVersion',
          input: {FunctionName: '{function}'},
          status: 201,
          answer: {...configuration, FunctionArn: '{functionArn}:<digits:1>', Version: '<digits:1>'},
        },
        {
          asked: 'lambda:GetProvisionedConcurrencyConfig',
          input: {FunctionName: '{function}', Qualifier: '<digits:1>'},
          status: 404,
          refused: {
            code: 'ProvisionedConcurrencyConfigNotFoundException',
            message: 'No Provisioned Concurrency Config found for this function',
            type: 'User',
          },
        },
        {
          asked: 'lambda:GetProvisionedConcurrencyConfig',
          input: {FunctionName: 'doesnotexist', Qualifier: 'noalias'},
          status: 404,
          refused: {
            code: 'ResourceNotFoundException',
            message: 'Cannot find alias arn: arn:aws:lambda:{region}:{account}:function:doesnotexist:noalias',
            type: 'User',
          },
        },
        {
          asked: 'lambda:GetProvisionedConcurrencyConfig',
          input: {FunctionName: '{function}', Qualifier: 'noalias'},
          status: 404,
          refused: {code: 'ResourceNotFoundException', message: 'Cannot find alias arn: {functionArn}:noalias', type: 'User'},
        },
        {
          asked: 'lambda:GetProvisionedConcurrencyConfig',
          input: {FunctionName: '{function}', Qualifier: '10'},
          status: 404,
          refused: {code: 'ResourceNotFoundException', message: 'Function not found: {functionArn}:10', type: 'User'},
        },
        {
          asked: 'lambda:GetProvisionedConcurrencyConfig',
          input: {FunctionName: '{function}', Qualifier: '$LATEST'},
          status: 400,
          refused: {
            code: 'InvalidParameterValueException',
            message: 'The function resource provided must be an alias or a published version.',
            type: 'User',
          },
        },
        {
          asked: 'lambda:ListProvisionedConcurrencyConfigs',
          input: {FunctionName: '{function}'},
          status: 200,
          answer: {ProvisionedConcurrencyConfigs: []},
        },
        {
          asked: 'lambda:ListProvisionedConcurrencyConfigs',
          input: {FunctionName: 'doesnotexist'},
          status: 404,
          refused: {
            code: 'ResourceNotFoundException',
            message: 'Function not found: arn:aws:lambda:{region}:{account}:function:doesnotexist',
            type: 'User',
          },
        },
      ],
    },
    {
      test: 'TestLambdaRecursion::test_put_function_recursion_config_default_terminate',
      recorded: '2025-11-25',
      steps: [
        ...freshFunction,
        {
          asked: 'lambda:GetFunctionRecursionConfig',
          input: {FunctionName: '{function}'},
          status: 200,
          answer: {RecursiveLoop: 'Terminate'},
        },
      ],
    },
    {
      test: 'TestLambdaPermissions::test_permission_exceptions',
      recorded: '2025-11-25',
      steps: [
        ...freshFunction,
        {
          asked: 'lambda:GetPolicy',
          input: {FunctionName: 'doesnotexist'},
          status: 404,
          refused: {code: 'ResourceNotFoundException', message: 'The resource you requested does not exist.', type: 'User'},
        },
        {
          asked: 'lambda:GetPolicy',
          input: {FunctionName: '{function}', Qualifier: '3'},
          status: 404,
          refused: {code: 'ResourceNotFoundException', message: 'The resource you requested does not exist.', type: 'User'},
        },
      ],
    },
    {
      test: 'TestLambdaAccountSettings::test_account_settings',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:GetAccountSettings',
          input: {},
          status: 200,
          answer: {
            AccountLimit: {
              CodeSizeUnzipped: '<number>',
              CodeSizeZipped: '<number>',
              ConcurrentExecutions: '<number>',
              TotalCodeSize: '<number>',
              UnreservedConcurrentExecutions: '<number>',
            },
            AccountUsage: {FunctionCount: '<number>', TotalCodeSize: '<number>'},
          },
        },
      ],
    },
  ],
} satisfies Recordings
