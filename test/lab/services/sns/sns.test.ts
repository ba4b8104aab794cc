import {expect, it} from 'vitest'
import {queueArn, smallWorld} from '../../simulation/small-world.ts'
import {query, texts} from '../wire-calls.ts'
import {labOfOne} from '../world-of-one.ts'

const TopicArn = 'arn:aws:sns:us-east-1:123456789012:on-call'
const ask = (action: string, parameters: Record<string, string> = {}, lab = labOfOne()) => query(lab, '2010-03-31', action, parameters)

it('a topic is listed, described and published to', () => {
  const lab = labOfOne()
  expect(texts(ask('ListTopics').body, 'TopicArn')).toEqual([TopicArn])
  expect(ask('GetTopicAttributes', {TopicArn}).body).toContain('<entry><key>Owner</key><value>123456789012</value></entry>')
  expect(texts(ask('Publish', {TopicArn, Message: 'late'}, lab).body, 'MessageId')[0]).toMatch(/^[0-9a-f-]{36}$/)
  expect(lab.world.topics.get('on-call')?.published).toEqual(['late'])
})

it.each([
  ['GetTopicAttributes', {TopicArn: `${TopicArn}-2`}, 404, 'NotFound'],
  ['GetTopicAttributes', {TopicArn: 'on-call'}, 400, 'InvalidParameter'],
  ['Publish', {TopicArn, Message: ''}, 400, 'InvalidParameter'],
  ['Subscribe', {TopicArn}, 400, 'InvalidAction'],
])('%s %o is refused', (action, parameters, status, code) => {
  const answer = ask(action, parameters)
  expect(answer.status).toBe(status)
  expect(texts(answer.body, 'Code')).toEqual([code])
})

it('takes failed batches where the role may publish, and they are lost where it may not', () => {
  for (const [Action, arrives] of [
    ['sns:Publish', true],
    ['sns:Subscribe', false],
  ] as const) {
    const settings = {MaximumRetryAttempts: 1, BisectBatchOnFunctionError: true, OnFailureDestination: TopicArn}
    const {world, counts, to} = smallWorld({poisonAtSecond: 60, settings})
    world.topics.set('on-call', {name: 'on-call', arn: TopicArn, published: []})
    for (const role of world.roles.values()) {
      role.inline.set('topic', {Version: '2012-10-17', Statement: [{Effect: 'Allow', Action, Resource: TopicArn}]})
    }
    to(600)
    const [body] = world.topics.get('on-call')?.published ?? []
    expect(body === undefined ? null : JSON.parse(body).DDBStreamBatchInfo.batchSize).toBe(arrives ? 1 : null)
    expect(counts()).toMatchObject({destination: arrives ? 1 : 0, dropped: {delivery: arrives ? 0 : 1}})
    expect(world.queues.get(queueArn.split(':').at(-1) ?? '')?.messages).toEqual([])
  }
})
