import {describe, expect, it} from 'vitest'
import {known} from '../../../src/model/evidence/item.ts'
import {ask} from '../../support/ask.ts'
import {mapping} from '../../support/evidence.ts'
import {type Answer, denied, failure} from '../../support/stub-aws.ts'

const read = async (arn: string | null, answers: Record<string, Answer> = {}) =>
  ask('destination', {mapping: mapping({onFailureDestination: arn})}, answers)

const queueArn = 'arn:aws:sqs:us-east-1:123456789012:orders-failed'
const queueUrl = 'https://sqs.us-east-1.amazonaws.com/123456789012/orders-failed'
const noQueue = failure(400, 'com.amazonaws.sqs#QueueDoesNotExist', 'The specified queue does not exist.')

describe('the on-failure destination', () => {
  it('may be none', async () => {
    expect(await read(null)).toMatchObject({item: known(null), calls: []})
  })

  it('is a queue, with its key and policy; of another account by its owner', async () => {
    const arn = queueArn.replace('123456789012', '210987654321')
    const {item, calls} = await read(arn, {
      'sqs:GetQueueUrl': {QueueUrl: queueUrl},
      'sqs:GetQueueAttributes': {Attributes: {QueueArn: arn, KmsMasterKeyId: 'alias/orders', Policy: '{}'}},
    })
    expect(item).toEqual(known({arn, kind: 'sqs', exists: true, fifo: false, kmsKey: 'alias/orders', policy: '{}'}))
    expect(calls.map(({input}) => input)).toEqual([
      {QueueName: 'orders-failed', QueueOwnerAWSAccountId: '210987654321'},
      {QueueUrl: queueUrl, AttributeNames: ['All']},
    ])
  })

  it('that is a FIFO queue is known as one', async () => {
    const {item} = await read(`${queueArn}.fifo`, {
      'sqs:GetQueueUrl': {QueueUrl: `${queueUrl}.fifo`},
      'sqs:GetQueueAttributes': {Attributes: {FifoQueue: 'true'}},
    })
    expect(item).toMatchObject(known({exists: true, fifo: true, kmsKey: null, policy: null}))
  })

  it('that is a queue which is gone is known', async () => {
    expect((await read(queueArn, {'sqs:GetQueueUrl': noQueue})).item).toMatchObject(known({exists: false}))
  })

  it('that another account does not show is not known to be gone', async () => {
    const arn = queueArn.replace('123456789012', '210987654321')
    expect((await read(arn, {'sqs:GetQueueUrl': noQueue})).item).toMatchObject({state: 'missing', reason: 'denied'})
  })

  it('is a topic', async () => {
    const arn = 'arn:aws:sns:us-east-1:123456789012:orders-failed'
    const Attributes = {entry: {key: 'KmsMasterKeyId', value: 'alias/orders'}}
    const {item} = await read(arn, {'sns:GetTopicAttributes': {Attributes}})
    expect(item).toEqual(known({arn, kind: 'sns', exists: true, fifo: false, kmsKey: 'alias/orders', policy: null}))
    expect((await read(arn, {'sns:GetTopicAttributes': failure(404, 'NotFound')})).item).toMatchObject(known({exists: false}))
  })

  it('is a bucket', async () => {
    const {item, calls} = await read('arn:aws:s3:::orders-failed', {'s3:GetBucketLocation': {LocationConstraint: 'eu-west-1'}})
    expect(item).toMatchObject(known({kind: 's3', exists: true}))
    expect(calls).toMatchObject([{action: 's3:GetBucketLocation', input: {hostname: 'orders-failed.s3.us-east-1.amazonaws.com'}}])
    expect((await read('arn:aws:s3:::orders-failed', {'s3:GetBucketLocation': failure(404, 'NoSuchBucket')})).item).toMatchObject(
      known({exists: false}),
    )
  })

  it.each([
    ['sqs:GetQueueUrl', queueArn, {}],
    ['sqs:GetQueueAttributes', queueArn, {'sqs:GetQueueUrl': {QueueUrl: queueUrl}}],
    ['sns:GetTopicAttributes', 'arn:aws:sns:us-east-1:123456789012:t', {}],
    ['s3:GetBucketLocation', 'arn:aws:s3:::b', {}],
  ])('is missing when %s is denied', async (action, arn, answers) => {
    expect((await read(arn, {...answers, [action]: denied(action)})).item).toMatchObject({state: 'missing', reason: 'denied', action})
  })

  it.each(['kafka://topic', 'arn:aws:sqs:eu-west-1:123456789012:elsewhere'])('is not read when it is %s', async arn => {
    expect(await read(arn)).toMatchObject({item: {state: 'missing', reason: 'failed'}, calls: []})
  })
})
