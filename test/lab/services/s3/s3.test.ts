import {GetBucketLocationCommand, ListBucketsCommand, S3Client} from '@aws-sdk/client-s3'
import {expect, it} from 'vitest'
import {inProcessHandler} from '../../../../packages/lab/src/in-process.ts'
import {smallWorld} from '../../simulation/small-world.ts'
import {labOfOne} from '../world-of-one.ts'

const client = (config: object = {}) =>
  new S3Client({
    region: 'us-east-1',
    credentials: {accessKeyId: 'LAB', secretAccessKey: 'lab'},
    maxAttempts: 1,
    requestHandler: inProcessHandler(labOfOne().handle) as never,
    ...config,
  })

it.each([
  ['before the host', {}],
  ['in the path', {endpoint: 'http://lab.invalid', forcePathStyle: true}],
])('tells where a bucket is, named %s', async (_where, config) => {
  const s3 = client(config)
  expect((await s3.send(new GetBucketLocationCommand({Bucket: 'orders-archive'}))).LocationConstraint).toBeUndefined()
  await expect(s3.send(new GetBucketLocationCommand({Bucket: 'orders-gone'}))).rejects.toMatchObject({name: 'NoSuchBucket'})
})

it('has nothing else', async () => {
  await expect(client().send(new ListBucketsCommand({}))).rejects.toMatchObject({name: 'MethodNotAllowed'})
})

const arn = 'arn:aws:s3:::failed-records'

it.each([
  [['s3:PutObject', 's3:ListBucket'], true],
  [['s3:PutObject'], false],
])('a role with %j: the records of a failed batch arrive: %s', (Action, arrives) => {
  const settings = {MaximumRetryAttempts: 1, BisectBatchOnFunctionError: true, OnFailureDestination: arn}
  const {world, counts, to} = smallWorld({poisonAtSecond: 60, settings})
  world.buckets.set('failed-records', {name: 'failed-records', arn, objects: new Map()})
  for (const role of world.roles.values()) {
    role.inline.set('bucket', {Version: '2012-10-17', Statement: [{Effect: 'Allow', Action, Resource: [arn, `${arn}/*`]}]})
  }
  to(600)
  const objects = [...(world.buckets.get('failed-records')?.objects ?? [])]
  expect(objects).toHaveLength(arrives ? 1 : 0)
  for (const [key, body] of objects) {
    expect(key).toMatch(/^aws\/lambda\/mapping-1\/shardId-[\w-]+\/\d{4}\/\d\d\/\d\d\/\d{4}-\d\d-\d\dT\d\d\.\d\d\.\d\d-[\w-]{36}$/)
    const {DDBStreamBatchInfo, payload} = JSON.parse(body)
    expect(JSON.parse(payload).Records).toMatchObject([{dynamodb: {SequenceNumber: DDBStreamBatchInfo.startSequenceNumber}}])
  }
  expect(counts()).toMatchObject({destination: arrives ? 1 : 0, dropped: {delivery: arrives ? 0 : 1}})
})
