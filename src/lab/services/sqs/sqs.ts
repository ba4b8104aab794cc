import type {LabQueue, World} from '../../simulation/world.ts'
import type {Account} from '../account.ts'
import {AwsError, queryErrors} from '../errors.ts'
import {operation, type Service} from '../operation.ts'
import {page} from '../pages.ts'
import {list, required, text, whole} from '../shapes.ts'

/** Queues of the account live at this URL; AWS's own unless the lab serves on a port. */
export const queueUrl = ({queueBase, world}: Pick<Account, 'queueBase' | 'world'>, queue: LabQueue): string =>
  queueBase === null ? queue.url : `${queueBase}/${world.accountId}/${queue.name}`

const getQueueUrl = operation({
  action: 'sqs:GetQueueUrl',
  input: {QueueName: required(text()), QueueOwnerAWSAccountId: text()},
  resource: ({QueueName}, {world}) => queueArn(world, QueueName),
  run: ({QueueName}, account) => ({QueueUrl: queueUrl(account, queueOf(account.world, QueueName))}),
})

const listQueues = operation({
  action: 'sqs:ListQueues',
  input: {QueueNamePrefix: text(), NextToken: text(), MaxResults: whole({min: 1, max: 1000})},
  run: ({QueueNamePrefix = '', NextToken, MaxResults}, account) => {
    const queues = [...account.world.queues.values()].filter(queue => queue.name.startsWith(QueueNamePrefix))
    const found = page(queues, NextToken, MaxResults ?? 1000)
    if (found === null) throw new AwsError('InvalidAddress', 'The given NextToken is not valid.')
    return {QueueUrls: found.items.map(queue => queueUrl(account, queue)), NextToken: MaxResults === undefined ? undefined : found.next}
  },
})

const getQueueAttributes = operation({
  action: 'sqs:GetQueueAttributes',
  input: {QueueUrl: required(text()), AttributeNames: list(text(), {flat: 'AttributeName'})},
  resource: ({QueueUrl}, {world}) => queueArn(world, nameIn(QueueUrl)),
  run: ({QueueUrl, AttributeNames = []}, {world}) => {
    const all = attributes(queueOf(world, nameIn(QueueUrl)), world)
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

/** SQS's defaults (SQS API reference, SetQueueAttributes); all values are strings. */
function attributes(queue: LabQueue, world: World): Record<string, string> {
  const hidden = queue.messages.filter(message => message.visibleFromMs > world.nowMs).length
  return {
    QueueArn: queue.arn,
    ApproximateNumberOfMessages: String(queue.messages.length - hidden),
    ApproximateNumberOfMessagesNotVisible: String(hidden),
    ApproximateNumberOfMessagesDelayed: '0',
    VisibilityTimeout: '30',
    MaximumMessageSize: '1048576',
    MessageRetentionPeriod: '345600',
    DelaySeconds: '0',
    ReceiveMessageWaitTimeSeconds: '0',
    SqsManagedSseEnabled: 'true',
  }
}

const nameIn = (url: string): string => url.split('/').at(-1) ?? url
const queueArn = (world: World, name: string): string => `arn:aws:sqs:${world.region}:${world.accountId}:${name}`

function queueOf(world: World, name: string): LabQueue {
  const queue = [...world.queues.values()].find(candidate => candidate.name === name)
  if (queue === undefined) {
    throw new AwsError('QueueDoesNotExist', 'The specified queue does not exist.', {code: 'AWS.SimpleQueueService.NonExistentQueue'})
  }
  return queue
}

export const sqs: Service = {
  prefix: 'sqs',
  errors: queryErrors,
  operations: {GetQueueUrl: getQueueUrl, ListQueues: listQueues, GetQueueAttributes: getQueueAttributes},
  json: {target: 'AmazonSQS', version: '1.0', namespace: 'com.amazonaws.sqs#', queryCompatible: true},
  query: {
    version: '2012-11-05',
    namespace: 'http://queue.amazonaws.com/doc/2012-11-05/',
    flat: {Attributes: 'Attribute', QueueUrls: 'QueueUrl'},
  },
}
