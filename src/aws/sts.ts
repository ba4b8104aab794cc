import type {GetCallerIdentityCommandOutput, STSClient} from '@aws-sdk/client-sts'
import {call, clientOf} from './client.ts'
import type {Aws} from './connection.ts'

const sdk = () => import('@aws-sdk/client-sts')

const stsClient = (aws: Aws): Promise<STSClient> => clientOf(aws, 'sts', 'sts', async () => (await sdk()).STSClient)

/** The account and the ARN of who is asking. */
export const getCallerIdentity = (aws: Aws): Promise<GetCallerIdentityCommandOutput> =>
  call(aws, 'sts:GetCallerIdentity', async abortSignal => {
    const [client, {GetCallerIdentityCommand}] = [await stsClient(aws), await sdk()]
    return client.send(new GetCallerIdentityCommand({}), {abortSignal})
  })
