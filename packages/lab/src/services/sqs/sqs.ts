import {queryErrors} from '../protocol/errors.ts'
import type {Service} from '../protocol/operation.ts'
import {changeMessageVisibility, deleteMessage, deleteMessageBatch, receiveMessage, sendMessage, startMessageMoveTask} from './messages.ts'
import {createQueue, getQueueAttributes, getQueueUrl, listQueues} from './queues.ts'

export {queueUrl} from './queues.ts'

export const sqs: Service = {
  prefix: 'sqs',
  errors: queryErrors,
  operations: {
    CreateQueue: createQueue,
    GetQueueUrl: getQueueUrl,
    ListQueues: listQueues,
    GetQueueAttributes: getQueueAttributes,
    SendMessage: sendMessage,
    ReceiveMessage: receiveMessage,
    DeleteMessage: deleteMessage,
    DeleteMessageBatch: deleteMessageBatch,
    ChangeMessageVisibility: changeMessageVisibility,
    StartMessageMoveTask: startMessageMoveTask,
  },
  json: {target: 'AmazonSQS', version: '1.0', namespace: 'com.amazonaws.sqs#', queryCompatible: true},
  query: {
    version: '2012-11-05',
    namespace: 'http://queue.amazonaws.com/doc/2012-11-05/',
    flat: {
      Attributes: 'Attribute',
      QueueUrls: 'QueueUrl',
      Messages: 'Message',
      Successful: 'DeleteMessageBatchResultEntry',
      Failed: 'BatchResultErrorEntry',
    },
  },
}
