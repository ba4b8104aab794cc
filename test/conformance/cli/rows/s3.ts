import type {Row} from '../row.ts'

/** Where a bucket is: us-east-1 is written as nothing. */
export const s3Rows: readonly Row[] = [
  {aws: 's3api get-bucket-location --bucket orders-projector-failed-records', answers: {LocationConstraint: null}},
  {aws: 's3api get-bucket-location --bucket no-such-bucket', refused: 'NoSuchBucket', saying: /does not exist/},
]
