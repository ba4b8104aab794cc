import type {Recordings} from '../../recording.ts'
import {configuration} from '../../shapes.ts'
import {freshFunction} from '../../steps.ts'

export default {
  source: 'localstack/localstack tests/aws/services/lambda_/test_lambda_api.snapshot.json',
  stories: [
    {
      test: 'TestLambdaFunction::test_function_lifecycle',
      recorded: '2025-11-25',
      steps: [
        {given: 'lambda:DeleteFunction', input: {FunctionName: '{function}'}},
        {
          asked: 'lambda:CreateFunction',
          input: {
            FunctionName: '{function}',
            Role: 'arn:aws:iam::{account}:role/{role}',
            Code: {ZipFile: new Uint8Array([80, 75])},
            Runtime: 'python3.12',
            Handler: 'handler.handler',
            Timeout: 5,
            MemorySize: 256,
            Environment: {Variables: {}},
          },
          status: 201,
          answer: {
            ...configuration,
            MemorySize: 256,
            State: 'Pending',
            StateReason: 'The function is being created.',
            StateReasonCode: 'Creating',
            Timeout: 5,
            LastUpdateStatus: undefined,
          },
        },
        {passSeconds: 5},
        {
          asked: 'lambda:GetFunction',
          input: {FunctionName: '{function}'},
          status: 200,
          answer: {
            Code: {Location: '<url>', RepositoryType: 'S3'},
            Configuration: {...configuration, MemorySize: 256, RevisionId: '<uuid:2>', Timeout: 5},
          },
        },
        {
          asked: 'lambda:UpdateFunctionConfiguration',
          input: {
            FunctionName: '{function}',
            Runtime: 'python3.11',
            Description: 'Changed-Description',
            MemorySize: 512,
            Timeout: 10,
            Environment: {Variables: {ENV_A: 'a'}},
          },
          status: 200,
          answer: {
            ...configuration,
            Description: 'Changed-Description',
            Environment: {Variables: {ENV_A: 'a'}},
            LastUpdateStatus: 'InProgress',
            LastUpdateStatusReason: 'The function is being created.',
            LastUpdateStatusReasonCode: 'Creating',
            MemorySize: 512,
            RevisionId: '<uuid:3>',
            Runtime: 'python3.11',
            RuntimeVersionConfig: {RuntimeVersionArn: 'arn:aws:lambda:{region}::runtime:<hex:runtime2>'},
            Timeout: 10,
          },
        },
        {passSeconds: 5},
        {
          asked: 'lambda:GetFunction',
          input: {FunctionName: '{function}'},
          status: 200,
          answer: {
            Code: {Location: '<url>', RepositoryType: 'S3'},
            Configuration: {
              ...configuration,
              Description: 'Changed-Description',
              Environment: {Variables: {ENV_A: 'a'}},
              MemorySize: 512,
              RevisionId: '<uuid:4>',
              Runtime: 'python3.11',
              RuntimeVersionConfig: {RuntimeVersionArn: 'arn:aws:lambda:{region}::runtime:<hex:runtime2>'},
              Timeout: 10,
            },
          },
        },
        {asked: 'lambda:DeleteFunction', input: {FunctionName: '{function}'}, status: 204, answer: {StatusCode: 204}},
        {
          asked: 'lambda:DeleteFunction',
          input: {FunctionName: '{function}'},
          status: 404,
          refused: {code: 'ResourceNotFoundException', message: 'Function not found: {functionArn}', type: 'User'},
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_redundant_updates',
      recorded: '2025-11-25',
      steps: [
        {given: 'lambda:DeleteFunction', input: {FunctionName: '{function}'}},
        {
          asked: 'lambda:CreateFunction',
          input: {
            FunctionName: '{function}',
            Role: 'arn:aws:iam::{account}:role/{role}',
            Code: {ZipFile: new Uint8Array([80, 75])},
            Runtime: 'python3.12',
            Handler: 'handler.handler',
            Timeout: 30,
            MemorySize: 128,
            Environment: {Variables: {}},
            Description: 'Initial description',
          },
          status: 201,
          answer: {
            ...configuration,
            Description: 'Initial description',
            State: 'Pending',
            StateReason: 'The function is being created.',
            StateReasonCode: 'Creating',
            LastUpdateStatus: undefined,
          },
        },
        {passSeconds: 5},
        {
          asked: 'lambda:UpdateFunctionConfiguration',
          input: {FunctionName: '{function}', Description: '1st update description'},
          status: 200,
          answer: {
            ...configuration,
            Description: '1st update description',
            LastUpdateStatus: 'InProgress',
            LastUpdateStatusReason: 'The function is being created.',
            LastUpdateStatusReasonCode: 'Creating',
            RevisionId: '<uuid:2>',
          },
        },
        {passSeconds: 5},
        {
          asked: 'lambda:GetFunctionConfiguration',
          input: {FunctionName: '{function}'},
          status: 200,
          answer: {...configuration, Description: '1st update description', RevisionId: '<uuid:3>'},
        },
        {
          asked: 'lambda:GetFunction',
          input: {FunctionName: '{function}'},
          status: 200,
          answer: {
            Code: {Location: '<url>', RepositoryType: 'S3'},
            Configuration: {...configuration, Description: '1st update description', RevisionId: '<uuid:3>'},
          },
        },
        {
          asked: 'lambda:UpdateFunctionConfiguration',
          input: {FunctionName: '{function}', Description: '1st update description'},
          status: 200,
          answer: {
            ...configuration,
            Description: '1st update description',
            LastUpdateStatus: 'InProgress',
            LastUpdateStatusReason: 'The function is being created.',
            LastUpdateStatusReasonCode: 'Creating',
            RevisionId: '<uuid:4>',
          },
        },
        {passSeconds: 5},
        {
          asked: 'lambda:GetFunction',
          input: {FunctionName: '{function}'},
          status: 200,
          answer: {
            Code: {Location: '<url>', RepositoryType: 'S3'},
            Configuration: {...configuration, Description: '1st update description', RevisionId: '<uuid:5>'},
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_list_functions',
      recorded: '2025-11-25',
      steps: [
        {given: 'lambda:DeleteFunction', input: {FunctionName: '{function}'}},
        {
          asked: 'lambda:CreateFunction',
          input: {
            FunctionName: '{function}',
            Role: 'arn:aws:iam::{account}:role/{role}',
            Code: {ZipFile: new Uint8Array([80, 75])},
            Runtime: 'python3.12',
            Handler: 'handler.handler',
            Timeout: 30,
            MemorySize: 128,
            Environment: {Variables: {}},
            Publish: true,
          },
          status: 201,
          answer: {
            ...configuration,
            State: 'Pending',
            StateReason: 'The function is being created.',
            StateReasonCode: 'Creating',
            Version: '<digits:1>',
            LastUpdateStatus: undefined,
          },
        },
        {passSeconds: 5},
        {
          asked: 'lambda:ListFunctions',
          input: {FunctionVersion: 'invalid'},
          status: 400,
          refused: {
            code: 'ValidationException',
            message:
              "1 validation error detected: Value 'invalid' at 'functionVersion' failed to satisfy constraint: Member must satisfy enum value set: [ALL]",
          },
        },
        {
          asked: 'lambda:ListFunctions',
          input: {FunctionVersion: 'ALL'},
          status: 200,
          answer: {
            Functions: [
              {
                ...configuration,
                FunctionArn: '{functionArn}:$LATEST',
                RevisionId: '<uuid:3>',
                RuntimeVersionConfig: undefined,
                State: undefined,
                LastUpdateStatus: undefined,
              },
              {
                ...configuration,
                FunctionArn: '{functionArn}:<digits:1>',
                RevisionId: '<uuid:4>',
                Version: '<digits:1>',
                RuntimeVersionConfig: undefined,
                State: undefined,
                LastUpdateStatus: undefined,
              },
            ],
          },
        },
        {
          asked: 'lambda:ListFunctions',
          input: {},
          status: 200,
          answer: {
            Functions: [
              {...configuration, RevisionId: '<uuid:3>', RuntimeVersionConfig: undefined, State: undefined, LastUpdateStatus: undefined},
            ],
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_create_lambda_exceptions',
      recorded: '2026-01-12',
      steps: [
        {given: 'lambda:DeleteFunction', input: {FunctionName: '{function}'}},
        {
          asked: 'lambda:CreateFunction',
          input: {
            FunctionName: '{function}',
            Role: 'r1',
            Code: {ZipFile: new Uint8Array([80, 75])},
            Runtime: 'python3.12',
            Handler: 'handler.handler',
            Timeout: 30,
            MemorySize: 128,
            Environment: {Variables: {}},
          },
          status: 400,
          refused: {
            code: 'ValidationException',
            message:
              "1 validation error detected: Value 'r1' at 'role' failed to satisfy constraint: Member must satisfy regular expression pattern: arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+",
          },
        },
        {
          asked: 'lambda:CreateFunction',
          input: {
            FunctionName: '{function}',
            Role: 'arn:aws:iam::{account}:role/{role}',
            Code: {ZipFile: new Uint8Array([80, 75])},
            Runtime: 'non-existent-runtime',
            Handler: 'handler.handler',
            Timeout: 30,
            MemorySize: 128,
            Environment: {Variables: {}},
          },
          status: 400,
          refused: {
            code: 'InvalidParameterValueException',
            message:
              "Value non-existent-runtime at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [nodejs20.x, python3.14, provided.al2023, python3.12, python3.13, nodejs24.x, nodejs22.x, java25, python3.10, python3.11, java21, ruby3.3, ruby3.4, ruby3.2, python3.8, python3.9, java17, nodejs16.x, dotnet10, dotnet8, java11, dotnet6, nodejs18.x, provided.al2, java8.al2] or be a valid ARN",
            type: 'User',
          },
        },
        {
          asked: 'lambda:CreateFunction',
          input: {
            FunctionName: '{function}',
            Role: 'arn:aws:iam::{account}:role/{role}',
            Code: {ZipFile: new Uint8Array([80, 75])},
            Runtime: 'PYTHON3.9',
            Handler: 'handler.handler',
            Timeout: 30,
            MemorySize: 128,
            Environment: {Variables: {}},
          },
          status: 400,
          refused: {
            code: 'InvalidParameterValueException',
            message:
              "Value PYTHON3.9 at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [nodejs20.x, python3.14, provided.al2023, python3.12, python3.13, nodejs24.x, nodejs22.x, java25, python3.10, python3.11, java21, ruby3.3, ruby3.4, ruby3.2, python3.8, python3.9, java17, nodejs16.x, dotnet10, dotnet8, java11, dotnet6, nodejs18.x, provided.al2, java8.al2] or be a valid ARN",
            type: 'User',
          },
        },
        {
          asked: 'lambda:CreateFunction',
          input: {
            FunctionName: '{function}',
            Role: 'arn:aws:iam::{account}:role/{role}',
            Code: {ZipFile: new Uint8Array([80, 75])},
            Runtime: 'python3.12',
            Handler: 'handler.handler',
            Timeout: 30,
            MemorySize: 128,
            Environment: {Variables: {}},
            Architectures: ['x86_64', 'arm64'],
          },
          status: 400,
          refused: {
            code: 'ValidationException',
            message:
              "1 validation error detected: Value '[x86_64, arm64]' at 'architectures' failed to satisfy constraint: Member must have length less than or equal to 1",
          },
        },
        {
          asked: 'lambda:CreateFunction',
          input: {
            FunctionName: '{function}',
            Role: 'arn:aws:iam::{account}:role/{role}',
            Code: {ZipFile: new Uint8Array([80, 75])},
            Runtime: 'python3.12',
            Handler: 'handler.handler',
            Timeout: 30,
            MemorySize: 128,
            Environment: {Variables: {}},
            Architectures: ['X86_64'],
          },
          status: 400,
          refused: {
            code: 'ValidationException',
            message:
              "1 validation error detected: Value '[X86_64]' at 'architectures' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [x86_64, arm64], Member must not be null]",
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_update_lambda_exceptions',
      recorded: '2026-01-12',
      steps: [
        ...freshFunction,
        {
          asked: 'lambda:UpdateFunctionConfiguration',
          input: {FunctionName: '{function}', Role: 'r1'},
          status: 400,
          refused: {
            code: 'ValidationException',
            message:
              "1 validation error detected: Value 'r1' at 'role' failed to satisfy constraint: Member must satisfy regular expression pattern: arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+",
          },
        },
        {
          asked: 'lambda:UpdateFunctionConfiguration',
          input: {FunctionName: '{function}', Runtime: 'non-existent-runtime'},
          status: 400,
          refused: {
            code: 'InvalidParameterValueException',
            message:
              "Value non-existent-runtime at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [nodejs20.x, python3.14, provided.al2023, python3.12, python3.13, nodejs24.x, nodejs22.x, java25, python3.10, python3.11, java21, ruby3.3, ruby3.4, ruby3.2, python3.8, python3.9, java17, nodejs16.x, dotnet10, dotnet8, java11, dotnet6, nodejs18.x, provided.al2, java8.al2] or be a valid ARN",
            type: 'User',
          },
        },
        {
          asked: 'lambda:UpdateFunctionConfiguration',
          input: {FunctionName: '{function}', Runtime: 'PYTHON3.9'},
          status: 400,
          refused: {
            code: 'InvalidParameterValueException',
            message:
              "Value PYTHON3.9 at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [nodejs20.x, python3.14, provided.al2023, python3.12, python3.13, nodejs24.x, nodejs22.x, java25, python3.10, python3.11, java21, ruby3.3, ruby3.4, ruby3.2, python3.8, python3.9, java17, nodejs16.x, dotnet10, dotnet8, java11, dotnet6, nodejs18.x, provided.al2, java8.al2] or be a valid ARN",
            type: 'User',
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_lambda_concurrent_config_updates',
      recorded: '2025-11-25',
      steps: [
        {given: 'lambda:DeleteFunction', input: {FunctionName: '{function}'}},
        {
          asked: 'lambda:CreateFunction',
          input: {
            FunctionName: '{function}',
            Role: 'arn:aws:iam::{account}:role/{role}',
            Code: {ZipFile: new Uint8Array([80, 75])},
            Runtime: 'python3.12',
            Handler: 'handler.handler',
            Timeout: 30,
            MemorySize: 128,
            Environment: {Variables: {}},
          },
          status: 201,
          answer: {
            ...configuration,
            State: 'Pending',
            StateReason: 'The function is being created.',
            StateReasonCode: 'Creating',
            LastUpdateStatus: undefined,
          },
        },
        {passSeconds: 5},
        {given: 'lambda:UpdateFunctionConfiguration', input: {FunctionName: '{function}', Description: 'one'}},
        {
          asked: 'lambda:UpdateFunctionConfiguration',
          input: {FunctionName: '{function}', Description: 'two'},
          status: 409,
          refused: {
            code: 'ResourceConflictException',
            message: 'The operation cannot be performed at this time. An update is in progress for resource: {functionArn}',
            type: 'User',
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_function_arns',
      recorded: '2025-11-25',
      steps: [
        {given: 'lambda:DeleteFunction', input: {FunctionName: '{function}'}},
        {
          asked: 'lambda:CreateFunction',
          input: {
            FunctionName: '{functionArn}',
            Role: 'arn:aws:iam::{account}:role/{role}',
            Code: {ZipFile: new Uint8Array([80, 75])},
            Runtime: 'python3.12',
            Handler: 'handler.handler',
            Timeout: 30,
            MemorySize: 128,
            Environment: {Variables: {}},
          },
          status: 201,
          answer: {
            ...configuration,
            State: 'Pending',
            StateReason: 'The function is being created.',
            StateReasonCode: 'Creating',
            LastUpdateStatus: undefined,
          },
        },
        {passSeconds: 5},
        {given: 'lambda:DeleteFunction', input: {FunctionName: '{function}'}},
        {
          asked: 'lambda:CreateFunction',
          input: {
            FunctionName: '{account}:function:{function}',
            Role: 'arn:aws:iam::{account}:role/{role}',
            Code: {ZipFile: new Uint8Array([80, 75])},
            Runtime: 'python3.12',
            Handler: 'handler.handler',
            Timeout: 30,
            MemorySize: 128,
            Environment: {Variables: {}},
          },
          status: 201,
          answer: {
            ...configuration,
            RevisionId: '<uuid:2>',
            State: 'Pending',
            StateReason: 'The function is being created.',
            StateReasonCode: 'Creating',
            LastUpdateStatus: undefined,
          },
        },
        {
          asked: 'lambda:CreateFunction',
          input: {
            FunctionName: 'invalid:function:name',
            Role: 'arn:aws:iam::{account}:role/{role}',
            Code: {ZipFile: new Uint8Array([80, 75])},
            Runtime: 'python3.12',
            Handler: 'handler.handler',
            Timeout: 30,
            MemorySize: 128,
            Environment: {Variables: {}},
          },
          status: 400,
          refused: {
            code: 'ValidationException',
            message:
              "1 validation error detected: Value 'invalid:function:name' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: (arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?",
          },
        },
        {
          asked: 'lambda:CreateFunction',
          input: {
            FunctionName: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
            Role: 'arn:aws:iam::{account}:role/{role}',
            Code: {ZipFile: new Uint8Array([80, 75])},
            Runtime: 'python3.12',
            Handler: 'handler.handler',
            Timeout: 30,
            MemorySize: 128,
            Environment: {Variables: {}},
          },
          status: 400,
          refused: {
            code: 'InvalidParameterValueException',
            message:
              "1 validation error detected: Value 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' at 'functionName' failed to satisfy constraint: Member must have length less than or equal to 64",
            type: 'User',
          },
        },
        {
          asked: 'lambda:CreateFunction',
          input: {
            FunctionName:
              'arn:aws:lambda:{region}:{account}:function:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
            Role: 'arn:aws:iam::{account}:role/{role}',
            Code: {ZipFile: new Uint8Array([80, 75])},
            Runtime: 'python3.12',
            Handler: 'handler.handler',
            Timeout: 30,
            MemorySize: 128,
            Environment: {Variables: {}},
          },
          status: 400,
          refused: {
            code: 'ValidationException',
            message:
              "1 validation error detected: Value 'arn:aws:lambda:{region}:{account}:function:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' at 'functionName' failed to satisfy constraint: Member must have length less than or equal to 140",
          },
        },
        {
          asked: 'lambda:CreateFunction',
          input: {
            FunctionName: 'arn:aws:lambda:ap-southeast-1:{account}:function:other',
            Role: 'arn:aws:iam::{account}:role/{role}',
            Code: {ZipFile: new Uint8Array([80, 75])},
            Runtime: 'python3.12',
            Handler: 'handler.handler',
            Timeout: 30,
            MemorySize: 128,
            Environment: {Variables: {}},
          },
          status: 404,
          refused: {
            code: 'ResourceNotFoundException',
            message: "Functions from 'ap-southeast-1' are not reachable in this region ('{region}')",
            type: 'User',
          },
        },
        {
          asked: 'lambda:CreateFunction',
          input: {
            FunctionName: 'arn:aws:lambda:{region}:000000000000:function:other',
            Role: 'arn:aws:iam::{account}:role/{role}',
            Code: {ZipFile: new Uint8Array([80, 75])},
            Runtime: 'python3.12',
            Handler: 'handler.handler',
            Timeout: 30,
            MemorySize: 128,
            Environment: {Variables: {}},
          },
          status: 403,
          refused: {code: 'AccessDeniedException'},
        },
      ],
    },
    {
      test: 'TestRuntimeValidation::test_create_deprecated_function_runtime_with_validation_enabled[java8]',
      recorded: '2026-01-12',
      steps: [
        {given: 'lambda:DeleteFunction', input: {FunctionName: '{function}'}},
        {
          asked: 'lambda:CreateFunction',
          input: {
            FunctionName: '{function}',
            Role: 'arn:aws:iam::{account}:role/{role}',
            Code: {ZipFile: new Uint8Array([80, 75])},
            Runtime: 'java8',
            Handler: 'handler.handler',
            Timeout: 30,
            MemorySize: 128,
            Environment: {Variables: {}},
          },
          status: 400,
          refused: {
            code: 'InvalidParameterValueException',
            message:
              'The runtime parameter of java8 is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions.',
            type: 'User',
          },
        },
      ],
    },
    {
      test: 'TestRuntimeValidation::test_create_deprecated_function_runtime_with_validation_enabled[go1.x]',
      recorded: '2026-01-12',
      steps: [
        {given: 'lambda:DeleteFunction', input: {FunctionName: '{function}'}},
        {
          asked: 'lambda:CreateFunction',
          input: {
            FunctionName: '{function}',
            Role: 'arn:aws:iam::{account}:role/{role}',
            Code: {ZipFile: new Uint8Array([80, 75])},
            Runtime: 'go1.x',
            Handler: 'handler.handler',
            Timeout: 30,
            MemorySize: 128,
            Environment: {Variables: {}},
          },
          status: 400,
          refused: {
            code: 'InvalidParameterValueException',
            message:
              'The runtime parameter of go1.x is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions.',
            type: 'User',
          },
        },
      ],
    },
    {
      test: 'TestRuntimeValidation::test_create_deprecated_function_runtime_with_validation_enabled[provided]',
      recorded: '2026-01-12',
      steps: [
        {given: 'lambda:DeleteFunction', input: {FunctionName: '{function}'}},
        {
          asked: 'lambda:CreateFunction',
          input: {
            FunctionName: '{function}',
            Role: 'arn:aws:iam::{account}:role/{role}',
            Code: {ZipFile: new Uint8Array([80, 75])},
            Runtime: 'provided',
            Handler: 'handler.handler',
            Timeout: 30,
            MemorySize: 128,
            Environment: {Variables: {}},
          },
          status: 400,
          refused: {
            code: 'InvalidParameterValueException',
            message:
              'The runtime parameter of provided is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions.',
            type: 'User',
          },
        },
      ],
    },
    {
      test: 'TestRuntimeValidation::test_create_deprecated_function_runtime_with_validation_enabled[ruby2.7]',
      recorded: '2026-01-12',
      steps: [
        {given: 'lambda:DeleteFunction', input: {FunctionName: '{function}'}},
        {
          asked: 'lambda:CreateFunction',
          input: {
            FunctionName: '{function}',
            Role: 'arn:aws:iam::{account}:role/{role}',
            Code: {ZipFile: new Uint8Array([80, 75])},
            Runtime: 'ruby2.7',
            Handler: 'handler.handler',
            Timeout: 30,
            MemorySize: 128,
            Environment: {Variables: {}},
          },
          status: 400,
          refused: {
            code: 'InvalidParameterValueException',
            message:
              'The runtime parameter of ruby2.7 is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions.',
            type: 'User',
          },
        },
      ],
    },
    {
      test: 'TestRuntimeValidation::test_create_deprecated_function_runtime_with_validation_enabled[nodejs14.x]',
      recorded: '2026-01-12',
      steps: [
        {given: 'lambda:DeleteFunction', input: {FunctionName: '{function}'}},
        {
          asked: 'lambda:CreateFunction',
          input: {
            FunctionName: '{function}',
            Role: 'arn:aws:iam::{account}:role/{role}',
            Code: {ZipFile: new Uint8Array([80, 75])},
            Runtime: 'nodejs14.x',
            Handler: 'handler.handler',
            Timeout: 30,
            MemorySize: 128,
            Environment: {Variables: {}},
          },
          status: 400,
          refused: {
            code: 'InvalidParameterValueException',
            message:
              'The runtime parameter of nodejs14.x is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions.',
            type: 'User',
          },
        },
      ],
    },
    {
      test: 'TestRuntimeValidation::test_create_deprecated_function_runtime_with_validation_enabled[python3.7]',
      recorded: '2026-01-12',
      steps: [
        {given: 'lambda:DeleteFunction', input: {FunctionName: '{function}'}},
        {
          asked: 'lambda:CreateFunction',
          input: {
            FunctionName: '{function}',
            Role: 'arn:aws:iam::{account}:role/{role}',
            Code: {ZipFile: new Uint8Array([80, 75])},
            Runtime: 'python3.7',
            Handler: 'handler.handler',
            Timeout: 30,
            MemorySize: 128,
            Environment: {Variables: {}},
          },
          status: 400,
          refused: {
            code: 'InvalidParameterValueException',
            message:
              'The runtime parameter of python3.7 is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions.',
            type: 'User',
          },
        },
      ],
    },
    {
      test: 'TestRuntimeValidation::test_create_deprecated_function_runtime_with_validation_enabled[dotnetcore3.1]',
      recorded: '2026-01-12',
      steps: [
        {given: 'lambda:DeleteFunction', input: {FunctionName: '{function}'}},
        {
          asked: 'lambda:CreateFunction',
          input: {
            FunctionName: '{function}',
            Role: 'arn:aws:iam::{account}:role/{role}',
            Code: {ZipFile: new Uint8Array([80, 75])},
            Runtime: 'dotnetcore3.1',
            Handler: 'handler.handler',
            Timeout: 30,
            MemorySize: 128,
            Environment: {Variables: {}},
          },
          status: 400,
          refused: {
            code: 'InvalidParameterValueException',
            message:
              'The runtime parameter of dotnetcore3.1 is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions.',
            type: 'User',
          },
        },
      ],
    },
    {
      test: 'TestRuntimeValidation::test_create_deprecated_function_runtime_with_validation_enabled[nodejs12.x]',
      recorded: '2026-01-12',
      steps: [
        {given: 'lambda:DeleteFunction', input: {FunctionName: '{function}'}},
        {
          asked: 'lambda:CreateFunction',
          input: {
            FunctionName: '{function}',
            Role: 'arn:aws:iam::{account}:role/{role}',
            Code: {ZipFile: new Uint8Array([80, 75])},
            Runtime: 'nodejs12.x',
            Handler: 'handler.handler',
            Timeout: 30,
            MemorySize: 128,
            Environment: {Variables: {}},
          },
          status: 400,
          refused: {
            code: 'InvalidParameterValueException',
            message:
              'The runtime parameter of nodejs12.x is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions.',
            type: 'User',
          },
        },
      ],
    },
  ],
} satisfies Recordings
