import {GetBucketEncryptionCommand, S3Client} from '@aws-sdk/client-s3'
import {describe, expect, it} from 'vitest'
import {inProcessHandler} from '../../../../packages/lab/src/in-process.ts'
import type {LabKey} from '../../../../packages/lab/src/simulation/access/kms-keys.ts'
import {defaultKeyPolicy, mayUseKey} from '../../../../packages/lab/src/simulation/access/kms-keys.ts'
import type {PolicyDocument} from '../../../../packages/lab/src/simulation/access/roles.ts'
import type {World} from '../../../../packages/lab/src/simulation/engine/world.ts'
import {queueArn, smallWorld} from '../../simulation/small-world.ts'
import {json, query} from '../wire-calls.ts'
import {labOfOne} from '../world-of-one.ts'

const accountId = '123456789012'
const arn = `arn:aws:kms:us-east-1:${accountId}:key/1`
const labKey = (given: Partial<LabKey> = {}): LabKey => ({
  id: '1',
  arn,
  alias: 'alias/failed',
  state: 'Enabled',
  createdMs: 0,
  policy: defaultKeyPolicy(accountId),
  ...given,
})

const labWithKey = () => {
  const lab = labOfOne()
  lab.world.keys.set('1', labKey())
  return lab
}

describe('a key', () => {
  it.each(['1', arn, 'alias/failed', `arn:aws:kms:us-east-1:${accountId}:alias/failed`])('is described by %s, with its policy', KeyId => {
    const lab = labWithKey()
    expect(json(lab, 'TrentService.DescribeKey', {KeyId}).body).toMatchObject({
      KeyMetadata: {Arn: arn, KeyState: 'Enabled', KeyManager: 'CUSTOMER', AWSAccountId: accountId},
    })
    expect(JSON.parse(String(json(lab, 'TrentService.GetKeyPolicy', {KeyId: arn}).body.Policy))).toEqual(defaultKeyPolicy(accountId))
  })

  it('is switched off and on', () => {
    const lab = labWithKey()
    const state = () => (json(lab, 'TrentService.DescribeKey', {KeyId: arn}).body.KeyMetadata as {KeyState: string}).KeyState
    json(lab, 'TrentService.DisableKey', {KeyId: arn})
    expect(state()).toBe('Disabled')
    json(lab, 'TrentService.EnableKey', {KeyId: arn})
    expect(state()).toBe('Enabled')
  })

  it('of which only DescribeKey takes the alias; one that is to be deleted stays as it is', () => {
    const lab = labWithKey()
    expect(json(lab, 'TrentService.GetKeyPolicy', {KeyId: 'alias/failed'}).body.__type).toBe('NotFoundException')
    lab.world.keys.set('1', labKey({state: 'PendingDeletion'}))
    expect(json(lab, 'TrentService.EnableKey', {KeyId: arn}).body.__type).toBe('KMSInvalidStateException')
  })

  it.each([
    [
      '6f1d2c3b-0000-4000-8000-000000000001',
      "Key 'arn:aws:kms:us-east-1:123456789012:key/6f1d2c3b-0000-4000-8000-000000000001' does not exist",
    ],
    ['alias/gone', 'Alias arn:aws:kms:us-east-1:123456789012:alias/gone is not found.'],
  ])('%s is not there', (KeyId, message) => {
    expect(json(labWithKey(), 'TrentService.DescribeKey', {KeyId})).toEqual({
      status: 400,
      body: {__type: 'NotFoundException', message},
    })
  })

  it('shows where something is encrypted with it', async () => {
    const lab = labWithKey()
    for (const one of [...lab.world.queues.values(), ...lab.world.topics.values(), ...lab.world.buckets.values()])
      one.kmsKey = 'alias/failed'
    const [queue] = lab.world.queues.values()
    expect(json(lab, 'AmazonSQS.GetQueueAttributes', {QueueUrl: queue?.url, AttributeNames: ['KmsMasterKeyId']}).body).toEqual({
      Attributes: {KmsMasterKeyId: 'alias/failed'},
    })
    const [topic] = lab.world.topics.values()
    expect(query(lab, '2010-03-31', 'GetTopicAttributes', {TopicArn: topic?.arn ?? ''}).body).toContain(
      '<entry><key>KmsMasterKeyId</key><value>alias/failed</value></entry>',
    )
    const s3 = new S3Client({
      region: 'us-east-1',
      credentials: {accessKeyId: 'LAB', secretAccessKey: 'lab'},
      requestHandler: inProcessHandler(lab.handle) as never,
    })
    const encryption = async () => {
      const {ServerSideEncryptionConfiguration} = await s3.send(new GetBucketEncryptionCommand({Bucket: 'orders-archive'}))
      return ServerSideEncryptionConfiguration?.Rules?.[0]?.ApplyServerSideEncryptionByDefault
    }
    expect(await encryption()).toEqual({SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'alias/failed'})
    delete lab.world.buckets.get('orders-archive')?.kmsKey
    expect(await encryption()).toEqual({SSEAlgorithm: 'AES256'})
  })
})

const statement = (Effect: 'Allow' | 'Deny', Principal: PolicyDocument['Statement'][number]['Principal'], Action = 'kms:*') => ({
  Effect,
  ...(Principal !== undefined && {Principal}),
  Action,
  Resource: '*',
})

describe('who may use a key', () => {
  const {world} = smallWorld()
  const role = [...world.roles.values()][0]
  const root = {AWS: `arn:aws:iam::${accountId}:root`}
  const decide = (own: PolicyDocument['Statement'], ofKey: PolicyDocument['Statement'], state: LabKey['state'] = 'Enabled') => {
    role?.inline.set('key', {Version: '2012-10-17', Statement: own})
    world.keys.set('1', labKey({state, policy: {Version: '2012-10-17', Statement: ofKey}}))
    return mayUseKey(world, role?.arn ?? '', 'kms:Decrypt', 'alias/failed')
  }
  const allow = statement('Allow', undefined)

  it('is whom its policy names, or whom the account allows where it leaves it to the account', () => {
    expect(decide([], [statement('Allow', {AWS: role?.arn ?? ''})])).toBe(true)
    expect(decide([], [statement('Allow', '*')])).toBe(true)
    expect(decide([allow], [statement('Allow', root)])).toBe(true)
    expect(decide([], [statement('Allow', root)])).toBe(false)
    expect(decide([allow], [statement('Allow', {Service: 'sqs.amazonaws.com'})])).toBe(false)
    expect(decide([allow], [statement('Allow', root, 'kms:Encrypt')])).toBe(false)
  })

  it('is nobody whom either denies, and nobody at all where it is off', () => {
    expect(decide([statement('Deny', undefined)], [statement('Allow', '*')])).toBe(false)
    expect(decide([allow], [statement('Allow', root), statement('Deny', {AWS: ['x', role?.arn ?? '']})])).toBe(false)
    expect(decide([allow], [statement('Allow', root)], 'Disabled')).toBe(false)
  })
})

/** The outcome of a failed batch for an encrypted queue. */
function delivered(prepare: (world: World) => void): number {
  const {world, counts, to} = smallWorld({poisonAtSecond: 60, settings: {MaximumRetryAttempts: 1, OnFailureDestination: queueArn}})
  for (const queue of world.queues.values()) queue.kmsKey = 'alias/failed'
  world.keys.set('1', labKey())
  prepare(world)
  to(600)
  return counts().destination
}

const allowRole = (Action: string[]) => (world: World) => {
  for (const role of world.roles.values()) {
    role.inline.set('key', {Version: '2012-10-17', Statement: [{Effect: 'Allow', Action, Resource: arn}]})
  }
}

it.each<[string, (world: World) => void, boolean]>([
  ['the role may use the key', allowRole(['kms:GenerateDataKey', 'kms:Decrypt']), true],
  ['the role may not decrypt with it', allowRole(['kms:GenerateDataKey']), false],
  ['AWS manages the key', world => [...world.queues.values()].map(queue => Object.assign(queue, {kmsKey: 'alias/aws/sqs'})), true],
])('a failed batch for an encrypted queue, where %s: delivered %s', (_how, prepare, arrives) => {
  expect(delivered(prepare) > 0).toBe(arrives)
})

it('a stream of an encrypted table is read with the key alone', () => {
  const {world, counts, to} = smallWorld()
  world.keys.set('1', labKey())
  for (const table of world.tables.values()) table.kmsKeyArn = arn
  to(300)
  expect(counts().processed).toBe(0)
  allowRole(['kms:Decrypt'])(world)
  to(600)
  expect(counts().processed).toBeGreaterThan(0)
})
