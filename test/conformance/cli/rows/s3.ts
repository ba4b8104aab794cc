import type {Row} from '../row.ts'

/** Where a bucket is (us-east-1 is written as nothing), and how it encrypts. */
export const s3Rows: readonly Row[] = [
  {aws: 's3api get-bucket-location --bucket orders-projector-failed-records', answers: {LocationConstraint: null}},
  {aws: 's3api get-bucket-location --bucket no-such-bucket', refused: 'NoSuchBucket', saying: /does not exist/},
  {
    aws: 's3api get-bucket-encryption --bucket orders-projector-failed-records',
    answers: {ServerSideEncryptionConfiguration: {Rules: [{ApplyServerSideEncryptionByDefault: {SSEAlgorithm: 'AES256'}}]}},
  },
]
