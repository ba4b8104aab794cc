import type {S3Client} from '@aws-sdk/client-s3'
import {required} from './transport/aws-error.ts'
import {call, clientOf} from './transport/client.ts'
import type {Aws} from './transport/connection.ts'

const sdk = () => import('@aws-sdk/client-s3')

/** A bucket may lie in another region than the run; with an endpoint of one's own there are no host names by bucket. */
const s3Client = (aws: Aws): Promise<S3Client> =>
  clientOf(aws, 's3', 's3', async () => (await sdk()).S3Client, {
    followRegionRedirects: true,
    forcePathStyle: aws.options.endpointUrl !== undefined,
  })

/** Throws when there is no such bucket. GetBucketLocation says why it fails, which HeadBucket cannot. */
export const getBucketLocation = (aws: Aws, bucket: string): Promise<void> =>
  call(aws, 's3:GetBucketLocation', async abortSignal => {
    const [client, {GetBucketLocationCommand}] = [await s3Client(aws), await sdk()]
    await client.send(new GetBucketLocationCommand({Bucket: bucket}), {abortSignal})
  })

/** How new objects of a bucket are encrypted: `AES256`, `aws:kms`, … and, of a key that is named, its id, alias or ARN. */
export const getBucketEncryption = (aws: Aws, bucket: string): Promise<{algorithm: string; keyId: string | null}> =>
  call(aws, 's3:GetEncryptionConfiguration', async abortSignal => {
    const [client, {GetBucketEncryptionCommand}] = [await s3Client(aws), await sdk()]
    const {ServerSideEncryptionConfiguration} = await client.send(new GetBucketEncryptionCommand({Bucket: bucket}), {abortSignal})
    const [rule] = required(ServerSideEncryptionConfiguration?.Rules, 'Rules')
    const {SSEAlgorithm, KMSMasterKeyID} = required(rule?.ApplyServerSideEncryptionByDefault, 'ApplyServerSideEncryptionByDefault')
    return {algorithm: required(SSEAlgorithm, 'SSEAlgorithm'), keyId: KMSMasterKeyID ?? null}
  })
