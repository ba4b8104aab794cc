import type {Recordings} from '../../recording.ts'
import {namePattern} from '../../shapes.ts'

export default {
  source: 'localstack/localstack tests/aws/services/lambda_/test_lambda_api.snapshot.json',
  stories: [
    {
      test: 'TestLambdaFunction::test_function_name_and_qualifier_validation[invalid_characters_in_function_name-get_function]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:GetFunction',
          input: {FunctionName: 'my-function!'},
          status: 400,
          refused: {
            code: 'ValidationException',
            message: `1 validation error detected: Value 'my-function!' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${namePattern}`,
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_function_name_and_qualifier_validation[invalid_characters_in_function_name-delete_function]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:DeleteFunction',
          input: {FunctionName: 'my-function!'},
          status: 400,
          refused: {
            code: 'ValidationException',
            message: `1 validation error detected: Value 'my-function!' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${namePattern}`,
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_function_name_and_qualifier_validation[invalid_characters_in_function_name-invoke]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:Invoke',
          input: {FunctionName: 'my-function!'},
          status: 400,
          refused: {
            code: 'ValidationException',
            message: `1 validation error detected: Value 'my-function!' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${namePattern}`,
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_function_name_and_qualifier_validation[function_name_is_single_invalid-get_function]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:GetFunction',
          input: {FunctionName: '*'},
          status: 400,
          refused: {
            code: 'ValidationException',
            message: `1 validation error detected: Value '*' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${namePattern}`,
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_function_name_and_qualifier_validation[function_name_is_single_invalid-delete_function]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:DeleteFunction',
          input: {FunctionName: '*'},
          status: 400,
          refused: {
            code: 'ValidationException',
            message: `1 validation error detected: Value '*' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${namePattern}`,
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_function_name_and_qualifier_validation[function_name_is_single_invalid-invoke]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:Invoke',
          input: {FunctionName: '*'},
          status: 400,
          refused: {
            code: 'ValidationException',
            message: `1 validation error detected: Value '*' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${namePattern}`,
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_function_name_and_qualifier_validation[invalid_characters_in_qualifier-get_function]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:GetFunction',
          input: {FunctionName: 'my-function', Qualifier: 'invalid!'},
          status: 400,
          refused: {
            code: 'ValidationException',
            message:
              "1 validation error detected: Value 'invalid!' at 'qualifier' failed to satisfy constraint: Member must satisfy regular expression pattern: \\$(LATEST(\\.PUBLISHED)?)|[a-zA-Z0-9-_$]+",
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_function_name_and_qualifier_validation[invalid_characters_in_qualifier-delete_function]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:DeleteFunction',
          input: {FunctionName: 'my-function', Qualifier: 'invalid!'},
          status: 400,
          refused: {
            code: 'ValidationException',
            message:
              "1 validation error detected: Value 'invalid!' at 'qualifier' failed to satisfy constraint: Member must satisfy regular expression pattern: \\$(LATEST(\\.PUBLISHED)?)|[a-zA-Z0-9-_$]+",
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_function_name_and_qualifier_validation[invalid_characters_in_qualifier-invoke]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:Invoke',
          input: {FunctionName: 'my-function', Qualifier: 'invalid!'},
          status: 400,
          refused: {
            code: 'ValidationException',
            message:
              "1 validation error detected: Value 'invalid!' at 'qualifier' failed to satisfy constraint: Member must satisfy regular expression pattern: \\$(LATEST(\\.PUBLISHED)?)|[a-zA-Z0-9-_$]+",
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_function_name_and_qualifier_validation[invalid_account_id_in_partial_arn-get_function]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:GetFunction',
          input: {FunctionName: 'invalid-account:function:my-function'},
          status: 400,
          refused: {
            code: 'ValidationException',
            message: `1 validation error detected: Value 'invalid-account:function:my-function' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${namePattern}`,
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_function_name_and_qualifier_validation[invalid_account_id_in_partial_arn-delete_function]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:DeleteFunction',
          input: {FunctionName: 'invalid-account:function:my-function'},
          status: 400,
          refused: {
            code: 'ValidationException',
            message: `1 validation error detected: Value 'invalid-account:function:my-function' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${namePattern}`,
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_function_name_and_qualifier_validation[invalid_account_id_in_partial_arn-invoke]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:Invoke',
          input: {FunctionName: 'invalid-account:function:my-function'},
          status: 400,
          refused: {
            code: 'ValidationException',
            message: `1 validation error detected: Value 'invalid-account:function:my-function' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${namePattern}`,
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_function_name_and_qualifier_validation[invalid_region_in_arn-get_function]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:GetFunction',
          input: {FunctionName: 'arn:aws:lambda:invalid-region:{account}:function:my-function'},
          status: 400,
          refused: {
            code: 'ValidationException',
            message: `1 validation error detected: Value 'arn:aws:lambda:invalid-region:{account}:function:my-function' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${namePattern}`,
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_function_name_and_qualifier_validation[invalid_region_in_arn-delete_function]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:DeleteFunction',
          input: {FunctionName: 'arn:aws:lambda:invalid-region:{account}:function:my-function'},
          status: 400,
          refused: {
            code: 'ValidationException',
            message: `1 validation error detected: Value 'arn:aws:lambda:invalid-region:{account}:function:my-function' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${namePattern}`,
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_function_name_and_qualifier_validation[invalid_region_in_arn-invoke]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:Invoke',
          input: {FunctionName: 'arn:aws:lambda:invalid-region:{account}:function:my-function'},
          status: 400,
          refused: {
            code: 'ValidationException',
            message: `1 validation error detected: Value 'arn:aws:lambda:invalid-region:{account}:function:my-function' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${namePattern}`,
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_function_name_and_qualifier_validation[non_lambda_arn-get_function]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:GetFunction',
          input: {FunctionName: 'arn:aws:ec2:{region}:{account}:instance:i-1234567890abcdef0'},
          status: 400,
          refused: {
            code: 'ValidationException',
            message: `1 validation error detected: Value 'arn:aws:ec2:{region}:{account}:instance:i-1234567890abcdef0' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${namePattern}`,
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_function_name_and_qualifier_validation[non_lambda_arn-delete_function]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:DeleteFunction',
          input: {FunctionName: 'arn:aws:ec2:{region}:{account}:instance:i-1234567890abcdef0'},
          status: 400,
          refused: {
            code: 'ValidationException',
            message: `1 validation error detected: Value 'arn:aws:ec2:{region}:{account}:instance:i-1234567890abcdef0' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${namePattern}`,
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_function_name_and_qualifier_validation[non_lambda_arn-invoke]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:Invoke',
          input: {FunctionName: 'arn:aws:ec2:{region}:{account}:instance:i-1234567890abcdef0'},
          status: 400,
          refused: {
            code: 'ValidationException',
            message: `1 validation error detected: Value 'arn:aws:ec2:{region}:{account}:instance:i-1234567890abcdef0' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${namePattern}`,
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_function_name_and_qualifier_validation[function_name_too_long-get_function]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:GetFunction',
          input: {FunctionName: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'},
          status: 404,
          refused: {
            code: 'ResourceNotFoundException',
            message:
              'Function not found: arn:aws:lambda:{region}:{account}:function:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
            type: 'User',
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_function_name_and_qualifier_validation[function_name_too_long-delete_function]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:DeleteFunction',
          input: {FunctionName: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'},
          status: 404,
          refused: {
            code: 'ResourceNotFoundException',
            message:
              'Function not found: arn:aws:lambda:{region}:{account}:function:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
            type: 'User',
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_function_name_and_qualifier_validation[function_name_too_long-invoke]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:Invoke',
          input: {FunctionName: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'},
          status: 404,
          refused: {
            code: 'ResourceNotFoundException',
            message:
              'Function not found: arn:aws:lambda:{region}:{account}:function:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa:$LATEST',
            type: 'User',
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_function_name_and_qualifier_validation[full_arn_with_multiple_qualifiers-get_function]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:GetFunction',
          input: {FunctionName: 'arn:aws:lambda:{region}:{account}:function:my-function:1:2'},
          status: 400,
          refused: {
            code: 'ValidationException',
            message: `1 validation error detected: Value 'arn:aws:lambda:{region}:{account}:function:my-function:1:2' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${namePattern}`,
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_function_name_and_qualifier_validation[full_arn_with_multiple_qualifiers-delete_function]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:DeleteFunction',
          input: {FunctionName: 'arn:aws:lambda:{region}:{account}:function:my-function:1:2'},
          status: 400,
          refused: {
            code: 'ValidationException',
            message: `1 validation error detected: Value 'arn:aws:lambda:{region}:{account}:function:my-function:1:2' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${namePattern}`,
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_function_name_and_qualifier_validation[full_arn_with_multiple_qualifiers-invoke]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:Invoke',
          input: {FunctionName: 'arn:aws:lambda:{region}:{account}:function:my-function:1:2'},
          status: 400,
          refused: {
            code: 'ValidationException',
            message: `1 validation error detected: Value 'arn:aws:lambda:{region}:{account}:function:my-function:1:2' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${namePattern}`,
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_function_name_and_qualifier_validation[incomplete_arn-get_function]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:GetFunction',
          input: {FunctionName: 'arn:aws:lambda:{region}:{account}:function'},
          status: 404,
          refused: {
            code: 'ResourceNotFoundException',
            message: 'Function not found: arn:aws:lambda:{region}:{account}:function:function',
            type: 'User',
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_function_name_and_qualifier_validation[incomplete_arn-delete_function]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:DeleteFunction',
          input: {FunctionName: 'arn:aws:lambda:{region}:{account}:function'},
          status: 404,
          refused: {
            code: 'ResourceNotFoundException',
            message: 'Function not found: arn:aws:lambda:{region}:{account}:function:function',
            type: 'User',
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_function_name_and_qualifier_validation[incomplete_arn-invoke]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:Invoke',
          input: {FunctionName: 'arn:aws:lambda:{region}:{account}:function'},
          status: 404,
          refused: {
            code: 'ResourceNotFoundException',
            message: 'Function not found: arn:aws:lambda:{region}:{account}:function:function:$LATEST',
            type: 'User',
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_function_name_and_qualifier_validation[partial_arn_with_extra_qualifier-get_function]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:GetFunction',
          input: {FunctionName: 'function:my-function:$LATEST:extra'},
          status: 400,
          refused: {
            code: 'ValidationException',
            message: `1 validation error detected: Value 'function:my-function:$LATEST:extra' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${namePattern}`,
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_function_name_and_qualifier_validation[partial_arn_with_extra_qualifier-delete_function]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:DeleteFunction',
          input: {FunctionName: 'function:my-function:$LATEST:extra'},
          status: 400,
          refused: {
            code: 'ValidationException',
            message: `1 validation error detected: Value 'function:my-function:$LATEST:extra' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${namePattern}`,
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_function_name_and_qualifier_validation[partial_arn_with_extra_qualifier-invoke]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:Invoke',
          input: {FunctionName: 'function:my-function:$LATEST:extra'},
          status: 400,
          refused: {
            code: 'ValidationException',
            message: `1 validation error detected: Value 'function:my-function:$LATEST:extra' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${namePattern}`,
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_function_name_and_qualifier_validation[latest_version_with_additional_qualifier-get_function]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:GetFunction',
          input: {FunctionName: 'arn:aws:lambda:{region}:{account}:function:my-function:$LATEST', Qualifier: '1'},
          status: 400,
          refused: {
            code: 'InvalidParameterValueException',
            message: 'The derived qualifier from the function name does not match the specified qualifier.',
            type: 'User',
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_function_name_and_qualifier_validation[latest_version_with_additional_qualifier-delete_function]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:DeleteFunction',
          input: {FunctionName: 'arn:aws:lambda:{region}:{account}:function:my-function:$LATEST', Qualifier: '1'},
          status: 400,
          refused: {
            code: 'InvalidParameterValueException',
            message: 'The derived qualifier from the function name does not match the specified qualifier.',
            type: 'User',
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_function_name_and_qualifier_validation[latest_version_with_additional_qualifier-invoke]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:Invoke',
          input: {FunctionName: 'arn:aws:lambda:{region}:{account}:function:my-function:$LATEST', Qualifier: '1'},
          status: 400,
          refused: {
            code: 'InvalidParameterValueException',
            message: 'The derived qualifier from the function name does not match the specified qualifier.',
            type: 'User',
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_function_name_and_qualifier_validation[lowercase_latest_qualifier-get_function]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:GetFunction',
          input: {FunctionName: 'arn:aws:lambda:{region}:{account}:function:my-function', Qualifier: '$latest'},
          status: 404,
          refused: {
            code: 'ResourceNotFoundException',
            message: 'Function not found: arn:aws:lambda:{region}:{account}:function:my-function:$latest',
            type: 'User',
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_function_name_and_qualifier_validation[lowercase_latest_qualifier-delete_function]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:DeleteFunction',
          input: {FunctionName: 'arn:aws:lambda:{region}:{account}:function:my-function', Qualifier: '$latest'},
          status: 404,
          refused: {
            code: 'ResourceNotFoundException',
            message: 'Function not found: arn:aws:lambda:{region}:{account}:function:my-function',
            type: 'User',
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_function_name_and_qualifier_validation[lowercase_latest_qualifier-invoke]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:Invoke',
          input: {FunctionName: 'arn:aws:lambda:{region}:{account}:function:my-function', Qualifier: '$latest'},
          status: 404,
          refused: {
            code: 'ResourceNotFoundException',
            message: 'Function not found: arn:aws:lambda:{region}:{account}:function:my-function:$latest',
            type: 'User',
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_function_name_and_qualifier_validation[missing_region_in_arn-get_function]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:GetFunction',
          input: {FunctionName: 'arn:aws:lambda::{account}:function:my-function'},
          status: 400,
          refused: {
            code: 'ValidationException',
            message: `1 validation error detected: Value 'arn:aws:lambda::{account}:function:my-function' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${namePattern}`,
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_function_name_and_qualifier_validation[missing_region_in_arn-delete_function]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:DeleteFunction',
          input: {FunctionName: 'arn:aws:lambda::{account}:function:my-function'},
          status: 400,
          refused: {
            code: 'ValidationException',
            message: `1 validation error detected: Value 'arn:aws:lambda::{account}:function:my-function' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${namePattern}`,
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_function_name_and_qualifier_validation[missing_region_in_arn-invoke]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:Invoke',
          input: {FunctionName: 'arn:aws:lambda::{account}:function:my-function'},
          status: 400,
          refused: {
            code: 'ValidationException',
            message: `1 validation error detected: Value 'arn:aws:lambda::{account}:function:my-function' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${namePattern}`,
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_function_name_and_qualifier_validation[missing_account_id_in_arn-get_function]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:GetFunction',
          input: {FunctionName: 'arn:aws:lambda:{region}::function:my-function'},
          status: 400,
          refused: {
            code: 'ValidationException',
            message: `1 validation error detected: Value 'arn:aws:lambda:{region}::function:my-function' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${namePattern}`,
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_function_name_and_qualifier_validation[missing_account_id_in_arn-delete_function]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:DeleteFunction',
          input: {FunctionName: 'arn:aws:lambda:{region}::function:my-function'},
          status: 400,
          refused: {
            code: 'ValidationException',
            message: `1 validation error detected: Value 'arn:aws:lambda:{region}::function:my-function' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${namePattern}`,
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_function_name_and_qualifier_validation[missing_account_id_in_arn-invoke]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:Invoke',
          input: {FunctionName: 'arn:aws:lambda:{region}::function:my-function'},
          status: 400,
          refused: {
            code: 'ValidationException',
            message: `1 validation error detected: Value 'arn:aws:lambda:{region}::function:my-function' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${namePattern}`,
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_function_name_and_qualifier_validation[misspelled_latest_in_arn-get_function]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:GetFunction',
          input: {FunctionName: 'arn:aws:lambda:{region}:{account}:function:my-function:$LATES'},
          status: 400,
          refused: {
            code: 'ValidationException',
            message: `1 validation error detected: Value 'arn:aws:lambda:{region}:{account}:function:my-function:$LATES' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${namePattern}`,
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_function_name_and_qualifier_validation[misspelled_latest_in_arn-delete_function]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:DeleteFunction',
          input: {FunctionName: 'arn:aws:lambda:{region}:{account}:function:my-function:$LATES'},
          status: 400,
          refused: {
            code: 'ValidationException',
            message: `1 validation error detected: Value 'arn:aws:lambda:{region}:{account}:function:my-function:$LATES' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${namePattern}`,
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_function_name_and_qualifier_validation[misspelled_latest_in_arn-invoke]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:Invoke',
          input: {FunctionName: 'arn:aws:lambda:{region}:{account}:function:my-function:$LATES'},
          status: 400,
          refused: {
            code: 'ValidationException',
            message: `1 validation error detected: Value 'arn:aws:lambda:{region}:{account}:function:my-function:$LATES' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${namePattern}`,
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_function_name_and_qualifier_validation[qualifier_too_long-get_function]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:GetFunction',
          input: {FunctionName: 'my-function', Qualifier: 'a'.repeat(129)},
          status: 400,
          refused: {
            code: 'ValidationException',
            message: `1 validation error detected: Value '${'a'.repeat(129)}' at 'qualifier' failed to satisfy constraint: Member must have length less than or equal to 128`,
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_function_name_and_qualifier_validation[qualifier_too_long-delete_function]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:DeleteFunction',
          input: {FunctionName: 'my-function', Qualifier: 'a'.repeat(129)},
          status: 400,
          refused: {
            code: 'ValidationException',
            message: `1 validation error detected: Value '${'a'.repeat(129)}' at 'qualifier' failed to satisfy constraint: Member must have length less than or equal to 128`,
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_function_name_and_qualifier_validation[qualifier_too_long-invoke]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:Invoke',
          input: {FunctionName: 'my-function', Qualifier: 'a'.repeat(129)},
          status: 400,
          refused: {
            code: 'ValidationException',
            message: `1 validation error detected: Value '${'a'.repeat(129)}' at 'qualifier' failed to satisfy constraint: Member must have length less than or equal to 128`,
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_function_name_and_qualifier_validation[function_name_too_long_and_invalid_region-get_function]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:GetFunction',
          input: {
            FunctionName:
              'arn:aws:lambda:invalid-region:{account}:function:my-functionaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
          },
          status: 400,
          refused: {
            code: 'ValidationException',
            message: `1 validation error detected: Value 'arn:aws:lambda:invalid-region:{account}:function:my-functionaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${namePattern}`,
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_function_name_and_qualifier_validation[function_name_too_long_and_invalid_region-delete_function]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:DeleteFunction',
          input: {
            FunctionName:
              'arn:aws:lambda:invalid-region:{account}:function:my-functionaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
          },
          status: 400,
          refused: {
            code: 'ValidationException',
            message: `1 validation error detected: Value 'arn:aws:lambda:invalid-region:{account}:function:my-functionaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${namePattern}`,
          },
        },
      ],
    },
    {
      test: 'TestLambdaFunction::test_function_name_and_qualifier_validation[function_name_too_long_and_invalid_region-invoke]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:Invoke',
          input: {
            FunctionName:
              'arn:aws:lambda:invalid-region:{account}:function:my-functionaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
          },
          status: 400,
          refused: {
            code: 'ValidationException',
            message: `1 validation error detected: Value 'arn:aws:lambda:invalid-region:{account}:function:my-functionaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${namePattern}`,
          },
        },
      ],
    },
  ],
} satisfies Recordings
