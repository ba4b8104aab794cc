import type {Recordings} from '../../recording.ts'

export default {
  source: 'localstack/localstack tests/aws/services/lambda_/test_lambda_api.snapshot.json',
  stories: [
    {
      test: 'TestLambdaFunction::test_ops_with_arn_qualifier_mismatch[delete_function]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:DeleteFunction',
          input: {FunctionName: 'arn:aws:lambda:{region}:{account}:function:some-function:1', Qualifier: '$LATEST'},
          status: 400,
          refused: {
            code: 'InvalidParameterValueException',
            message: 'The derived qualifier from the function name does not match the specified qualifier.',
            type: 'User',
          },
        },
        {
          asked: 'lambda:DeleteFunction',
          input: {FunctionName: 'arn:aws:lambda:{region}:{account}:function:some-function:$LATEST', Qualifier: '$LATEST'},
          status: 400,
          refused: {
            code: 'InvalidParameterValueException',
            message: '$LATEST version cannot be deleted without deleting the function.',
            type: 'User',
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_ops_with_arn_qualifier_mismatch[get_function]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:GetFunction',
          input: {FunctionName: 'arn:aws:lambda:{region}:{account}:function:some-function:1', Qualifier: '$LATEST'},
          status: 400,
          refused: {
            code: 'InvalidParameterValueException',
            message: 'The derived qualifier from the function name does not match the specified qualifier.',
            type: 'User',
          },
        },
        {
          asked: 'lambda:GetFunction',
          input: {FunctionName: 'arn:aws:lambda:{region}:{account}:function:some-function:$LATEST', Qualifier: '$LATEST'},
          status: 404,
          refused: {
            code: 'ResourceNotFoundException',
            message: 'Function not found: arn:aws:lambda:{region}:{account}:function:some-function:$LATEST',
            type: 'User',
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_ops_with_arn_qualifier_mismatch[get_function_configuration]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:GetFunctionConfiguration',
          input: {FunctionName: 'arn:aws:lambda:{region}:{account}:function:some-function:1', Qualifier: '$LATEST'},
          status: 400,
          refused: {
            code: 'InvalidParameterValueException',
            message: 'The derived qualifier from the function name does not match the specified qualifier.',
            type: 'User',
          },
        },
        {
          asked: 'lambda:GetFunctionConfiguration',
          input: {FunctionName: 'arn:aws:lambda:{region}:{account}:function:some-function:$LATEST', Qualifier: '$LATEST'},
          status: 404,
          refused: {
            code: 'ResourceNotFoundException',
            message: 'Function not found: arn:aws:lambda:{region}:{account}:function:some-function:$LATEST',
            type: 'User',
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_ops_on_nonexisting_version[get_function]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:GetFunction',
          input: {FunctionName: '{function}', Qualifier: '1221'},
          status: 404,
          refused: {code: 'ResourceNotFoundException', message: 'Function not found: {functionArn}:1221', type: 'User'},
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_ops_on_nonexisting_version[get_function_configuration]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:GetFunctionConfiguration',
          input: {FunctionName: '{function}', Qualifier: '1221'},
          status: 404,
          refused: {code: 'ResourceNotFoundException', message: 'Function not found: {functionArn}:1221', type: 'User'},
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_delete_on_nonexisting_version',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:DeleteFunction',
          input: {FunctionName: 'no-such-function'},
          status: 404,
          refused: {
            code: 'ResourceNotFoundException',
            message: 'Function not found: arn:aws:lambda:{region}:{account}:function:no-such-function',
            type: 'User',
          },
        },
        {
          asked: 'lambda:DeleteFunction',
          input: {FunctionName: 'no-such-function', Qualifier: '1221'},
          status: 404,
          refused: {
            code: 'ResourceNotFoundException',
            message: 'Function not found: arn:aws:lambda:{region}:{account}:function:no-such-function',
            type: 'User',
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_ops_on_nonexisting_fn[delete_function]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:DeleteFunction',
          input: {FunctionName: 'no-such-function'},
          status: 404,
          refused: {
            code: 'ResourceNotFoundException',
            message: 'Function not found: arn:aws:lambda:{region}:{account}:function:no-such-function',
            type: 'User',
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_ops_on_nonexisting_fn[get_function]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:GetFunction',
          input: {FunctionName: 'no-such-function'},
          status: 404,
          refused: {
            code: 'ResourceNotFoundException',
            message: 'Function not found: arn:aws:lambda:{region}:{account}:function:no-such-function',
            type: 'User',
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_ops_on_nonexisting_fn[get_function_configuration]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:GetFunctionConfiguration',
          input: {FunctionName: 'no-such-function'},
          status: 404,
          refused: {
            code: 'ResourceNotFoundException',
            message: 'Function not found: arn:aws:lambda:{region}:{account}:function:no-such-function',
            type: 'User',
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_ops_on_nonexisting_fn[get_function_concurrency]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:GetFunctionConcurrency',
          input: {FunctionName: 'no-such-function'},
          status: 404,
          refused: {
            code: 'ResourceNotFoundException',
            message: 'Function not found: arn:aws:lambda:{region}:{account}:function:no-such-function',
            type: 'User',
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_get_function_wrong_region[get_function]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:GetFunction',
          input: {FunctionName: 'arn:aws:lambda:eu-west-1:{account}:function:{function}'},
          status: 404,
          refused: {
            code: 'ResourceNotFoundException',
            message: "Functions from 'eu-west-1' are not reachable in this region ('{region}')",
            type: 'User',
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_get_function_wrong_region[get_function_configuration]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:GetFunctionConfiguration',
          input: {FunctionName: 'arn:aws:lambda:eu-west-1:{account}:function:{function}'},
          status: 404,
          refused: {
            code: 'ResourceNotFoundException',
            message: "Functions from 'eu-west-1' are not reachable in this region ('{region}')",
            type: 'User',
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_get_function_wrong_region[get_function_concurrency]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:GetFunctionConcurrency',
          input: {FunctionName: 'arn:aws:lambda:eu-west-1:{account}:function:{function}'},
          status: 404,
          refused: {
            code: 'ResourceNotFoundException',
            message: "Functions from 'eu-west-1' are not reachable in this region ('{region}')",
            type: 'User',
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_get_function_wrong_region[delete_function]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:DeleteFunction',
          input: {FunctionName: 'arn:aws:lambda:eu-west-1:{account}:function:{function}'},
          status: 404,
          refused: {
            code: 'ResourceNotFoundException',
            message: "Functions from 'eu-west-1' are not reachable in this region ('{region}')",
            type: 'User',
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_get_function_wrong_region[invoke]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:Invoke',
          input: {FunctionName: 'arn:aws:lambda:eu-west-1:{account}:function:{function}'},
          status: 404,
          refused: {
            code: 'ResourceNotFoundException',
            message: "Functions from 'eu-west-1' are not reachable in this region ('{region}')",
            type: 'User',
          },
        },
      ],
    },
  ],
} satisfies Recordings
