import {AwsFailure, denied, given, type Operations, type Wire} from './wire.ts'
import type {World} from './world.ts'

const noQueue = (): AwsFailure => new AwsFailure('com.amazonaws.sqs#QueueDoesNotExist', 'The specified queue does not exist.')

export function sqs(world: World): Operations<Wire> {
  const queueOf = (name: string, action: string): Wire => {
    const found = given(world.queues, action)[name]
    if (found === undefined) throw noQueue()
    return found
  }
  return {
    GetQueueUrl: ({QueueName}) => {
      queueOf(String(QueueName), 'sqs:GetQueueUrl')
      return {QueueUrl: `https://sqs.${world.place.region}.${world.place.domain}/${world.place.account}/${QueueName}`}
    },
    GetQueueAttributes: ({QueueUrl}) => ({Attributes: queueOf(String(QueueUrl).split('/').at(-1) ?? '', 'sqs:GetQueueAttributes')}),
  }
}

export const kms = ({keys, place}: World): Operations<Wire> => ({
  DescribeKey: ({KeyId}) => {
    const key = given(keys, 'kms:DescribeKey')[String(KeyId)]
    if (key === undefined) throw new AwsFailure('NotFoundException', `Key '${KeyId}' does not exist`)
    return {
      KeyMetadata: {
        AWSAccountId: place.account,
        KeyId: String(KeyId).split('/').at(-1),
        Arn: KeyId,
        Enabled: true,
        KeyState: 'Enabled',
        KeyManager: 'CUSTOMER',
        KeyUsage: 'ENCRYPT_DECRYPT',
        ...key.metadata,
      },
    }
  },
  GetKeyPolicy: ({KeyId}) => {
    const policy = keys?.[String(KeyId)]?.policy
    if (policy === undefined) throw denied('kms:GetKeyPolicy')
    return {Policy: JSON.stringify(policy), PolicyName: 'default'}
  },
})
