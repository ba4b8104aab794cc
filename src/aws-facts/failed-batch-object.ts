/**
 * Where Lambda puts the failed batches of a mapping in a bucket (Lambda Developer Guide, "services-dynamodb-errors"). A simulation wants
 * the whole ARN of an object: the last word stands for the rest of the key.
 */
export const failedBatchObject = (bucket: string, uuid: string): string => `${bucket}/aws/lambda/${uuid}/any`
