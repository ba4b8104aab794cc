import {createHash} from 'node:crypto'
import type {LabQueue, World} from '../../simulation/engine/world.ts'
import {AwsError} from '../protocol/errors.ts'
import {operation} from '../protocol/operation.ts'
import {list, required, structure, text, whole} from '../protocol/shapes.ts'
import {arnOfUrl, defaultVisibilitySeconds, largestMessageBytes, onQueue, queueAt} from './queues.ts'

type Message = LabQueue['messages'][number]

/** SDKs compare this digest with the body that they sent and received. */
const md5 = (body: string): string => createHash('md5').update(body).digest('hex')

/** The same call of the same run gives the same id. */
const uuidOf = (key: string): string => {
  const hex = createHash('sha256').update(key).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

const invalid = (message: string): AwsError => new AwsError('InvalidParameterValue', message)

export const sendMessage = operation({
  action: 'sqs:SendMessage',
  input: {...onQueue, MessageBody: required(text()), DelaySeconds: whole({min: 0, max: 900})},
  resource: arnOfUrl,
  run: ({QueueUrl, MessageBody, DelaySeconds = 0}, {world}) => {
    const queue = queueAt(world, QueueUrl)
    if (MessageBody === '') throw new AwsError('MissingParameter', 'The request must contain the parameter MessageBody.')
    if (Buffer.byteLength(MessageBody) > largestMessageBytes) {
      throw invalid(`One or more parameters are invalid. Reason: Message must be shorter than ${largestMessageBytes} bytes.`)
    }
    const messageId = uuidOf(`${queue.arn} ${world.nowMs} ${queue.messages.length} ${MessageBody}`)
    queue.messages.push({
      messageId,
      body: MessageBody,
      sentMs: world.nowMs,
      receiveCount: 0,
      visibleFromMs: world.nowMs + DelaySeconds * 1000,
      receiptHandle: null,
    })
    return {MessageId: messageId, MD5OfMessageBody: md5(MessageBody)}
  },
})

const attributeNames = ['All', 'SenderId', 'SentTimestamp', 'ApproximateReceiveCount', 'ApproximateFirstReceiveTimestamp'] as const

export const receiveMessage = operation({
  action: 'sqs:ReceiveMessage',
  input: {
    ...onQueue,
    MaxNumberOfMessages: whole(),
    VisibilityTimeout: whole(),
    WaitTimeSeconds: whole(),
    AttributeNames: list(text(), {flat: 'AttributeName'}),
    MessageSystemAttributeNames: list(text(), {flat: 'MessageSystemAttributeName'}),
    MessageAttributeNames: list(text(), {flat: 'MessageAttributeName'}),
  },
  resource: arnOfUrl,
  run: (input, {world}) => {
    const queue = queueAt(world, input.QueueUrl)
    const most = within('MaxNumberOfMessages', input.MaxNumberOfMessages ?? 1, 1, 10)
    const hiddenSeconds = within('VisibilityTimeout', input.VisibilityTimeout ?? defaultVisibilitySeconds, 0, 43_200)
    within('WaitTimeSeconds', input.WaitTimeSeconds ?? 0, 0, 20)
    const asked = [...(input.AttributeNames ?? []), ...(input.MessageSystemAttributeNames ?? [])]
    const wrong = asked.find(name => !(attributeNames as readonly string[]).includes(name))
    if (wrong !== undefined) throw new AwsError('InvalidAttributeName', `Unknown Attribute ${wrong}.`)
    const received = queue.messages.filter(message => message.visibleFromMs <= world.nowMs).slice(0, most)
    for (const message of received) take(message, world, hiddenSeconds)
    // A queue without messages answers without the member.
    return received.length === 0 ? {} : {Messages: received.map(message => view(message, asked))}
  },
})

function take(message: Message, world: World, hiddenSeconds: number): void {
  message.receiveCount += 1
  message.receiptHandle = Buffer.from(`${message.messageId} ${message.receiveCount} ${world.nowMs}`).toString('base64')
  message.visibleFromMs = world.nowMs + hiddenSeconds * 1000
}

function view(message: Message, asked: readonly string[]) {
  const all = {
    SenderId: 'AROALABPIPELINE000XA:lambda',
    SentTimestamp: String(message.sentMs),
    ApproximateReceiveCount: String(message.receiveCount),
  }
  const wanted = Object.entries(all).filter(([name]) => asked.includes('All') || asked.includes(name))
  return {
    MessageId: message.messageId,
    ReceiptHandle: message.receiptHandle,
    MD5OfBody: md5(message.body),
    Body: message.body,
    ...(wanted.length > 0 ? {Attributes: Object.fromEntries(wanted)} : {}),
  }
}

function within(name: string, value: number, least: number, most: number): number {
  if (value >= least && value <= most) return value
  throw invalid(`Value ${value} for parameter ${name} is invalid. Reason: Must be between ${least} and ${most}, if provided.`)
}

/** The handle of the newest receipt; an older one of the same message still parses, but does nothing on a standard queue. */
function messageOf(queue: LabQueue, handle: string): Message | null {
  const message = queue.messages.find(one => one.receiptHandle === handle)
  if (message !== undefined) return message
  if (/^\S+ \d+ \d+$/.test(Buffer.from(handle, 'base64').toString())) return null
  throw new AwsError('ReceiptHandleIsInvalid', `The input receipt handle "${handle}" is not a valid receipt handle.`)
}

function remove(queue: LabQueue, handle: string): void {
  const message = messageOf(queue, handle)
  if (message !== null) queue.messages.splice(queue.messages.indexOf(message), 1)
}

const receipt = {...onQueue, ReceiptHandle: required(text())} as const

/** Deleting a message that is already gone succeeds. */
export const deleteMessage = operation({
  action: 'sqs:DeleteMessage',
  input: receipt,
  resource: arnOfUrl,
  run: ({QueueUrl, ReceiptHandle}, {world}) => {
    remove(queueAt(world, QueueUrl), ReceiptHandle)
    return {}
  },
})

export const deleteMessageBatch = operation({
  action: 'sqs:DeleteMessage',
  input: {
    ...onQueue,
    Entries: required(list(structure({Id: required(text()), ReceiptHandle: required(text())}), {flat: 'DeleteMessageBatchRequestEntry'})),
  },
  resource: arnOfUrl,
  run: ({QueueUrl, Entries}, {world}) => {
    const queue = queueAt(world, QueueUrl)
    const code = (name: string) => ({code: `AWS.SimpleQueueService.${name}`})
    if (Entries.length === 0)
      throw new AwsError(
        'EmptyBatchRequest',
        'There should be at least one DeleteMessageBatchRequestEntry in the request.',
        code('EmptyBatchRequest'),
      )
    if (Entries.length > 10) {
      const words = `Maximum number of entries per request are 10. You have sent ${Entries.length}.`
      throw new AwsError('TooManyEntriesInBatchRequest', words, code('TooManyEntriesInBatchRequest'))
    }
    if (Entries.some(({Id}) => !/^[\w-]{1,80}$/.test(Id))) {
      const words = 'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.'
      throw new AwsError('InvalidBatchEntryId', words, code('InvalidBatchEntryId'))
    }
    const twice = Entries.find((entry, i) => Entries.findIndex(one => one.Id === entry.Id) < i)
    if (twice !== undefined) throw new AwsError('BatchEntryIdsNotDistinct', `Id ${twice.Id} repeated.`, code('BatchEntryIdsNotDistinct'))
    const results = Entries.map(({Id, ReceiptHandle}) => {
      try {
        remove(queue, ReceiptHandle)
        return {Id}
      } catch (error) {
        return {Id, SenderFault: true, Code: 'ReceiptHandleIsInvalid', Message: (error as Error).message}
      }
    })
    return {Successful: results.filter(one => !('Code' in one)), Failed: results.filter(one => 'Code' in one)}
  },
})

export const changeMessageVisibility = operation({
  action: 'sqs:ChangeMessageVisibility',
  input: {...receipt, VisibilityTimeout: required(whole())},
  resource: arnOfUrl,
  run: ({QueueUrl, ReceiptHandle, VisibilityTimeout}, {world}) => {
    within('VisibilityTimeout', VisibilityTimeout, 0, 43_200)
    const message = messageOf(queueAt(world, QueueUrl), ReceiptHandle)
    if (message === null || message.visibleFromMs <= world.nowMs) {
      const words = `Value ${ReceiptHandle} for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not available for visibility timeout change.`
      throw new AwsError('MessageNotInflight', words, {code: 'AWS.SimpleQueueService.MessageNotInflight'})
    }
    message.visibleFromMs = world.nowMs + VisibilityTimeout * 1000
    return {}
  },
})

/** Moves only from a queue that is another queue's dead-letter queue; messages that Lambda puts into a queue cannot be moved back (SQS API reference). */
export const startMessageMoveTask = operation({
  action: 'sqs:StartMessageMoveTask',
  input: {SourceArn: required(text()), DestinationArn: text(), MaxNumberOfMessagesPerSecond: whole()},
  resource: ({SourceArn}) => SourceArn,
  run: ({SourceArn}, {world}) => {
    const source = [...world.queues.values()].find(queue => queue.arn === SourceArn)
    if (source === undefined) {
      throw new AwsError('ResourceNotFoundException', "The resource that you specified for the SourceArn parameter doesn't exist.")
    }
    throw invalid('Source queue must be configured as a Dead Letter Queue.')
  },
})
