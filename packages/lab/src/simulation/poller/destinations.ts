import {isManagedByAws, mayUseKey} from '../access/kms-keys.ts'
import {allowed} from '../access/permissions.ts'
import type {MetricEmitter, Series} from '../engine/metric-store.ts'
import type {LabQueue, World} from '../engine/world.ts'
import {writtenAt} from '../table/partitions.ts'
import {sends} from './batches.ts'
import {type Batch, emittedBy, type Lane} from './mapping-run.ts'

/** Records that are given up, and why. */
export interface FailedBatch {
  batch: Batch
  condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded'
}

/** ISO 8601 without milliseconds: arrival times of DynamoDB batches have none. */
const wholeSeconds = (ms: number): string => new Date(Math.floor(ms / 1000) * 1000).toISOString().replace('.000Z', 'Z')

/** The body of the message: pointers to the records, not the records (Lambda Developer Guide, "services-dynamodb-errors"). */
function bodyOf(lane: Lane, {batch, condition}: FailedBatch, nowMs: number): object {
  const {reader, invocation} = lane
  const {partition, mapping, shard} = reader
  const wasInvoked = batch.attempts > 0
  return {
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
  }
}

/** A bucket is given the records as well, as the event that the function got (Lambda Developer Guide, "services-dynamodb-errors"). */
function objectOf(lane: Lane, failed: FailedBatch, nowMs: number): string {
  const {reader} = lane
  const {partition, maker} = reader
  const {from, to} = failed.batch
  const Records = Array.from({length: to - from}, (_, i) => from + i)
    .filter(index => sends(lane, index))
    .map(index => maker.make(index, writtenAt(partition, index), partition.sequence.of(index)))
    .map(record => ({
      eventID: record.eventId,
      eventName: record.eventName,
      dynamodb: {Keys: record.keys, SequenceNumber: record.sequenceNumber},
    }))
  return JSON.stringify({...bodyOf(lane, failed, nowMs), payload: JSON.stringify({Records})})
}

/** `aws/lambda/UUID/SHARD/YYYY/MM/DD/YYYY-MM-DDTHH.MM.SS-UUID` (the same page). */
function objectKey({reader: {mapping, shard}}: Lane, nowMs: number): string {
  const time = new Date(nowMs).toISOString().slice(0, 19).replaceAll(':', '.')
  const day = time.slice(0, 10).replaceAll('-', '/')
  return `aws/lambda/${mapping.lab.uuid}/${shard.lab.shardId}/${day}/${time}-${mapping.random.uuid()}`
}

/** The target of the message, and the permission that the role needs for it. */
interface Destination {
  needs: readonly {action: string; resource: string}[]
  /** The key that it is encrypted with, and the actions on it. */
  key?: {named: string | undefined; actions: readonly string[]}
  take(): void
}

function bucketFor(lane: Lane, failed: FailedBatch, arn: string, nowMs: number): Destination | undefined {
  const bucket = [...lane.reader.mapping.simulation.world.buckets.values()].find(one => one.arn === arn)
  if (bucket === undefined) return undefined
  const key = objectKey(lane, nowMs)
  return {
    needs: [
      {action: 's3:PutObject', resource: `${arn}/${key}`},
      {action: 's3:ListBucket', resource: arn},
    ],
    key: {named: bucket.kmsKey, actions: ['kms:GenerateDataKey']},
    take: () => void bucket.objects.set(key, objectOf(lane, failed, nowMs)),
  }
}

/** Who sends to an encrypted queue or topic needs both (SQS Developer Guide, "Key management"; SNS Developer Guide, "Managing encryption keys"). */
const senderActions = ['kms:GenerateDataKey', 'kms:Decrypt']

/** A standard queue or topic, or a bucket; a FIFO queue or topic cannot be a destination of a stream. */
function destinationOf(lane: Lane, failed: FailedBatch, arn: string, nowMs: number): Destination | undefined {
  const {simulation, random} = lane.reader.mapping
  const {world, metrics} = simulation
  if (arn.startsWith('arn:aws:s3:')) return bucketFor(lane, failed, arn, nowMs)
  const body = () => JSON.stringify(bodyOf(lane, failed, nowMs))
  const queue = [...world.queues.values()].find(one => one.arn === arn && !one.name.endsWith('.fifo'))
  const topic = [...world.topics.values()].find(one => one.arn === arn && !one.name.endsWith('.fifo'))
  if (topic !== undefined) {
    const key = {named: topic.kmsKey, actions: senderActions}
    return {needs: [{action: 'sns:Publish', resource: arn}], key, take: () => void topic.published.push(body())}
  }
  if (queue === undefined) return undefined
  return {
    needs: [{action: 'sqs:SendMessage', resource: arn}],
    key: {named: queue.kmsKey, actions: senderActions},
    take: () => {
      queue.messages.push({
        body: body(),
        messageId: random.uuid(),
        sentMs: nowMs,
        receiveCount: 0,
        visibleFromMs: nowMs,
        receiptHandle: null,
      })
      metrics.add(sentTo(queue, metrics), nowMs, nowMs, 1)
    },
  }
}

const mayDeliver = (world: World, role: string, {needs, key}: Destination): boolean =>
  needs.every(({action, resource}) => allowed(world, role, action, resource) === 'allowed') && mayEncrypt(world, role, key)

const mayEncrypt = (world: World, role: string, {named, actions = []}: Partial<NonNullable<Destination['key']>> = {}): boolean =>
  named === undefined || isManagedByAws(named) || actions.every(action => mayUseKey(world, role, action, named))

/** Sends the message to the on-failure destination; false, and a metric, when there is no such destination. */
export function deliver(lane: Lane, failed: FailedBatch, nowMs: number): boolean {
  const {mapping} = lane.reader
  const {world, metrics} = mapping.simulation
  const {run} = mapping.target
  const arn = mapping.lab.settings.OnFailureDestination
  const destination = destinationOf(lane, failed, arn, nowMs)
  // Lambda sends with the function's execution role.
  if (destination === undefined || run === null || !mayDeliver(world, run.lab.role, destination)) {
    if (run !== null) metrics.add(emittedBy(mapping, run, lane.invocation.version).destinationFailures(), nowMs, nowMs, 1)
    return false
  }
  destination.take()
  return true
}

const sent = new WeakMap<LabQueue, Series>()

/** "The number of messages added to a queue", by the minute (SQS Developer Guide, CloudWatch metrics). Only Lambda's messages are counted here. */
function sentTo(queue: LabQueue, metrics: MetricEmitter): Series {
  const series = sent.get(queue) ?? metrics.series('AWS/SQS', 'NumberOfMessagesSent', [{QueueName: queue.name}])
  sent.set(queue, series)
  return series
}
