/** The content that each kind of on-failure destination keeps (Lambda Developer Guide, "services-dynamodb-errors"), as a sentence beside advice to name one. */
export const destinationChoice = 'An S3 bucket keeps the whole records; a queue or topic keeps a pointer, useless after 24 hours.'

/** Whether failed batches arrive there with their records. */
const keepsRecords = (arn: string): boolean => /^arn:[^:]+:s3:/.test(arn)

/** The form in which a failed batch arrives at this destination, to stand after "goes to ARN". */
export const arrivingAs = (arn: string): string => (keepsRecords(arn) ? 'with its records' : 'as a pointer, not as records')

/** The part of each failed batch that this destination gets, to stand after "ARN gets". */
export const gettingOf = (arn: string): string =>
  keepsRecords(arn)
    ? 'each batch with its records'
    : 'a pointer to each batch, which leads to its records until 24 hours after they were written'
