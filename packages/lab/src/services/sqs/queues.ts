import type {LabQueue, World} from '../../simulation/engine/world.ts'
import type {Account} from '../protocol/account.ts'
import {AwsError} from '../protocol/errors.ts'
import {operation} from '../protocol/operation.ts'
import {page} from '../protocol/pages.ts'
import {list, required, text, whole} from '../protocol/shapes.ts'

/** Queues of the account live at this URL; AWS's own unless the lab serves on a port. */
export const queueUrl = ({urlBase, world}: Pick<Account, 'urlBase' | 'world'>, queue: LabQueue): string =>
  urlBase === null ? queue.url : `${urlBase}/${world.accountId}/${queue.name}`

const nameIn = (url: string): string => url.split('/').at(-1) ?? url
const queueArn = (world: World, name: string): string => `arn:aws:sqs:${world.region}:${world.accountId}:${name}`

/** The input of operations on one queue, and the resource of their permission. */
export const onQueue = {QueueUrl: required(text())} as const
export const arnOfUrl = ({QueueUrl}: {QueueUrl: string}, {world}: Account): string => queueArn(world, nameIn(QueueUrl))
export const queueAt = (world: World, url: string): LabQueue => queueOf(world, nameIn(url))

function queueOf(world: World, name: string): LabQueue {
  const queue = [...world.queues.values()].find(candidate => candidate.name === name)
  if (queue === undefined) {
    throw new AwsError('QueueDoesNotExist', 'The specified queue does not exist.', {code: 'AWS.SimpleQueueService.NonExistentQueue'})
  }
  return queue
}

export const getQueueUrl = operation({
  action: 'sqs:GetQueueUrl',
  input: {QueueName: required(text()), QueueOwnerAWSAccountId: text()},
  resource: ({QueueName}, {world}) => queueArn(world, QueueName),
  run: ({QueueName}, account) => ({QueueUrl: queueUrl(account, queueOf(account.world, QueueName))}),
})

/** A name that exists answers its queue (SQS API reference, CreateQueue). Attributes are not modelled. */
export const createQueue = operation({
  action: 'sqs:CreateQueue',
  input: {QueueName: required(text())},
  resource: ({QueueName}, {world}) => queueArn(world, QueueName),
  run: ({QueueName}, account) => {
    const {world} = account
    const known = [...world.queues.values()].find(({name}) => name === QueueName)
    const url = `https://sqs.${world.region}.amazonaws.com/${world.accountId}/${QueueName}`
    const queue = known ?? {name: QueueName, url, arn: queueArn(world, QueueName), messages: []}
    world.queues.set(QueueName, queue)
    return {QueueUrl: queueUrl(account, queue)}
  },
})

export const listQueues = operation({
  action: 'sqs:ListQueues',
  input: {QueueNamePrefix: text(), NextToken: text(), MaxResults: whole({min: 1, max: 1000})},
  run: ({QueueNamePrefix = '', NextToken, MaxResults}, account) => {
    const queues = [...account.world.queues.values()].filter(queue => queue.name.startsWith(QueueNamePrefix))
    const found = page(queues, NextToken, MaxResults ?? 1000)
    if (found === null) throw new AwsError('InvalidAddress', 'The given NextToken is not valid.')
    return {QueueUrls: found.items.map(queue => queueUrl(account, queue)), NextToken: MaxResults === undefined ? undefined : found.next}
  },
})

export const getQueueAttributes = operation({
  action: 'sqs:GetQueueAttributes',
  input: {...onQueue, AttributeNames: list(text(), {flat: 'AttributeName'})},
  resource: arnOfUrl,
  run: ({QueueUrl, AttributeNames = []}, {world}) => {
    const all = attributes(queueAt(world, QueueUrl), world)
    const unknown = AttributeNames.find(name => name !== 'All' && !knownAttributes.includes(name))
    if (unknown !== undefined) throw new AwsError('InvalidAttributeName', `Unknown Attribute ${unknown}.`)
    const wanted = Object.entries(all).filter(([name]) => AttributeNames.includes('All') || AttributeNames.includes(name))
    return wanted.length === 0 ? {} : {Attributes: Object.fromEntries(wanted)}
  },
})

/** The queue's own attributes, and those that it may have but has not. */
const knownAttributes: readonly string[] = [
  ...['QueueArn', 'ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible', 'ApproximateNumberOfMessagesDelayed'],
  ...['CreatedTimestamp', 'LastModifiedTimestamp', 'VisibilityTimeout', 'MaximumMessageSize', 'MessageRetentionPeriod', 'DelaySeconds'],
  ...['ReceiveMessageWaitTimeSeconds', 'SqsManagedSseEnabled', 'Policy', 'RedrivePolicy', 'RedriveAllowPolicy', 'KmsMasterKeyId'],
  ...['KmsDataKeyReusePeriodSeconds', 'FifoQueue', 'ContentBasedDeduplication', 'DeduplicationScope', 'FifoThroughputLimit'],
]

/** A message that was received is in flight, one that was sent with a delay and never received is delayed. */
function attributes(queue: LabQueue, world: World): Record<string, string> {
  const hidden = queue.messages.filter(message => message.visibleFromMs > world.nowMs)
  const delayed = hidden.filter(message => message.receiveCount === 0).length
  return {
    QueueArn: queue.arn,
    ApproximateNumberOfMessages: String(queue.messages.length - hidden.length),
    ApproximateNumberOfMessagesNotVisible: String(hidden.length - delayed),
    ApproximateNumberOfMessagesDelayed: String(delayed),
    CreatedTimestamp: createdSeconds,
    LastModifiedTimestamp: createdSeconds,
    // SQS's defaults (SQS API reference, SetQueueAttributes); all values are strings.
    VisibilityTimeout: String(defaultVisibilitySeconds),
    MaximumMessageSize: String(largestMessageBytes),
    MessageRetentionPeriod: '345600',
    DelaySeconds: '0',
    ReceiveMessageWaitTimeSeconds: '0',
    // One of the two (SQS API reference, SetQueueAttributes).
    ...(queue.kmsKey === undefined
      ? {SqsManagedSseEnabled: 'true'}
      : {SqsManagedSseEnabled: 'false', KmsMasterKeyId: queue.kmsKey, KmsDataKeyReusePeriodSeconds: '300'}),
  }
}

/** When the account was set up; nothing depends on it. */
const createdSeconds = String(Date.UTC(2025, 0, 15, 9, 30) / 1000)

export const defaultVisibilitySeconds = 30
export const largestMessageBytes = 1_048_576
