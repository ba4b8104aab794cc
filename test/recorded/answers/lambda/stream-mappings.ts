import type {Recordings} from '../../recording.ts'
import {mapping} from '../../shapes.ts'
import {freshFunction} from '../../steps.ts'

export default {
  source: 'localstack/localstack tests/aws/services/lambda_/event_source_mapping/test_lambda_integration_dynamodbstreams.snapshot.json',
  stories: [
    {
      test: 'TestDynamoDBEventSourceMapping::test_disabled_dynamodb_event_source_mapping',
      recorded: '2025-11-25',
      steps: [
        ...freshFunction,
        {
          asked: 'lambda:CreateEventSourceMapping',
          input: {
            FunctionName: '{function}',
            EventSourceArn: '{streamArn}',
            StartingPosition: 'TRIM_HORIZON',
            MaximumBatchingWindowInSeconds: 1,
          },
          status: 202,
          answer: {...mapping, BatchSize: 100, MaximumRetryAttempts: -1},
        },
        {passSeconds: 300},
        {
          asked: 'lambda:UpdateEventSourceMapping',
          input: {UUID: '<uuid:mapping>', Enabled: false},
          status: 202,
          answer: {...mapping, BatchSize: 100, LastProcessingResult: 'OK', MaximumRetryAttempts: -1, State: 'Disabling'},
        },
      ],
    },
    {
      test: 'TestDynamoDBEventSourceMapping::test_deletion_event_source_mapping_with_dynamodb',
      recorded: '2025-11-25',
      lab: ['idle', 38],
      steps: [
        ...freshFunction,
        {
          asked: 'lambda:CreateEventSourceMapping',
          input: {FunctionName: '{function}', EventSourceArn: '{streamArn}', StartingPosition: 'TRIM_HORIZON'},
          status: 202,
          answer: {...mapping, BatchSize: 100, MaximumBatchingWindowInSeconds: 0, MaximumRetryAttempts: -1},
        },
        {passSeconds: 90},
        {
          asked: 'lambda:ListEventSourceMappings',
          input: {EventSourceArn: '{streamArn}', FunctionName: '{function}'},
          status: 200,
          answer: {
            EventSourceMappings: [
              {...mapping, BatchSize: 100, MaximumBatchingWindowInSeconds: 0, MaximumRetryAttempts: -1, State: 'Enabled'},
            ],
          },
        },
      ],
    },
    {
      test: 'TestDynamoDBEventSourceMapping::test_duplicate_event_source_mappings',
      recorded: '2025-11-25',
      steps: [
        ...freshFunction,
        {
          asked: 'lambda:CreateEventSourceMapping',
          input: {
            FunctionName: '{function}',
            EventSourceArn: '{streamArn}',
            StartingPosition: 'TRIM_HORIZON',
            MaximumBatchingWindowInSeconds: 1,
            MaximumRetryAttempts: 1,
          },
          status: 202,
          answer: {...mapping, BatchSize: 100},
        },
        {
          asked: 'lambda:CreateEventSourceMapping',
          input: {
            FunctionName: '{function}',
            EventSourceArn: '{streamArn}',
            StartingPosition: 'TRIM_HORIZON',
            MaximumBatchingWindowInSeconds: 1,
            MaximumRetryAttempts: 1,
          },
          status: 409,
          refused: {
            code: 'ResourceConflictException',
            message:
              'The event source arn (" {streamArn} ") and function (" {function} ") provided mapping already exists. Please update or delete the existing mapping with UUID <uuid:mapping>',
            type: 'User',
          },
        },
      ],
    },
    {
      test: 'TestDynamoDBEventSourceMapping::test_dynamodb_event_source_mapping',
      recorded: '2025-11-25',
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
          },
          status: 202,
          answer: mapping,
        },
      ],
    },
    {
      test: 'TestDynamoDBEventSourceMapping::test_esm_with_not_existing_dynamodb_stream',
      recorded: '2025-11-25',
      steps: [
        ...freshFunction,
        {
          asked: 'lambda:CreateEventSourceMapping',
          input: {
            FunctionName: '{function}',
            EventSourceArn: 'arn:aws:dynamodb:{region}:{account}:table/test-table/stream/2025-02-22T03:03:25.490',
            StartingPosition: 'TRIM_HORIZON',
          },
          status: 400,
          refused: {
            code: 'InvalidParameterValueException',
            message: 'Stream not found: arn:aws:dynamodb:{region}:{account}:table/test-table/stream/2025-02-22T03:03:25.490',
            type: 'User',
          },
        },
      ],
    },
    {
      test: 'TestDynamoDBEventSourceMapping::test_dynamodb_event_filter[insert_same_entry_twice]',
      recorded: '2025-11-25',
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
            FilterCriteria: {Filters: [{Pattern: '{"eventName":["INSERT"]}'}]},
          },
          status: 202,
          answer: {...mapping, FilterCriteria: {Filters: [{Pattern: '{"eventName":["INSERT"]}'}]}},
        },
      ],
    },
    {
      test: 'TestDynamoDBEventSourceMapping::test_dynamodb_event_filter[content_or_filter]',
      recorded: '2025-11-25',
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
            FilterCriteria: {Filters: [{Pattern: '{"eventName":["INSERT","MODIFY"]}'}]},
          },
          status: 202,
          answer: {...mapping, FilterCriteria: {Filters: [{Pattern: '{"eventName":["INSERT","MODIFY"]}'}]}},
        },
      ],
    },
    {
      test: 'TestDynamoDBEventSourceMapping::test_dynamodb_event_filter[content_multiple_filters]',
      recorded: '2024-10-12',
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
            FilterCriteria: {Filters: [{Pattern: '{"eventName":["INSERT"],"eventSource":["aws:dynamodb"]}'}]},
          },
          status: 202,
          answer: {...mapping, FilterCriteria: {Filters: [{Pattern: '{"eventName":["INSERT"],"eventSource":["aws:dynamodb"]}'}]}},
        },
      ],
    },
    {
      test: 'TestDynamoDBEventSourceMapping::test_dynamodb_event_filter[content_filter_type]',
      recorded: '2025-11-25',
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
            FilterCriteria: {Filters: [{Pattern: '{"dynamodb":{"NewImage":{"presentKey":{"S":["presentValue"]}}}}'}]},
          },
          status: 202,
          answer: {...mapping, FilterCriteria: {Filters: [{Pattern: '{"dynamodb":{"NewImage":{"presentKey":{"S":["presentValue"]}}}}'}]}},
        },
      ],
    },
    {
      test: 'TestDynamoDBEventSourceMapping::test_dynamodb_event_filter[exists_filter_type]',
      recorded: '2025-11-25',
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
            FilterCriteria: {Filters: [{Pattern: '{"dynamodb":{"NewImage":{"presentKey":{"S":[{"exists":true}]}}}}'}]},
          },
          status: 202,
          answer: {...mapping, FilterCriteria: {Filters: [{Pattern: '{"dynamodb":{"NewImage":{"presentKey":{"S":[{"exists":true}]}}}}'}]}},
        },
      ],
    },
    {
      test: 'TestDynamoDBEventSourceMapping::test_dynamodb_event_filter[exists_false_filter]',
      recorded: '2025-11-25',
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
            FilterCriteria: {Filters: [{Pattern: '{"dynamodb":{"NewImage":{"presentKey":[{"exists":false}]}}}'}]},
          },
          status: 202,
          answer: {...mapping, FilterCriteria: {Filters: [{Pattern: '{"dynamodb":{"NewImage":{"presentKey":[{"exists":false}]}}}'}]}},
        },
      ],
    },
    {
      test: 'TestDynamoDBEventSourceMapping::test_dynamodb_event_filter[numeric_filter]',
      recorded: '2025-11-25',
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
            FilterCriteria: {
              Filters: [{Pattern: '{"dynamodb":{"NewImage":{"numericFilter":{"N":[{"numeric":[">",100]},{"anything-but":"101"}]}}}}'}],
            },
          },
          status: 202,
          answer: {
            ...mapping,
            FilterCriteria: {
              Filters: [{Pattern: '{"dynamodb":{"NewImage":{"numericFilter":{"N":[{"numeric":[">",100]},{"anything-but":"101"}]}}}}'}],
            },
          },
        },
      ],
    },
    {
      test: 'TestDynamoDBEventSourceMapping::test_dynamodb_event_filter[prefix_filter]',
      recorded: '2025-11-25',
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
            FilterCriteria: {Filters: [{Pattern: '{"dynamodb":{"NewImage":{"prefix":{"S":[{"prefix":"us-1"}]}}}}'}]},
          },
          status: 202,
          answer: {...mapping, FilterCriteria: {Filters: [{Pattern: '{"dynamodb":{"NewImage":{"prefix":{"S":[{"prefix":"us-1"}]}}}}'}]}},
        },
      ],
    },
    {
      test: 'TestDynamoDBEventSourceMapping::test_dynamodb_invalid_event_filter[single-string]',
      recorded: '2025-11-25',
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
            FilterCriteria: {Filters: [{Pattern: 'single-string'}]},
          },
          status: 400,
          refused: {code: 'InvalidParameterValueException', message: 'Invalid filter pattern definition.', type: 'User'},
        },
      ],
    },
    {
      test: 'TestDynamoDBEventSourceMapping::test_dynamodb_invalid_event_filter[[{"eventName": ["INSERT"=123}]]',
      recorded: '2025-11-25',
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
            FilterCriteria: {Filters: [{Pattern: '[{"eventName": ["INSERT"=123}]'}]},
          },
          status: 400,
          refused: {code: 'InvalidParameterValueException', message: 'Invalid filter pattern definition.', type: 'User'},
        },
      ],
    },
    {
      test: 'TestDynamoDBEventSourceMapping::test_dynamodb_event_source_mapping_with_on_failure_destination_config',
      recorded: '2025-11-25',
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
      ],
    },
    {
      test: 'TestDynamoDBEventSourceMapping::test_dynamodb_event_source_mapping_with_sns_on_failure_destination_config',
      recorded: '2025-11-25',
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
            DestinationConfig: {OnFailure: {Destination: 'arn:aws:sns:{region}:{account}:alerts'}},
          },
          status: 202,
          answer: {...mapping, DestinationConfig: {OnFailure: {Destination: 'arn:aws:sns:{region}:{account}:alerts'}}},
        },
      ],
    },
    {
      test: 'TestDynamoDBEventSourceMapping::test_dynamodb_event_source_mapping_with_s3_on_failure_destination',
      recorded: '2025-11-25',
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
            DestinationConfig: {OnFailure: {Destination: 'arn:aws:s3:::archive'}},
          },
          status: 202,
          answer: {...mapping, DestinationConfig: {OnFailure: {Destination: 'arn:aws:s3:::archive'}}},
        },
      ],
    },
    {
      test: 'TestDynamoDBEventSourceMapping::test_dynamodb_report_batch_item_failures',
      recorded: '2025-11-25',
      steps: [
        ...freshFunction,
        {
          asked: 'lambda:CreateEventSourceMapping',
          input: {
            FunctionName: '{function}',
            EventSourceArn: '{streamArn}',
            StartingPosition: 'TRIM_HORIZON',
            BatchSize: 3,
            MaximumBatchingWindowInSeconds: 1,
            MaximumRetryAttempts: 3,
            DestinationConfig: {OnFailure: {Destination: 'arn:aws:sqs:{region}:{account}:{queue}'}},
            FunctionResponseTypes: ['ReportBatchItemFailures'],
          },
          status: 202,
          answer: {
            ...mapping,
            BatchSize: 3,
            DestinationConfig: {OnFailure: {Destination: 'arn:aws:sqs:{region}:{account}:{queue}'}},
            FunctionResponseTypes: ['ReportBatchItemFailures'],
            MaximumRetryAttempts: 3,
          },
        },
      ],
    },
  ],
} satisfies Recordings
