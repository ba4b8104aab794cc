import {describe, expect, it} from 'vitest'
import type {Destination} from '../../../src/model/evidence/evidence.ts'
import {known} from '../../../src/model/evidence/item.ts'
import {ask} from '../../support/ask.ts'
import {table} from '../../support/evidence.ts'
import {destination} from '../../support/on-demand.ts'
import {type Answer, denied, failure} from '../../support/stub-aws.ts'

const arn = 'arn:aws:kms:us-east-1:123456789012:key/1'
const answer = {Arn: arn, KeyState: 'Enabled', KeyManager: 'CUSTOMER', AWSAccountId: '123456789012'}
const answers = (given: Partial<typeof answer> = {}): Record<string, Answer> => ({
  'kms:DescribeKey': {KeyMetadata: {...answer, ...given}},
  'kms:GetKeyPolicy': {Policy: '{}'},
})

const keyOf = (given: Partial<Destination> | null, more: Record<string, Answer> = answers()) =>
  ask('destinationKey', {destination: given === null ? null : destination(given)}, more)

const bucket = {arn: 'arn:aws:s3:::orders-failed', kind: 's3'}
const encryption = (SSEAlgorithm: string, KMSMasterKeyID?: string): Answer => ({
  Rule: {ApplyServerSideEncryptionByDefault: {SSEAlgorithm, ...(KMSMasterKeyID && {KMSMasterKeyID})}},
})

describe('the key of a destination', () => {
  it.each([
    ['by its id', '1', arn],
    ['by its alias', 'alias/orders', 'arn:aws:kms:us-east-1:123456789012:alias/orders'],
    ['by its ARN', arn, arn],
  ])('is read, named %s', async (_how, kmsKey, asked) => {
    const {item, calls} = await keyOf({kmsKey})
    expect(item).toEqual(known({arn, state: 'Enabled', policy: '{}'}))
    expect(calls.map(({action, input}) => [action, input.KeyId])).toEqual([
      ['kms:DescribeKey', asked],
      ['kms:GetKeyPolicy', arn],
    ])
  })

  it.each<[string, Partial<Destination> | null]>([
    ['no destination', null],
    ['a destination that is gone', {exists: false, kmsKey: 'alias/orders'}],
    ['one that is not encrypted with a key', {kmsKey: null}],
    ['a key that AWS manages', {kmsKey: 'alias/aws/sqs'}],
    ['its ARN', {kmsKey: 'arn:aws:kms:us-east-1:123456789012:alias/aws/sqs'}],
  ])('is none, and nothing is asked, of %s', async (_what, given) => {
    expect(await keyOf(given)).toMatchObject({item: known(null), calls: []})
  })

  it('is none where its id turns out to be that of AWS', async () => {
    expect(await keyOf({kmsKey: '1'}, answers({KeyManager: 'AWS'}))).toMatchObject({item: known(null), actions: ['kms:DescribeKey']})
  })

  it('that is gone is known as such, and one of another account has no policy to read', async () => {
    expect((await keyOf({kmsKey: '1'}, {'kms:DescribeKey': failure(400, 'NotFoundException')})).item).toEqual(
      known({arn, state: null, policy: null}),
    )
    expect(await keyOf({kmsKey: arn}, answers({AWSAccountId: '210987654321'}))).toMatchObject({
      item: known({arn, state: 'Enabled', policy: null}),
      actions: ['kms:DescribeKey'],
    })
  })

  it('that is off has a policy that does not matter', async () => {
    expect(await keyOf({kmsKey: '1'}, {...answers({KeyState: 'Disabled'}), 'kms:GetKeyPolicy': denied('kms:GetKeyPolicy')})).toMatchObject({
      item: known({arn, state: 'Disabled', policy: null}),
      actions: ['kms:DescribeKey'],
    })
  })

  it('of another region is not read', async () => {
    expect(await keyOf({kmsKey: arn.replace('us-east-1', 'eu-west-1')})).toMatchObject({
      item: {state: 'missing', reason: 'failed'},
      calls: [],
    })
  })

  it('of a bucket stands in its encryption', async () => {
    const {item, calls} = await keyOf(bucket, {
      ...answers(),
      's3:GetEncryptionConfiguration': encryption('aws:kms', arn),
    })
    expect(item).toEqual(known({arn, state: 'Enabled', policy: '{}'}))
    expect(calls[0]?.input).toMatchObject({hostname: 'orders-failed.s3.us-east-1.amazonaws.com'})
  })

  it.each([
    ['S3 encrypts itself', encryption('AES256')],
    ['the key is S3’s', encryption('aws:kms')],
    ['there is no encryption', failure(404, 'ServerSideEncryptionConfigurationNotFoundError')],
  ])('of a bucket is none where %s', async (_how, given) => {
    expect((await keyOf(bucket, {'s3:GetEncryptionConfiguration': given})).item).toEqual(known(null))
  })

  it.each([
    ['kms:DescribeKey', {kmsKey: '1'}],
    ['kms:GetKeyPolicy', {kmsKey: '1'}],
    ['s3:GetEncryptionConfiguration', bucket],
  ])('is missing when %s is denied', async (action, given) => {
    expect((await keyOf(given, {...answers(), [action]: denied(action)})).item).toMatchObject({state: 'missing', reason: 'denied', action})
  })
})

it('the key of the table is read where it is the customer’s', async () => {
  const of = (kmsKeyArn: string | null, given: Partial<typeof answer> = {}) => ask('tableKey', {table: table({kmsKeyArn})}, answers(given))
  expect((await of(arn)).item).toEqual(known({arn, state: 'Enabled', policy: '{}'}))
  expect((await of(arn, {KeyManager: 'AWS'})).item).toEqual(known(null))
  expect(await of(null)).toMatchObject({item: known(null), calls: []})
})
