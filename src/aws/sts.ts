import type {GetCallerIdentityCommandOutput, STSClient} from '@aws-sdk/client-sts'
import {required} from './transport/aws-error.ts'
import {call, clientOf} from './transport/client.ts'
import type {Aws} from './transport/connection.ts'

const sdk = () => import('@aws-sdk/client-sts')

const stsClient = (aws: Aws): Promise<STSClient> => clientOf(aws, 'sts', 'sts', async () => (await sdk()).STSClient)

/** The account and the ARN of who is asking. */
export const getCallerIdentity = (aws: Aws): Promise<GetCallerIdentityCommandOutput> =>
  call(aws, 'sts:GetCallerIdentity', async abortSignal => {
    const [client, {GetCallerIdentityCommand}] = [await stsClient(aws), await sdk()]
    return client.send(new GetCallerIdentityCommand({}), {abortSignal})
  })

/** Credentials of a role, with the time when they end. */
export const assumeRole = (aws: Aws, roleArn: string, sessionName: string) =>
  call(aws, 'sts:AssumeRole', async abortSignal => {
    const [client, {AssumeRoleCommand}] = [await stsClient(aws), await sdk()]
    const {Credentials} = await client.send(new AssumeRoleCommand({RoleArn: roleArn, RoleSessionName: sessionName}), {abortSignal})
    return {
      accessKeyId: required(Credentials?.AccessKeyId, 'AccessKeyId'),
      secretAccessKey: required(Credentials?.SecretAccessKey, 'SecretAccessKey'),
      sessionToken: required(Credentials?.SessionToken, 'SessionToken'),
      ...(Credentials?.Expiration !== undefined && {expiration: Credentials.Expiration}),
    }
  })
