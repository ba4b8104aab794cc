import {orNull} from '../../aws/not-found.ts'
import {getBucketLocation} from '../../aws/s3.ts'
import {getTopicAttributes} from '../../aws/sns.ts'
import {getQueueAttributes, getQueueUrl} from '../../aws/sqs.ts'
import {AwsError} from '../../aws/transport/aws-error.ts'
import type {Aws} from '../../aws/transport/connection.ts'
import type {Destination} from '../../model/evidence/evidence.ts'
import {defineOnDemand, type Where} from './on-demand.ts'

/** The on-failure destination: whether it is there, and of a kind that takes Lambda's messages. */
export const destination = defineOnDemand({
  key: 'destination',
  scope: 'mapping',
  needs: ['mapping'],
  actions: ['sqs:GetQueueUrl', 'sqs:GetQueueAttributes', 'sns:GetTopicAttributes', 's3:GetBucketLocation'],
  collect: async (aws, {mapping: {onFailureDestination: arn}}, where) => (arn === null ? null : read(aws, destinationArn(arn), where)),
})

export interface DestinationArn {
  arn: string
  service: string
  region: string
  account: string
  name: string
}

export function destinationArn(arn: string): DestinationArn {
  const [, , service = '', region = '', account = '', ...name] = arn.split(':')
  return {arn, service, region, account, name: name.join(':')}
}

/** FIFO queues and topics have to end like this (SQS and SNS API references). */
const isFifo = (name: string): boolean => name.endsWith('.fifo')

const action = {sqs: 'sqs:GetQueueUrl', sns: 'sns:GetTopicAttributes'} as const

async function read(aws: Aws, to: DestinationArn, where: Where): Promise<Destination> {
  if (to.service === 's3') return destinationFrom(to, (await orNull(getBucketLocation(aws, to.name).then(() => ({})))) ?? null)
  if (to.service !== 'sqs' && to.service !== 'sns') {
    throw new AwsError('lambda:ListEventSourceMappings', 'other', `a destination of this kind is not read: ${to.arn}`)
  }
  if (to.region !== where.region) throw new AwsError(action[to.service], 'other', `the destination is in ${to.region}, which is not read`)
  const attributes = await orNull(to.service === 'sqs' ? queue(aws, to) : getTopicAttributes(aws, to.arn))
  // SQS and SNS answer the same for a missing resource and for one that another account does not share.
  if (attributes === null && to.account !== where.account) {
    throw new AwsError(action[to.service], 'denied', `${to.arn} does not exist, or its account denies you access`)
  }
  return destinationFrom(to, attributes)
}

const queue = async (aws: Aws, {name, account}: DestinationArn): Promise<Record<string, string>> =>
  getQueueAttributes(aws, await getQueueUrl(aws, name, account))

/** `attributes` are null when there is no such destination. */
export const destinationFrom = ({arn, service, name}: DestinationArn, attributes: Record<string, string> | null): Destination => ({
  arn,
  kind: service,
  exists: attributes !== null,
  fifo: isFifo(name),
  kmsKey: attributes?.KmsMasterKeyId || null,
  policy: attributes?.Policy || null,
})
