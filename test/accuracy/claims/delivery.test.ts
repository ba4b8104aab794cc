import {ofDelivery} from '../../../bench/accuracy/claims/delivery.ts'
import {judgesAll, minuteMs, minutesAgo, nowMs, type Row, realityOf} from '../../support/lab-truth.ts'

const {truth} = realityOf()
const queue = 'arn:aws:sqs:us-east-1:123456789012:failed'
const key = 'arn:aws:kms:us-east-1:123456789012:key/1'
const dropped = (change: Partial<typeof truth.counts.dropped>) => ({
  counts: {...truth.counts, dropped: {retries: 0, age: 0, delivery: 0, ...change}},
})
const stoppedFor = (minutes: number, filtered = 0) => ({
  counts: {...truth.counts, filtered},
  invocations: (fromMs: number, toMs: number) => truth.invocations(fromMs, Math.max(fromMs, Math.min(toMs, nowMs - minutes * minuteMs))),
})
const allowed = (only: string) => ({roleAllows: (action: string) => action === only})

const rows: Row[] = [
  [`The destination is ${queue}.`, {settings: {OnFailureDestination: queue}}, 'true'],
  [`The destination is ${queue}.`, {settings: {OnFailureDestination: `${queue}2`}}, 'false'],
  [`${queue} does not exist.`, {destinations: []}, 'true'],
  [`${queue} does not exist.`, {destinations: [queue]}, 'false'],
  ['The mapping has no on-failure destination: discarded records leave no pointer.', {settings: {OnFailureDestination: ''}}, 'true'],
  ['The mapping has no on-failure destination: discarded records leave no pointer.', {settings: {OnFailureDestination: queue}}, 'false'],
  ['DestinationDeliveryFailures counts 3 failures in the last hour: each is a batch that is lost.', dropped({delivery: 1}), 'true'],
  ['DestinationDeliveryFailures counts 3 failures in the last hour: each is a batch that is lost.', dropped({retries: 1}), 'false'],
  ['DroppedEventCount counts 12 records in half an hour.', dropped({age: 1}), 'true'],
  ['DroppedEventCount counts 12 records in half an hour.', dropped({}), 'false'],
  [`99 records were read from the stream since ${minutesAgo(30)}, and none was delivered.`, stoppedFor(29, 1), 'true'],
  [`99 records were read from the stream since ${minutesAgo(30)}, and none was delivered.`, stoppedFor(28, 1), 'false'],
  [`99 records of 99 records read from the stream since ${minutesAgo(30)} were filtered out.`, stoppedFor(29, 0), 'false'],
  [`Batches were delivered regularly until ${minutesAgo(30)}, and none since.`, stoppedFor(29), 'true'],
  [`Batches were delivered regularly until ${minutesAgo(30)}, and none since.`, stoppedFor(28), 'false'],
  ['dynamodb:GetRecords on arn:aws:dynamodb:us-east-1:1:table/orders/stream/x is denied.', {mayRead: false}, 'true'],
  ['dynamodb:GetRecords on arn:aws:dynamodb:us-east-1:1:table/orders/stream/x is denied.', {mayRead: true}, 'false'],
  ['Lag: the stream is not read: no GetRecords call on its stream succeeds.', {mayRead: false}, 'true'],
  ['Lag: the stream is not read: no GetRecords call on its stream succeeds.', {mapping: {state: 'Disabled'}}, 'true'],
  ['Lag: the stream is not read: no GetRecords call on its stream succeeds.', {}, 'false'],
  [`The execution role may not call sqs:SendMessage on ${queue}, kms:Decrypt on ${key}.`, allowed('s3:PutObject'), 'true'],
  [`The execution role may not call sqs:SendMessage on ${queue}, kms:Decrypt on ${key}.`, allowed('kms:Decrypt'), 'false'],
  [`Denied: dynamodb:GetItem on ${truth.table.arn}.`, allowed('dynamodb:PutItem'), 'true'],
  [`Denied: dynamodb:GetItem on ${truth.table.arn}.`, allowed('dynamodb:GetItem'), 'false'],
  [
    `${queue}.fifo is FIFO, and only standard queues and topics can be a destination.`,
    {settings: {OnFailureDestination: `${queue}.fifo`}},
    'true',
  ],
  [`${queue}.fifo is FIFO, and only standard queues and topics can be a destination.`, {settings: {OnFailureDestination: queue}}, 'false'],
  [`${queue} is FIFO, and only standard queues and topics can be a destination.`, {settings: {OnFailureDestination: queue}}, 'false'],
  [
    `The destination is encrypted with ${key}. Its key policy does not allow the execution role to call kms:GenerateDataKey.`,
    {mayUseKey: () => false},
    'true',
  ],
  [
    `The destination is encrypted with ${key}, on which the execution role may not call kms:GenerateDataKey.`,
    {mayUseKey: () => true},
    'false',
  ],
  [
    `The destination is encrypted with ${key}, on which the execution role may not call kms:GenerateDataKey.`,
    {mayUseKey: () => undefined},
    'false',
  ],
  [
    '`dynamodb.NewImage.status`: The type is missing: values of an attribute are under their type.',
    {...stoppedFor(3), settings: {FilterPatterns: ['{"dynamodb":{"NewImage":{"status":["PAID"]}}}']}},
    'true',
  ],
  [
    '`dynamodb.NewImage.status`: The type is missing: values of an attribute are under their type.',
    {...stoppedFor(2), settings: {FilterPatterns: ['{"dynamodb":{"NewImage":{"status":["PAID"]}}}']}},
    'false',
  ],
  [
    '`dynamodb.NewImage.status`: The type is missing: values of an attribute are under their type.',
    {...stoppedFor(3), settings: {FilterPatterns: ['{"dynamodb":{"NewImage":{"state":["PAID"]}}}']}},
    'false',
  ],
]

judgesAll('the delivery', ofDelivery, rows)
