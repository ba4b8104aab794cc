import type {Recordings} from '../../recording.ts'
import {mapping} from '../../shapes.ts'
import {freshFunction} from '../../steps.ts'

export default {
  source: 'localstack/localstack tests/aws/services/lambda_/test_lambda_api.snapshot.json',
  stories: [
    {
      test: 'TestLambdaEventSourceMappings::test_event_source_mapping_lifecycle',
      recorded: '2025-11-25',
      lab: ['idle', 38],
      steps: [
        ...freshFunction,
        {
          asked: 'lambda:CreateEventSourceMapping',
          input: {
            FunctionName: '{function}',
            EventSourceArn: '{streamArn}',
            StartingPosition: 'TRIM_HORIZON',
            BatchSize: 1,
            MaximumBatchingWindowInSeconds: 1,
            MaximumRetryAttempts: 1,
            DestinationConfig: {OnFailure: {Destination: 'arn:aws:sqs:{region}:{account}:{queue}'}},
          },
          status: 202,
          answer: {...mapping, DestinationConfig: {OnFailure: {Destination: 'arn:aws:sqs:{region}:{account}:{queue}'}}},
        },
        {passSeconds: 90},
        {
          asked: 'lambda:GetEventSourceMapping',
          input: {UUID: '<uuid:mapping>'},
          status: 200,
          answer: {...mapping, DestinationConfig: {OnFailure: {Destination: 'arn:aws:sqs:{region}:{account}:{queue}'}}, State: 'Enabled'},
        },
        {
          asked: 'lambda:DeleteEventSourceMapping',
          input: {UUID: '<uuid:mapping>'},
          status: 202,
          answer: {...mapping, DestinationConfig: {OnFailure: {Destination: 'arn:aws:sqs:{region}:{account}:{queue}'}}, State: 'Deleting'},
        },
      ],
    },
    {
      test: 'TestLambdaEventSourceMappings::test_event_source_mapping_lifecycle_delete_function',
      recorded: '2025-11-25',
      lab: ['idle', 38],
      steps: [
        ...freshFunction,
        {
          asked: 'lambda:CreateEventSourceMapping',
          input: {
            FunctionName: '{function}',
            EventSourceArn: '{streamArn}',
            StartingPosition: 'TRIM_HORIZON',
            BatchSize: 1,
            MaximumBatchingWindowInSeconds: 1,
            MaximumRetryAttempts: 1,
            DestinationConfig: {OnFailure: {Destination: 'arn:aws:sqs:{region}:{account}:{queue}'}},
          },
          status: 202,
          answer: {...mapping, DestinationConfig: {OnFailure: {Destination: 'arn:aws:sqs:{region}:{account}:{queue}'}}},
        },
        {passSeconds: 90},
        {
          asked: 'lambda:GetEventSourceMapping',
          input: {UUID: '<uuid:mapping>'},
          status: 200,
          answer: {...mapping, DestinationConfig: {OnFailure: {Destination: 'arn:aws:sqs:{region}:{account}:{queue}'}}, State: 'Enabled'},
        },
        {asked: 'lambda:DeleteFunction', input: {FunctionName: '{function}'}, status: 204, answer: {StatusCode: 204}},
        {
          asked: 'lambda:GetEventSourceMapping',
          input: {UUID: '<uuid:mapping>'},
          status: 200,
          answer: {...mapping, DestinationConfig: {OnFailure: {Destination: 'arn:aws:sqs:{region}:{account}:{queue}'}}, State: 'Enabled'},
        },
        {
          asked: 'lambda:DeleteEventSourceMapping',
          input: {UUID: '<uuid:mapping>'},
          status: 202,
          answer: {...mapping, DestinationConfig: {OnFailure: {Destination: 'arn:aws:sqs:{region}:{account}:{queue}'}}, State: 'Deleting'},
        },
      ],
    },
    {
      test: 'TestLambdaEventSourceMappings::test_event_source_mapping_exceptions',
      recorded: '2025-11-27',
      steps: [
        {
          asked: 'lambda:GetEventSourceMapping',
          input: {UUID: '8d1c6a52-0b7f-4d3e-9a61-c5f2e4b7d801'},
          status: 404,
          refused: {code: 'ResourceNotFoundException', message: 'The resource you requested does not exist.', type: 'User'},
        },
        {
          asked: 'lambda:DeleteEventSourceMapping',
          input: {UUID: '8d1c6a52-0b7f-4d3e-9a61-c5f2e4b7d801'},
          status: 404,
          refused: {code: 'ResourceNotFoundException', message: 'The resource you requested does not exist.', type: 'User'},
        },
        {
          asked: 'lambda:UpdateEventSourceMapping',
          input: {UUID: '8d1c6a52-0b7f-4d3e-9a61-c5f2e4b7d801', Enabled: false},
          status: 404,
          refused: {code: 'ResourceNotFoundException', message: 'The resource you requested does not exist.', type: 'User'},
        },
        {
          asked: 'lambda:CreateEventSourceMapping',
          input: {FunctionName: 'doesnotexist'},
          status: 400,
          refused: {code: 'InvalidParameterValueException', message: 'Unrecognized event source.', type: 'User'},
        },
        {
          asked: 'lambda:CreateEventSourceMapping',
          input: {FunctionName: 'doesnotexist', EventSourceArn: 'arn:aws:sqs:{region}:111111111111:somequeue'},
          status: 400,
          refused: {code: 'InvalidParameterValueException', message: 'Function does not exist', type: 'User'},
        },
      ],
    },
    {
      test: 'TestLambdaEventSourceMappings::test_create_event_source_validation',
      recorded: '2025-11-25',
      steps: [
        ...freshFunction,
        {
          asked: 'lambda:CreateEventSourceMapping',
          input: {FunctionName: '{function}', EventSourceArn: '{streamArn}'},
          status: 400,
          refused: {
            code: 'InvalidParameterValueException',
            message: "1 validation error detected: Value null at 'startingPosition' failed to satisfy constraint: Member must not be null.",
            type: 'User',
          },
        },
        {
          asked: 'lambda:CreateEventSourceMapping',
          input: {FunctionName: '{function}', EventSourceArn: '{streamArn}', StartingPosition: 'invalid'},
          status: 400,
          refused: {
            code: 'ValidationException',
            message:
              "1 validation error detected: Value 'invalid' at 'startingPosition' failed to satisfy constraint: Member must satisfy enum value set: [LATEST, AT_TIMESTAMP, TRIM_HORIZON]",
          },
        },
        {
          asked: 'lambda:CreateEventSourceMapping',
          input: {
            FunctionName: '{function}',
            EventSourceArn: '{streamArn}',
            StartingPosition: 'AT_TIMESTAMP',
            StartingPositionTimestamp: new Date(1_741_010_802_000),
          },
          status: 400,
          refused: {
            code: 'InvalidParameterValueException',
            message: 'Unsupported starting position for arn type: {streamArn}',
            type: 'User',
          },
        },
      ],
    },
    {
      test: 'TestLambdaTag::test_create_tag_on_esm_create',
      recorded: '2025-11-25',
      steps: [
        ...freshFunction,
        {
          given: 'lambda:CreateEventSourceMapping',
          input: {FunctionName: '{function}', EventSourceArn: '{streamArn}', StartingPosition: 'TRIM_HORIZON', Tags: {testtag: 'a value'}},
          keep: {UUID: '<uuid:mapping>'},
        },
        {
          asked: 'lambda:ListTags',
          input: {Resource: 'arn:aws:lambda:{region}:{account}:event-source-mapping:<uuid:mapping>'},
          status: 200,
          answer: {Tags: {testtag: 'a value'}},
        },
      ],
    },
  ],
} satisfies Recordings
