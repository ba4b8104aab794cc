import {createHash} from 'node:crypto'
import type {LabTopic, World} from '../../simulation/engine/world.ts'
import {AwsError, queryErrors} from '../protocol/errors.ts'
import {operation, type Service} from '../protocol/operation.ts'
import {page} from '../protocol/pages.ts'
import {required, text} from '../protocol/shapes.ts'

/** ListTopics returns 100 at most (SNS API reference). */
const topicsPerPage = 100
/** 256 KB (SNS API reference, Publish). */
const largestMessage = 262_144

const invalid = (message: string): AwsError => new AwsError('InvalidParameterException', message, {code: 'InvalidParameter'})

function topicAt(world: World, arn: string): LabTopic {
  const parts = arn.split(':').length
  if (parts < 6) throw invalid(`Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not ${parts}`)
  if (!/^arn:[^:]+:sns:[^:]+:\d{12}:[^:]+$/.test(arn)) throw invalid('Invalid parameter: TopicArn')
  const topic = [...world.topics.values()].find(one => one.arn === arn)
  if (topic === undefined) throw new AwsError('NotFoundException', 'Topic does not exist', {status: 404, code: 'NotFound'})
  return topic
}

const onTopic = ({TopicArn}: {TopicArn: string}): string => TopicArn

const getTopicAttributes = operation({
  action: 'sns:GetTopicAttributes',
  input: {TopicArn: required(text())},
  resource: onTopic,
  run: ({TopicArn}, {world}) => {
    const {arn, kmsKey} = topicAt(world, TopicArn)
    // The policy that SNS gives a new topic: its owner may do everything.
    const Policy = JSON.stringify({
      Version: '2008-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: {AWS: '*'},
          Action: ['SNS:Publish', 'SNS:GetTopicAttributes', 'SNS:Subscribe'],
          Resource: arn,
          Condition: {StringEquals: {'AWS:SourceOwner': world.accountId}},
        },
      ],
    })
    const counts = {SubscriptionsConfirmed: '0', SubscriptionsPending: '0', SubscriptionsDeleted: '0'}
    const encryption = kmsKey === undefined ? {} : {KmsMasterKeyId: kmsKey}
    return {Attributes: {TopicArn: arn, Owner: world.accountId, DisplayName: '', Policy, ...encryption, ...counts}}
  },
})

/** A name that exists answers its topic (SNS API reference, CreateTopic). */
const createTopic = operation({
  action: 'sns:CreateTopic',
  input: {Name: required(text())},
  resource: ({Name}, {world}) => topicArn(world, Name),
  run: ({Name}, {world}) => {
    const topic = world.topics.get(Name) ?? {name: Name, arn: topicArn(world, Name), published: []}
    world.topics.set(Name, topic)
    return {TopicArn: topic.arn}
  },
})

const topicArn = ({region, accountId}: World, name: string): string => `arn:aws:sns:${region}:${accountId}:${name}`

const listTopics = operation({
  action: 'sns:ListTopics',
  input: {NextToken: text()},
  run: ({NextToken}, {world}) => {
    const found = page([...world.topics.values()], NextToken, topicsPerPage)
    if (found === null) throw invalid('Invalid parameter: NextToken')
    return {Topics: found.items.map(({arn}) => ({TopicArn: arn})), NextToken: found.next}
  },
})

const publish = operation({
  action: 'sns:Publish',
  input: {TopicArn: required(text()), Message: required(text()), Subject: text()},
  resource: onTopic,
  run: ({TopicArn, Message}, {world}) => {
    const topic = topicAt(world, TopicArn)
    if (Message === '') throw invalid('Invalid parameter: Empty message')
    if (Buffer.byteLength(Message) > largestMessage) throw invalid('Invalid parameter: Message too long')
    const hex = createHash('sha256').update(`${topic.arn} ${topic.published.length}`).digest('hex')
    topic.published.push(Message)
    return {MessageId: `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`}
  },
})

export const sns: Service = {
  prefix: 'sns',
  errors: {...queryErrors, invalid: (_, sentence) => invalid(sentence)},
  operations: {CreateTopic: createTopic, GetTopicAttributes: getTopicAttributes, ListTopics: listTopics, Publish: publish},
  query: {version: '2010-03-31', namespace: 'http://sns.amazonaws.com/doc/2010-03-31/', maps: ['Attributes']},
}
