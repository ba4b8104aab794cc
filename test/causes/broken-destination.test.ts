import {describe, expect, it} from 'vitest'
import {failedBatchObject} from '../../src/aws-facts/failed-batch-object.ts'
import type {RolePermissions} from '../../src/model/evidence/evidence.ts'
import {functionMetrics, mapping, mappingMetrics, type Parts, published} from '../support/evidence.ts'
import {customerKey, destination, rolePermissions} from '../support/on-demand.ts'
import {found, weighing} from '../support/weigh.ts'

const undelivered: Partial<Parts> = {
  functionMetrics: functionMetrics(() => 1.2, {'DestinationDeliveryFailures.Sum': published(ago => (ago % 5 === 0 ? 1 : 0))}),
}
const fifo = 'arn:aws:sqs:us-east-1:123456789012:orders-failed.fifo'

const usingKey = (decision: string): RolePermissions => {
  const {results, ...rest} = rolePermissions()
  const asked = {purpose: 'destination-key' as const, action: 'kms:GenerateDataKey', resource: customerKey().arn, decision}
  return {...rest, results: [...results, asked]}
}

describe('broken-destination', () => {
  it.each<[string, Partial<Parts>, RegExp]>([
    ['it is gone', {destination: destination({exists: false})}, /does not exist/],
    ['it is FIFO', {mapping: mapping({onFailureDestination: fifo}), destination: destination({arn: fifo, fifo: true})}, /is FIFO/],
    [
      'the role may not write to it',
      {destination: destination(), rolePermissions: rolePermissions({'sqs:SendMessage': 'implicitDeny'})},
      /may not call sqs:SendMessage/,
    ],
    ['its key is off', {destination: destination(), destinationKey: customerKey({state: 'Disabled'})}, /key\/1, which is Disabled/],
    [
      'the role may not use its key',
      {destination: destination(), destinationKey: customerKey(), rolePermissions: usingKey('implicitDeny')},
      /on which the execution role may not call kms:GenerateDataKey\./,
    ],
  ])('is found: %s', (_name, parts, words) => {
    const [cause] = weighing({...undelivered, ...parts}).causes
    expect(cause).toMatchObject({id: 'broken-destination', confidence: 0.97})
    expect(cause?.because[0]).toMatch(words)
  })

  it('makes a queue that is gone again, and offers a bucket beside another queue', () => {
    const [cause] = weighing({...undelivered, destination: destination({exists: false})}).causes
    expect(cause?.fixes[0]?.command).toMatch(/^aws sqs create-queue --region \S+ --queue-name \S+$/)
    expect(cause?.fixes[1]?.summary).toMatch(/a topic or a bucket .* An S3 bucket keeps the whole records/)
  })

  it('does not blame a permission where a failed batch has arrived since', () => {
    const arrived = mappingMetrics({'OnFailureDestinationDeliveredEventCount.Sum': published(ago => (ago === 4 ? 3 : 0))})
    const permissions = {destination: destination(), rolePermissions: rolePermissions({'sqs:SendMessage': 'implicitDeny'})}
    const [cause] = weighing({...undelivered, ...permissions, mappingMetrics: arrived}).causes
    expect(cause).toMatchObject({id: 'broken-destination', confidence: 0.8})
  })

  it('is less sure when nothing is seen to be wrong with it', () => {
    expect(weighing({...undelivered, destination: destination(), rolePermissions: rolePermissions()}).causes[0]).toMatchObject({
      confidence: 0.8,
    })
  })

  it('gives the role its permissions of the key back', () => {
    const parts = {destination: destination(), destinationKey: customerKey(), rolePermissions: usingKey('implicitDeny')}
    expect(weighing({...undelivered, ...parts}).causes[0]?.fixes[0]).toMatchObject({
      command: expect.stringContaining('"Action":["kms:GenerateDataKey"],"Resource":"arn:aws:kms:us-east-1:123456789012:key/1"'),
    })
  })

  it('gives the role the objects of a bucket and the bucket', () => {
    const bucket = 'arn:aws:s3:::orders-failed'
    const {results, ...rest} = rolePermissions()
    const asked = (action: string, resource: string) => ({purpose: 'destination' as const, action, resource, decision: 'implicitDeny'})
    const denied = [asked('s3:PutObject', failedBatchObject(bucket, 'u-1')), asked('s3:ListBucket', bucket)]
    const parts = {
      mapping: mapping({onFailureDestination: bucket}),
      destination: destination({arn: bucket, kind: 's3'}),
      rolePermissions: {...rest, results: [...results.filter(one => one.purpose !== 'destination'), ...denied]},
    }
    const [cause] = weighing({...undelivered, ...parts}).causes
    expect(cause?.because[0]).toContain(
      's3:PutObject on arn:aws:s3:::orders-failed/aws/lambda/u-1/*, s3:ListBucket on arn:aws:s3:::orders-failed.',
    )
    for (const statement of [
      '"Action":["s3:PutObject"],"Resource":"arn:aws:s3:::orders-failed/aws/lambda/u-1/*"',
      '"Action":["s3:ListBucket"],"Resource":"arn:aws:s3:::orders-failed"',
    ])
      expect(cause?.fixes[0]).toMatchObject({command: expect.stringContaining(statement)})
  })

  it('is less sure that a permission is missing where the policy of the queue names the role', () => {
    const {role} = rolePermissions()
    const policy = JSON.stringify({Statement: [{Effect: 'Allow', Principal: {AWS: role}, Action: 'sqs:SendMessage', Resource: '*'}]})
    const parts = {destination: destination({policy}), rolePermissions: rolePermissions({'sqs:SendMessage': 'implicitDeny'})}
    expect(weighing({...undelivered, ...parts}).causes[0]).toMatchObject({confidence: 0.8, settledBy: expect.stringContaining('policy')})
  })

  it('adds no permission beside one that is denied explicitly', () => {
    const parts = {destination: destination(), rolePermissions: rolePermissions({'sqs:SendMessage': 'explicitDeny'})}
    expect(weighing({...undelivered, ...parts}).causes[0]?.fixes[0]).toMatchObject({
      command: expect.not.stringContaining('put-role-policy'),
    })
  })

  it('asks for the destination, its key and the permissions', () => {
    expect(weighing(undelivered).onDemand).toEqual(expect.arrayContaining(['destination', 'destinationKey', 'rolePermissions']))
  })

  it.each<[string, Partial<Parts>]>([
    ['a healthy pipeline', {}],
    ['a destination that is gone and was not needed lately', {destination: destination({exists: false})}],
    ['no destination', {...undelivered, mapping: mapping({onFailureDestination: null})}],
  ])('is not found: %s', (_name, parts) => {
    expect(found(parts)).not.toContain('broken-destination')
  })

  it('is open when the metrics could not be read', () => {
    expect(weighing({}, ['functionMetrics']).open).toContain('broken-destination')
  })
})
