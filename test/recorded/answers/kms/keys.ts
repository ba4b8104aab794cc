import type {Recordings} from '../../recording.ts'

export default {
  source: 'localstack/localstack tests/aws/services/kms/test_kms.snapshot.json',
  stories: [
    {
      test: 'TestKMS::test_get_key_does_not_exist',
      recorded: '2025-09-08',
      steps: [
        {
          asked: 'kms:DescribeKey',
          input: {KeyId: '134f2428-cec1-4b25-a1ae-9048164dba47'},
          status: 400,
          refused: {
            code: 'NotFoundException',
            message: "Key 'arn:aws:kms:{region}:{account}:key/134f2428-cec1-4b25-a1ae-9048164dba47' does not exist",
          },
        },
        {
          asked: 'kms:DescribeKey',
          input: {KeyId: 'arn:aws:kms:{region}:{account}:key/134f2428-cec1-4b25-a1ae-9048164dba47'},
          status: 400,
          refused: {
            code: 'NotFoundException',
            message: "Key 'arn:aws:kms:{region}:{account}:key/134f2428-cec1-4b25-a1ae-9048164dba47' does not exist",
          },
        },
        {
          asked: 'kms:DescribeKey',
          input: {KeyId: 'mrk-d3b95762d3b95762d3b95762d3b95762'},
          status: 400,
          refused: {
            code: 'NotFoundException',
            message: "Key 'arn:aws:kms:{region}:{account}:key/mrk-d3b95762d3b95762d3b95762d3b95762' does not exist",
          },
        },
      ],
    },
    {
      test: 'TestKMS::test_get_key_invalid_uuid',
      recorded: '2023-11-07',
      steps: [
        {
          asked: 'kms:DescribeKey',
          input: {KeyId: 'fake-key-id'},
          status: 400,
          refused: {code: 'NotFoundException', message: "Invalid keyId 'fake-key-id'"},
        },
        {
          asked: 'kms:DescribeKey',
          input: {KeyId: '134f2428cec14b25a1ae9048164dba47'},
          status: 400,
          refused: {code: 'NotFoundException', message: "Invalid keyId '134f2428cec14b25a1ae9048164dba47'"},
        },
        {
          asked: 'kms:DescribeKey',
          input: {KeyId: 'mrk-fake-key-id'},
          status: 400,
          refused: {code: 'NotFoundException', message: "Invalid keyId 'mrk-fake-key-id'"},
        },
      ],
    },
  ],
} satisfies Recordings
