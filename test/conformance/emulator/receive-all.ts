import {ReceiveMessageCommand, type SQSClient} from '@aws-sdk/client-sqs'
import type {Message} from './stage.ts'

/** Receives what has come to the queue, and answers all that ever came. */
export function receiveAll(sqs: SQSClient, QueueUrl: string): () => Promise<Message[]> {
  const received = new Map<string, Message>()
  return async () => {
    const request = {QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 600, WaitTimeSeconds: 0}
    const {Messages = []} = await sqs.send(new ReceiveMessageCommand(request))
    for (const {MessageId = '', Body = ''} of Messages) received.set(MessageId, JSON.parse(Body) as Message)
    return [...received.values()]
  }
}
