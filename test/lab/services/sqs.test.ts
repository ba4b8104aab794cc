import {createHash} from 'node:crypto'
import {expect, it} from 'vitest'
import type {Lab} from '../../../packages/lab/src/lab.ts'
import {json, query, texts} from './wire-calls.ts'
import {labOfOne} from './world-of-one.ts'

const QueueUrl = 'https://sqs.us-east-1.amazonaws.com/123456789012/orders-failures'
const ask = (lab: Lab, action: string, body: object = {}) => json(lab, `AmazonSQS.${action}`, {QueueUrl, ...body})
const received = (lab: Lab, more: object = {}) => {
  const {body} = ask(lab, 'ReceiveMessage', {MaxNumberOfMessages: 10, ...more})
  return (body.Messages ?? []) as {
    MessageId: string
    ReceiptHandle: string
    Body: string
    MD5OfBody: string
    Attributes?: Record<string, string>
  }[]
}

it('a received message is hidden for its visibility timeout and comes again', () => {
  const lab = labOfOne()
  expect(received(lab, {VisibilityTimeout: 60}).map(one => one.MessageId)).toEqual(['m1'])
  expect(received(lab)).toEqual([])
  lab.world.advanceTo(lab.world.nowMs + 60_000)
  const again = received(lab, {MessageSystemAttributeNames: ['All']})
  expect(again.map(one => one.MessageId)).toEqual(['m1', 'm2'])
  expect(again[0]?.Attributes).toMatchObject({ApproximateReceiveCount: '2'})
})

it('a message is sent, its digest told, and deleted by its receipt', () => {
  const lab = labOfOne()
  const {body} = ask(lab, 'SendMessage', {MessageBody: 'näh'})
  expect(body.MD5OfMessageBody).toBe(createHash('md5').update('näh').digest('hex'))
  const mine = received(lab).find(one => one.MessageId === body.MessageId)!
  expect(mine).toMatchObject({Body: 'näh', MD5OfBody: body.MD5OfMessageBody})
  expect(ask(lab, 'DeleteMessage', {ReceiptHandle: mine.ReceiptHandle}).status).toBe(200)
  expect(ask(lab, 'DeleteMessage', {ReceiptHandle: mine.ReceiptHandle}).status).toBe(200)
  expect([...lab.world.queues.values()][0]?.messages.map(one => one.messageId)).toEqual(['m1', 'm2'])
})

it('visibility can be changed, down to at once, while a message is in flight', () => {
  const lab = labOfOne()
  const {ReceiptHandle} = received(lab)[0]!
  ask(lab, 'ChangeMessageVisibility', {ReceiptHandle, VisibilityTimeout: 0})
  expect(received(lab)).toHaveLength(1)
  const stale = ask(lab, 'ChangeMessageVisibility', {ReceiptHandle, VisibilityTimeout: 5})
  expect(stale.body.__type).toBe('com.amazonaws.sqs#MessageNotInflight')
})

it('batches report successes and failures; the query protocol, too', () => {
  const lab = labOfOne()
  const {ReceiptHandle} = received(lab)[0]!
  const parameters = {
    QueueUrl,
    'DeleteMessageBatchRequestEntry.1.Id': 'a',
    'DeleteMessageBatchRequestEntry.1.ReceiptHandle': ReceiptHandle,
    'DeleteMessageBatchRequestEntry.2.Id': 'b',
    'DeleteMessageBatchRequestEntry.2.ReceiptHandle': 'junk',
  }
  const {body} = query(lab, '2012-11-05', 'DeleteMessageBatch', parameters)
  expect(body).toContain('<DeleteMessageBatchResultEntry><Id>a</Id></DeleteMessageBatchResultEntry>')
  expect(body).toContain('<BatchResultErrorEntry><Id>b</Id><SenderFault>true</SenderFault><Code>ReceiptHandleIsInvalid</Code>')
  lab.world.advanceTo(lab.world.nowMs + 60_000)
  const xml = query(lab, '2012-11-05', 'ReceiveMessage', {QueueUrl, 'AttributeName.1': 'SentTimestamp'}).body
  expect(texts(xml, 'MessageId')).toEqual(['m2'])
  expect(xml).toContain('<Attribute><Name>SentTimestamp</Name>')
})

it.each([
  ['SendMessage', {MessageBody: ''}, 'MissingParameter'],
  ['SendMessage', {MessageBody: 'x'.repeat(1_048_577)}, 'InvalidParameterValue'],
  ['ReceiveMessage', {MaxNumberOfMessages: 11}, 'InvalidParameterValue'],
  ['ReceiveMessage', {AttributeNames: ['Colour']}, 'InvalidAttributeName'],
  ['DeleteMessage', {ReceiptHandle: 'junk'}, 'ReceiptHandleIsInvalid'],
  ['DeleteMessageBatch', {Entries: []}, 'EmptyBatchRequest'],
  [
    'DeleteMessageBatch',
    {
      Entries: [
        {Id: 'a', ReceiptHandle: 'x'},
        {Id: 'a', ReceiptHandle: 'y'},
      ],
    },
    'BatchEntryIdsNotDistinct',
  ],
  ['StartMessageMoveTask', {SourceArn: 'arn:aws:sqs:us-east-1:123456789012:orders-failures'}, 'InvalidParameterValue'],
  ['StartMessageMoveTask', {SourceArn: 'arn:aws:sqs:us-east-1:123456789012:none'}, 'ResourceNotFoundException'],
  ['SendMessage', {QueueUrl: 'https://x/1/none', MessageBody: 'x'}, 'QueueDoesNotExist'],
])('%s is refused with %s', (action, body, type) => {
  const answer = ask(labOfOne(), action, body)
  expect(answer.status).toBe(400)
  expect(answer.body.__type).toBe(`com.amazonaws.sqs#${type}`)
})
