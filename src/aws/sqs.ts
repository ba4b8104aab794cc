import type {SQSClient} from '@aws-sdk/client-sqs'
import {required} from './transport/aws-error.ts'
import {call, clientOf} from './transport/client.ts'
import type {Aws} from './transport/connection.ts'

const sdk = () => import('@aws-sdk/client-sqs')

/** Requests go to the run's endpoint: the SDK would send them, and the signature, to whatever host a queue's URL names. */
const sqsClient = (aws: Aws): Promise<SQSClient> =>
  clientOf(aws, 'sqs', 'sqs', async () => (await sdk()).SQSClient, {useQueueUrlAsEndpoint: false})

/** The URL of a queue, also of another account. */
export const getQueueUrl = (aws: Aws, name: string, account: string): Promise<string> =>
  call(aws, 'sqs:GetQueueUrl', async abortSignal => {
    const [client, {GetQueueUrlCommand}] = [await sqsClient(aws), await sdk()]
    const {QueueUrl} = await client.send(new GetQueueUrlCommand({QueueName: name, QueueOwnerAWSAccountId: account}), {abortSignal})
    return required(QueueUrl, 'QueueUrl')
  })

/** All attributes of a queue, by their names. */
export const getQueueAttributes = (aws: Aws, queueUrl: string): Promise<Record<string, string>> =>
  call(aws, 'sqs:GetQueueAttributes', async abortSignal => {
    const [client, {GetQueueAttributesCommand}] = [await sqsClient(aws), await sdk()]
    const {Attributes} = await client.send(new GetQueueAttributesCommand({QueueUrl: queueUrl, AttributeNames: ['All']}), {abortSignal})
    return required(Attributes, 'Attributes')
  })
