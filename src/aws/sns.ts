import type {SNSClient} from '@aws-sdk/client-sns'
import {required} from './transport/aws-error.ts'
import {call, clientOf} from './transport/client.ts'
import type {Aws} from './transport/connection.ts'

const sdk = () => import('@aws-sdk/client-sns')

const snsClient = (aws: Aws): Promise<SNSClient> => clientOf(aws, 'sns', 'sns', async () => (await sdk()).SNSClient)

/** All attributes of a topic, by their names. */
export const getTopicAttributes = (aws: Aws, topicArn: string): Promise<Record<string, string>> =>
  call(aws, 'sns:GetTopicAttributes', async abortSignal => {
    const [client, {GetTopicAttributesCommand}] = [await snsClient(aws), await sdk()]
    return required((await client.send(new GetTopicAttributesCommand({TopicArn: topicArn}), {abortSignal})).Attributes, 'Attributes')
  })

/** Sends a message to those who have subscribed to the topic. */
export const publish = (aws: Aws, topicArn: string, subject: string, message: string): Promise<unknown> =>
  call(aws, 'sns:Publish', async abortSignal => {
    const [client, {PublishCommand}] = [await snsClient(aws), await sdk()]
    return client.send(new PublishCommand({TopicArn: topicArn, Subject: subject, Message: message}), {abortSignal})
  })
