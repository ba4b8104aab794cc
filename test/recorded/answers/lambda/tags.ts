import type {Recordings} from '../../recording.ts'
import {configuration} from '../../shapes.ts'
import {freshFunction} from '../../steps.ts'

export default {
  source: 'localstack/localstack tests/aws/services/lambda_/test_lambda_api.snapshot.json',
  stories: [
    {
      test: 'TestLambdaTag::test_tag_lifecycle[lambda_function]',
      recorded: '2025-11-25',
      steps: [
        {given: 'lambda:DeleteFunction', input: {FunctionName: '{function}'}},
        {
          given: 'lambda:CreateFunction',
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
        },
        {passSeconds: 5},
        {asked: 'lambda:TagResource', input: {Resource: '{functionArn}', Tags: {A: 'tag-a'}}, status: 204},
        {asked: 'lambda:ListTags', input: {Resource: '{functionArn}'}, status: 200, answer: {Tags: {A: 'tag-a'}}},
        {asked: 'lambda:TagResource', input: {Resource: '{functionArn}', Tags: {B: 'tag-b', C: 'tag-c'}}, status: 204},
        {asked: 'lambda:ListTags', input: {Resource: '{functionArn}'}, status: 200, answer: {Tags: {A: 'tag-a', B: 'tag-b', C: 'tag-c'}}},
        {asked: 'lambda:TagResource', input: {Resource: '{functionArn}', Tags: {C: 'tag-c-newsuffix', D: 'tag-d'}}, status: 204},
        {
          asked: 'lambda:ListTags',
          input: {Resource: '{functionArn}'},
          status: 200,
          answer: {Tags: {A: 'tag-a', B: 'tag-b', C: 'tag-c-newsuffix', D: 'tag-d'}},
        },
        {asked: 'lambda:UntagResource', input: {Resource: '{functionArn}', TagKeys: ['A']}, status: 204},
        {
          asked: 'lambda:ListTags',
          input: {Resource: '{functionArn}'},
          status: 200,
          answer: {Tags: {B: 'tag-b', C: 'tag-c-newsuffix', D: 'tag-d'}},
        },
        {asked: 'lambda:UntagResource', input: {Resource: '{functionArn}', TagKeys: ['B', 'C']}, status: 204},
        {asked: 'lambda:ListTags', input: {Resource: '{functionArn}'}, status: 200, answer: {Tags: {D: 'tag-d'}}},
        {asked: 'lambda:UntagResource', input: {Resource: '{functionArn}', TagKeys: ['F']}, status: 204},
        {asked: 'lambda:ListTags', input: {Resource: '{functionArn}'}, status: 200, answer: {Tags: {D: 'tag-d'}}},
        {asked: 'lambda:UntagResource', input: {Resource: '{functionArn}', TagKeys: ['D', 'F']}, status: 204},
        {asked: 'lambda:ListTags', input: {Resource: '{functionArn}'}, status: 200, answer: {Tags: {}}},
      ],
    },
    {
      test: 'TestLambdaTag::test_tag_lifecycle[event_source_mapping]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:TagResource',
          input: {Resource: 'arn:aws:lambda:{region}:{account}:event-source-mapping:{mapping}', Tags: {A: 'tag-a'}},
          status: 204,
        },
        {
          asked: 'lambda:ListTags',
          input: {Resource: 'arn:aws:lambda:{region}:{account}:event-source-mapping:{mapping}'},
          status: 200,
          answer: {Tags: {A: 'tag-a'}},
        },
        {
          asked: 'lambda:TagResource',
          input: {Resource: 'arn:aws:lambda:{region}:{account}:event-source-mapping:{mapping}', Tags: {B: 'tag-b', C: 'tag-c'}},
          status: 204,
        },
        {
          asked: 'lambda:ListTags',
          input: {Resource: 'arn:aws:lambda:{region}:{account}:event-source-mapping:{mapping}'},
          status: 200,
          answer: {Tags: {A: 'tag-a', B: 'tag-b', C: 'tag-c'}},
        },
        {
          asked: 'lambda:TagResource',
          input: {Resource: 'arn:aws:lambda:{region}:{account}:event-source-mapping:{mapping}', Tags: {C: 'tag-c-newsuffix', D: 'tag-d'}},
          status: 204,
        },
        {
          asked: 'lambda:ListTags',
          input: {Resource: 'arn:aws:lambda:{region}:{account}:event-source-mapping:{mapping}'},
          status: 200,
          answer: {Tags: {A: 'tag-a', B: 'tag-b', C: 'tag-c-newsuffix', D: 'tag-d'}},
        },
        {
          asked: 'lambda:UntagResource',
          input: {Resource: 'arn:aws:lambda:{region}:{account}:event-source-mapping:{mapping}', TagKeys: ['A']},
          status: 204,
        },
        {
          asked: 'lambda:ListTags',
          input: {Resource: 'arn:aws:lambda:{region}:{account}:event-source-mapping:{mapping}'},
          status: 200,
          answer: {Tags: {B: 'tag-b', C: 'tag-c-newsuffix', D: 'tag-d'}},
        },
        {
          asked: 'lambda:UntagResource',
          input: {Resource: 'arn:aws:lambda:{region}:{account}:event-source-mapping:{mapping}', TagKeys: ['B', 'C']},
          status: 204,
        },
        {
          asked: 'lambda:ListTags',
          input: {Resource: 'arn:aws:lambda:{region}:{account}:event-source-mapping:{mapping}'},
          status: 200,
          answer: {Tags: {D: 'tag-d'}},
        },
        {
          asked: 'lambda:UntagResource',
          input: {Resource: 'arn:aws:lambda:{region}:{account}:event-source-mapping:{mapping}', TagKeys: ['F']},
          status: 204,
        },
        {
          asked: 'lambda:ListTags',
          input: {Resource: 'arn:aws:lambda:{region}:{account}:event-source-mapping:{mapping}'},
          status: 200,
          answer: {Tags: {D: 'tag-d'}},
        },
        {
          asked: 'lambda:UntagResource',
          input: {Resource: 'arn:aws:lambda:{region}:{account}:event-source-mapping:{mapping}', TagKeys: ['D', 'F']},
          status: 204,
        },
        {
          asked: 'lambda:ListTags',
          input: {Resource: 'arn:aws:lambda:{region}:{account}:event-source-mapping:{mapping}'},
          status: 200,
          answer: {Tags: {}},
        },
      ],
    },
    {
      test: 'TestLambdaTag::test_tag_nonexisting_resource',
      recorded: '2025-11-25',
      steps: [
        {given: 'lambda:DeleteFunction', input: {FunctionName: '{function}'}},
        {
          asked: 'lambda:TagResource',
          input: {Resource: '{functionArn}', Tags: {A: 'B'}},
          status: 404,
          refused: {code: 'ResourceNotFoundException', message: 'Function not found: {functionArn}', type: 'User'},
        },
        {
          asked: 'lambda:UntagResource',
          input: {Resource: '{functionArn}', TagKeys: ['A', 'B']},
          status: 404,
          refused: {code: 'ResourceNotFoundException', message: 'Function not found: {functionArn}', type: 'User'},
        },
        {
          asked: 'lambda:ListTags',
          input: {Resource: '{functionArn}'},
          status: 404,
          refused: {code: 'ResourceNotFoundException', message: 'Function not found: {functionArn}', type: 'User'},
        },
      ],
    },
    {
      test: 'TestLambdaTag::test_tag_exceptions[lambda_function]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:TagResource',
          input: {Resource: 'arn:aws:lambda:{region}:{account}:function:9b1e0f3c-5a2d-4c7e-8f60-1d2e3a4b5c6d', Tags: {A: 'B'}},
          status: 404,
          refused: {
            code: 'ResourceNotFoundException',
            message: 'Function not found: arn:aws:lambda:{region}:{account}:function:9b1e0f3c-5a2d-4c7e-8f60-1d2e3a4b5c6d',
            type: 'User',
          },
        },
        {
          asked: 'lambda:UntagResource',
          input: {Resource: 'arn:aws:lambda:{region}:{account}:function:9b1e0f3c-5a2d-4c7e-8f60-1d2e3a4b5c6d', TagKeys: ['A']},
          status: 404,
          refused: {
            code: 'ResourceNotFoundException',
            message: 'Function not found: arn:aws:lambda:{region}:{account}:function:9b1e0f3c-5a2d-4c7e-8f60-1d2e3a4b5c6d',
            type: 'User',
          },
        },
        {
          asked: 'lambda:ListTags',
          input: {Resource: 'arn:aws:lambda:{region}:{account}:function:9b1e0f3c-5a2d-4c7e-8f60-1d2e3a4b5c6d'},
          status: 404,
          refused: {
            code: 'ResourceNotFoundException',
            message: 'Function not found: arn:aws:lambda:{region}:{account}:function:9b1e0f3c-5a2d-4c7e-8f60-1d2e3a4b5c6d',
            type: 'User',
          },
        },
        {
          asked: 'lambda:ListTags',
          input: {Resource: 'arn:aws:lambda:{region}:{account}:function:9b1e0f3c-5a2d-4c7e-8f60-1d2e3a4b5c6d:alias'},
          status: 400,
          refused: {
            code: 'InvalidParameterValueException',
            message: 'Tags on function aliases and versions are not supported. Please specify a function ARN.',
            type: 'User',
          },
        },
        {
          asked: 'lambda:ListTags',
          input: {Resource: 'arn:aws:lambda:{region}:{account}:foobar:9b1e0f3c-5a2d-4c7e-8f60-1d2e3a4b5c6d'},
          status: 400,
          refused: {
            code: 'ValidationException',
            message:
              "1 validation error detected: Value 'arn:aws:lambda:{region}:{account}:foobar:9b1e0f3c-5a2d-4c7e-8f60-1d2e3a4b5c6d' at 'resource' failed to satisfy constraint: Member must satisfy regular expression pattern: arn:(aws[a-zA-Z-]*):lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:(function:[a-zA-Z0-9-_]+(:(\\$LATEST|[a-zA-Z0-9-_]+))?|layer:([a-zA-Z0-9-_]+)|code-signing-config:csc-[a-z0-9]{17}|event-source-mapping:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|capacity-provider:[a-zA-Z0-9-_]+)",
          },
        },
      ],
    },
    {
      test: 'TestLambdaTag::test_tag_exceptions[event_source_mapping]',
      recorded: '2025-11-25',
      steps: [
        {
          asked: 'lambda:TagResource',
          input: {Resource: 'arn:aws:lambda:{region}:{account}:event-source-mapping:9b1e0f3c-5a2d-4c7e-8f60-1d2e3a4b5c6d', Tags: {A: 'B'}},
          status: 404,
          refused: {
            code: 'ResourceNotFoundException',
            message:
              'Event source mapping not found: arn:aws:lambda:{region}:{account}:event-source-mapping:9b1e0f3c-5a2d-4c7e-8f60-1d2e3a4b5c6d',
            type: 'User',
          },
        },
        {
          asked: 'lambda:UntagResource',
          input: {Resource: 'arn:aws:lambda:{region}:{account}:event-source-mapping:9b1e0f3c-5a2d-4c7e-8f60-1d2e3a4b5c6d', TagKeys: ['A']},
          status: 404,
          refused: {
            code: 'ResourceNotFoundException',
            message:
              'Event source mapping not found: arn:aws:lambda:{region}:{account}:event-source-mapping:9b1e0f3c-5a2d-4c7e-8f60-1d2e3a4b5c6d',
            type: 'User',
          },
        },
        {
          asked: 'lambda:ListTags',
          input: {Resource: 'arn:aws:lambda:{region}:{account}:event-source-mapping:9b1e0f3c-5a2d-4c7e-8f60-1d2e3a4b5c6d'},
          status: 404,
          refused: {
            code: 'ResourceNotFoundException',
            message:
              'Event source mapping not found: arn:aws:lambda:{region}:{account}:event-source-mapping:9b1e0f3c-5a2d-4c7e-8f60-1d2e3a4b5c6d',
            type: 'User',
          },
        },
        {
          asked: 'lambda:ListTags',
          input: {Resource: 'arn:aws:lambda:{region}:{account}:event-source-mapping:9b1e0f3c-5a2d-4c7e-8f60-1d2e3a4b5c6d:alias'},
          status: 400,
          refused: {
            code: 'ValidationException',
            message:
              "1 validation error detected: Value 'arn:aws:lambda:{region}:{account}:event-source-mapping:9b1e0f3c-5a2d-4c7e-8f60-1d2e3a4b5c6d:alias' at 'resource' failed to satisfy constraint: Member must satisfy regular expression pattern: arn:(aws[a-zA-Z-]*):lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:(function:[a-zA-Z0-9-_]+(:(\\$LATEST|[a-zA-Z0-9-_]+))?|layer:([a-zA-Z0-9-_]+)|code-signing-config:csc-[a-z0-9]{17}|event-source-mapping:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|capacity-provider:[a-zA-Z0-9-_]+)",
          },
        },
        {
          asked: 'lambda:ListTags',
          input: {Resource: 'arn:aws:lambda:{region}:{account}:foobar:9b1e0f3c-5a2d-4c7e-8f60-1d2e3a4b5c6d'},
          status: 400,
          refused: {
            code: 'ValidationException',
            message:
              "1 validation error detected: Value 'arn:aws:lambda:{region}:{account}:foobar:9b1e0f3c-5a2d-4c7e-8f60-1d2e3a4b5c6d' at 'resource' failed to satisfy constraint: Member must satisfy regular expression pattern: arn:(aws[a-zA-Z-]*):lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:(function:[a-zA-Z0-9-_]+(:(\\$LATEST|[a-zA-Z0-9-_]+))?|layer:([a-zA-Z0-9-_]+)|code-signing-config:csc-[a-z0-9]{17}|event-source-mapping:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|capacity-provider:[a-zA-Z0-9-_]+)",
          },
        },
      ],
    },
    {
      test: 'TestLambdaTags::test_tag_exceptions',
      recorded: '2025-11-25',
      steps: [
        ...freshFunction,
        {
          asked: 'lambda:TagResource',
          input: {Resource: 'arn:aws:something', Tags: {key_a: 'value_a'}},
          status: 400,
          refused: {
            code: 'ValidationException',
            message:
              "1 validation error detected: Value 'arn:aws:something' at 'resource' failed to satisfy constraint: Member must satisfy regular expression pattern: arn:(aws[a-zA-Z-]*):lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:(function:[a-zA-Z0-9-_]+(:(\\$LATEST|[a-zA-Z0-9-_]+))?|layer:([a-zA-Z0-9-_]+)|code-signing-config:csc-[a-z0-9]{17}|event-source-mapping:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|capacity-provider:[a-zA-Z0-9-_]+)",
          },
        },
        {
          asked: 'lambda:TagResource',
          input: {Resource: 'arn:aws:lambda:{region}:{account}:function:doesnotexist', Tags: {key_a: 'value_a'}},
          status: 404,
          refused: {
            code: 'ResourceNotFoundException',
            message: 'Function not found: arn:aws:lambda:{region}:{account}:function:doesnotexist',
            type: 'User',
          },
        },
        {
          asked: 'lambda:TagResource',
          input: {Resource: '{functionArn}:v1', Tags: {key_a: 'value_a'}},
          status: 400,
          refused: {
            code: 'InvalidParameterValueException',
            message: 'Tags on function aliases and versions are not supported. Please specify a function ARN.',
            type: 'User',
          },
        },
        {asked: 'lambda:ListTags', input: {Resource: '{functionArn}'}, status: 200, answer: {Tags: {}}},
        {asked: 'lambda:UntagResource', input: {Resource: '{functionArn}', TagKeys: ['somekey']}, status: 204},
        {
          asked: 'lambda:UntagResource',
          input: {Resource: '{functionArn}', TagKeys: []},
          status: 400,
          refused: {
            code: 'ValidationException',
            message: "1 validation error detected: Value null at 'tagKeys' failed to satisfy constraint: Member must not be null",
          },
        },
        {
          asked: 'lambda:TagResource',
          input: {Resource: '{functionArn}', Tags: {}},
          status: 400,
          refused: {
            code: 'InvalidParameterValueException',
            message: 'An error occurred and the request cannot be processed.',
            type: 'User',
          },
        },
      ],
    },
    {
      test: 'TestLambdaTags::test_tag_versions',
      recorded: '2025-11-25',
      steps: [
        ...freshFunction,
        {given: 'lambda:PublishVersion', input: {FunctionName: '{function}'}},
        {
          asked: 'lambda:TagResource',
          input: {Resource: '{functionArn}:1', Tags: {key_a: 'value_a'}},
          status: 400,
          refused: {
            code: 'InvalidParameterValueException',
            message: 'Tags on function aliases and versions are not supported. Please specify a function ARN.',
            type: 'User',
          },
        },
        {
          asked: 'lambda:TagResource',
          input: {Resource: '{functionArn}:$LATEST', Tags: {key_a: 'value_a'}},
          status: 400,
          refused: {
            code: 'InvalidParameterValueException',
            message: 'Tags on function aliases and versions are not supported. Please specify a function ARN.',
            type: 'User',
          },
        },
      ],
    },
    {
      test: 'TestLambdaTags::test_tag_limits',
      recorded: '2025-11-25',
      steps: [
        ...freshFunction,
        {
          asked: 'lambda:TagResource',
          input: {Resource: '{functionArn}', Tags: Object.fromEntries(Array.from({length: 51}, (_, i) => [`${i}_key`, `${i}_value`]))},
          status: 400,
          refused: {code: 'InvalidParameterValueException', message: 'Number of tags exceeds resource tag limit.', type: 'User'},
        },
        {
          asked: 'lambda:TagResource',
          input: {Resource: '{functionArn}', Tags: Object.fromEntries(Array.from({length: 50}, (_, i) => [`${i}_key`, `${i}_value`]))},
          status: 204,
        },
        {
          asked: 'lambda:ListTags',
          input: {Resource: '{functionArn}'},
          status: 200,
          answer: {Tags: Object.fromEntries(Array.from({length: 50}, (_, i) => [`${i}_key`, `${i}_value`]))},
        },
        {
          asked: 'lambda:TagResource',
          input: {Resource: '{functionArn}', Tags: {a_key: 'a_value'}},
          status: 400,
          refused: {code: 'InvalidParameterValueException', message: 'Number of tags exceeds resource tag limit.', type: 'User'},
        },
      ],
    },
    {
      test: 'TestLambdaTags::test_tag_lifecycle',
      recorded: '2025-11-25',
      steps: [
        {given: 'lambda:DeleteFunction', input: {FunctionName: '{function}'}},
        {
          given: 'lambda:CreateFunction',
          input: {
            FunctionName: '{function}',
            Role: 'arn:aws:iam::{account}:role/{role}',
            Code: {ZipFile: new Uint8Array([80, 75])},
            Runtime: 'python3.12',
            Handler: 'handler.handler',
            Timeout: 30,
            MemorySize: 128,
            Environment: {Variables: {}},
            Tags: {key_a: 'value_a'},
          },
        },
        {passSeconds: 5},
        {asked: 'lambda:ListTags', input: {Resource: '{functionArn}'}, status: 200, answer: {Tags: {key_a: 'value_a'}}},
        {
          asked: 'lambda:GetFunction',
          input: {FunctionName: '{function}'},
          status: 200,
          answer: {Code: {Location: '<url>', RepositoryType: 'S3'}, Configuration: configuration, Tags: {key_a: 'value_a'}},
        },
        {
          asked: 'lambda:TagResource',
          input: {Resource: '{functionArn}', Tags: {key_b: 'value_b', key_c: 'value_c', key_d: 'value_d', key_e: 'value_e'}},
          status: 204,
        },
        {
          asked: 'lambda:ListTags',
          input: {Resource: '{functionArn}'},
          status: 200,
          answer: {Tags: {key_a: 'value_a', key_b: 'value_b', key_c: 'value_c', key_d: 'value_d', key_e: 'value_e'}},
        },
        {
          asked: 'lambda:GetFunction',
          input: {FunctionName: '{function}'},
          status: 200,
          answer: {
            Code: {Location: '<url>', RepositoryType: 'S3'},
            Configuration: {...configuration, RevisionId: '<uuid:2>'},
            Tags: {key_a: 'value_a', key_b: 'value_b', key_c: 'value_c', key_d: 'value_d', key_e: 'value_e'},
          },
        },
        {asked: 'lambda:TagResource', input: {Resource: '{functionArn}', Tags: {key_b: 'value_b', key_c: 'value_x'}}, status: 204},
        {
          asked: 'lambda:ListTags',
          input: {Resource: '{functionArn}'},
          status: 200,
          answer: {Tags: {key_a: 'value_a', key_b: 'value_b', key_c: 'value_x', key_d: 'value_d', key_e: 'value_e'}},
        },
        {given: 'lambda:UntagResource', input: {Resource: '{functionArn}', TagKeys: ['key_c', 'key_d']}},
        {
          asked: 'lambda:ListTags',
          input: {Resource: '{functionArn}'},
          status: 200,
          answer: {Tags: {key_a: 'value_a', key_b: 'value_b', key_e: 'value_e'}},
        },
        {
          asked: 'lambda:GetFunction',
          input: {FunctionName: '{function}'},
          status: 200,
          answer: {
            Code: {Location: '<url>', RepositoryType: 'S3'},
            Configuration: {...configuration, RevisionId: '<uuid:4>'},
            Tags: {key_a: 'value_a', key_b: 'value_b', key_e: 'value_e'},
          },
        },
        {given: 'lambda:UntagResource', input: {Resource: '{functionArn}', TagKeys: ['key_a', 'key_b', 'key_e']}},
        {asked: 'lambda:ListTags', input: {Resource: '{functionArn}'}, status: 200, answer: {Tags: {}}},
        {
          asked: 'lambda:GetFunction',
          input: {FunctionName: '{function}'},
          status: 200,
          answer: {Code: {Location: '<url>', RepositoryType: 'S3'}, Configuration: {...configuration, RevisionId: '<uuid:5>'}},
        },
        {given: 'lambda:DeleteFunction', input: {FunctionName: '{function}'}},
        {
          asked: 'lambda:ListTags',
          input: {Resource: '{functionArn}'},
          status: 404,
          refused: {code: 'ResourceNotFoundException', message: 'Function not found: {functionArn}', type: 'User'},
        },
      ],
    },
  ],
} satisfies Recordings
