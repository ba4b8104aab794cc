import {type Batch, emittedBy, type Lane, type MappingRun} from './mapping-run.ts'
import type {MetricEmitter, Series} from './metric-store.ts'
import {writtenAt} from './partitions.ts'
import {allowed} from './permissions.ts'
import type {LabQueue} from './world.ts'

/** Records that are given up, and why. */
export interface FailedBatch {
  batch: Batch
  condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded'
}

/** ISO 8601 without milliseconds: arrival times of DynamoDB batches have none. */
const wholeSeconds = (ms: number): string => new Date(Math.floor(ms / 1000) * 1000).toISOString().replace('.000Z', 'Z')

/** The body of the message: pointers to the records, not the records (Lambda Developer Guide, "services-dynamodb-errors"). */
function bodyOf(lane: Lane, {batch, condition}: FailedBatch, nowMs: number): string {
  const {reader, invocation} = lane
  const {partition, mapping, shard} = reader
  const wasInvoked = batch.attempts > 0
  return JSON.stringify({
    requestContext: {
      requestId: mapping.random.uuid(),
      functionArn: mapping.lab.functionArn,
      condition,
      approximateInvokeCount: Math.max(1, batch.attempts),
    },
    // A batch that was too old on arrival was never invoked, and has no response.
    ...(wasInvoked && {
      responseContext: {
        statusCode: 200,
        executedVersion: invocation.version,
        functionError: invocation.result === 'reported' ? null : 'Unhandled',
      },
    }),
    version: '1.0',
    timestamp: new Date(nowMs).toISOString(),
    DDBStreamBatchInfo: {
      shardId: shard.lab.shardId,
      startSequenceNumber: partition.sequence.of(batch.from),
      endSequenceNumber: partition.sequence.of(batch.to - 1),
      approximateArrivalOfFirstRecord: wholeSeconds(writtenAt(partition, batch.from)),
      approximateArrivalOfLastRecord: wholeSeconds(writtenAt(partition, batch.to - 1)),
      batchSize: batch.count,
      streamArn: mapping.lab.eventSourceArn,
    },
  })
}

/** What takes the message, and what the role must be allowed to do with it. */
interface Destination {
  action: 'sqs:SendMessage' | 'sns:Publish'
  take(body: string): void
}

/** A standard queue or topic; a FIFO one cannot be a destination of a stream, and buckets do not exist here. */
function destinationOf({simulation: {world, metrics}, random}: MappingRun, arn: string, nowMs: number): Destination | undefined {
  const queue = [...world.queues.values()].find(one => one.arn === arn && !one.name.endsWith('.fifo'))
  const topic = [...world.topics.values()].find(one => one.arn === arn && !one.name.endsWith('.fifo'))
  if (topic !== undefined) return {action: 'sns:Publish', take: body => topic.published.push(body)}
  if (queue === undefined) return undefined
  return {
    action: 'sqs:SendMessage',
    take: body => {
      queue.messages.push({messageId: random.uuid(), body, sentMs: nowMs, receiveCount: 0, visibleFromMs: nowMs, receiptHandle: null})
      metrics.add(sentTo(queue, metrics), nowMs, nowMs, 1)
    },
  }
}

/** Sends the message to the on-failure destination; false, and a metric, when there is no such destination. */
export function deliver(lane: Lane, failed: FailedBatch, nowMs: number): boolean {
  const {mapping} = lane.reader
  const {world, metrics} = mapping.simulation
  const {run} = mapping.target
  const arn = mapping.lab.settings.OnFailureDestination
  const destination = destinationOf(mapping, arn, nowMs)
  // Lambda sends with the function's execution role.
  if (destination === undefined || run === null || allowed(world, run.lab.role, destination.action, arn) !== 'allowed') {
    if (run !== null) metrics.add(emittedBy(mapping, run, lane.invocation.version).destinationFailures(), nowMs, nowMs, 1)
    return false
  }
  destination.take(bodyOf(lane, failed, nowMs))
  return true
}

const sent = new WeakMap<LabQueue, Series>()

/** "The number of messages added to a queue", by the minute (SQS Developer Guide, CloudWatch metrics). Only what Lambda sends is counted here. */
function sentTo(queue: LabQueue, metrics: MetricEmitter): Series {
  const series = sent.get(queue) ?? metrics.series('AWS/SQS', 'NumberOfMessagesSent', [{QueueName: queue.name}])
  sent.set(queue, series)
  return series
}
