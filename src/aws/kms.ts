import type {KeyMetadata, KMSClient} from '@aws-sdk/client-kms'
import {required} from './transport/aws-error.ts'
import {call, clientOf} from './transport/client.ts'
import type {Aws} from './transport/connection.ts'

const sdk = () => import('@aws-sdk/client-kms')

const kmsClient = (aws: Aws): Promise<KMSClient> => clientOf(aws, 'kms', 'kms', async () => (await sdk()).KMSClient)

/** KMS's facts of a key, by its id, its alias, or the ARN of either. */
export const describeKey = (aws: Aws, keyId: string): Promise<KeyMetadata> =>
  call(aws, 'kms:DescribeKey', async abortSignal => {
    const [client, {DescribeKeyCommand}] = [await kmsClient(aws), await sdk()]
    return required((await client.send(new DescribeKeyCommand({KeyId: keyId}), {abortSignal})).KeyMetadata, 'KeyMetadata')
  })

/** The policy of a key of this account, as KMS keeps it. A key has one, and its name is `default`. */
export const getKeyPolicy = (aws: Aws, keyArn: string): Promise<string> =>
  call(aws, 'kms:GetKeyPolicy', async abortSignal => {
    const [client, {GetKeyPolicyCommand}] = [await kmsClient(aws), await sdk()]
    return required((await client.send(new GetKeyPolicyCommand({KeyId: keyArn, PolicyName: 'default'}), {abortSignal})).Policy, 'Policy')
  })
