import {describe, expect, it} from 'vitest'
import {mayUseStream} from '../../../packages/lab/src/simulation/access/resource-policies.ts'
import {smallWorld} from '../simulation/small-world.ts'
import {json} from './wire-calls.ts'
import {labOfOne, streamArn, tableArn} from './world-of-one.ts'

const role = 'arn:aws:iam::123456789012:role/orders-projector'
const statement = (given: object = {}) => ({
  Effect: 'Allow',
  Principal: {AWS: role},
  Action: 'dynamodb:GetRecords',
  Resource: streamArn,
  ...given,
})
const policyOf = (...Statement: object[]): string => JSON.stringify({Version: '2012-10-17', Statement})
const call = (lab: ReturnType<typeof labOfOne>, name: string, body: object) => json(lab, `DynamoDB_20120810.${name}`, body).body

describe('the policy of a stream', () => {
  it('is put, read, and deleted', () => {
    const lab = labOfOne()
    const at = {ResourceArn: streamArn}
    const {RevisionId} = call(lab, 'PutResourcePolicy', {...at, Policy: policyOf(statement()), ExpectedRevisionId: 'NO_POLICY'})
    const read = call(lab, 'GetResourcePolicy', at)
    expect(read).toMatchObject({RevisionId})
    expect(JSON.parse(String(read.Policy))).toEqual({Version: '2012-10-17', Statement: [statement()]})
    expect(call(lab, 'DeleteResourcePolicy', at)).toEqual({RevisionId})
    expect(call(lab, 'DeleteResourcePolicy', at)).toEqual({})
    expect(call(lab, 'GetResourcePolicy', at).__type).toMatch(/#PolicyNotFoundException$/)
  })

  it.each<[string, object, string]>([
    [
      'another revision is expected',
      {ResourceArn: streamArn, Policy: policyOf(statement()), ExpectedRevisionId: '1'},
      'PolicyNotFoundException',
    ],
    ['there is no such stream', {ResourceArn: `${streamArn}1`, Policy: policyOf(statement())}, 'ResourceNotFoundException'],
    ['it names nobody', {ResourceArn: streamArn, Policy: policyOf(statement({Principal: undefined}))}, 'ValidationException'],
    ['it names another resource', {ResourceArn: streamArn, Policy: policyOf(statement({Resource: tableArn}))}, 'ValidationException'],
    ['it is no JSON', {ResourceArn: streamArn, Policy: '{'}, 'ValidationException'],
  ])('is refused where %s', (_, input, type) => {
    expect(call(labOfOne(), 'PutResourcePolicy', input).__type).toContain(type)
  })

  it.each<[string, string | null, string[], boolean]>([
    ['the role alone', null, ['dynamodb:GetRecords'], true],
    ['nobody', null, [], false],
    ['the stream alone', policyOf(statement()), [], true],
    ['the stream, to everybody', policyOf(statement({Principal: '*'})), [], true],
    ['the stream, to another role', policyOf(statement({Principal: {AWS: `${role}-2`}})), [], false],
    ['the role, and the stream denies it', policyOf(statement({Effect: 'Deny'})), ['dynamodb:GetRecords'], false],
    [
      'the stream, where the request fulfils its condition',
      policyOf(statement({Condition: {StringEquals: {'aws:RequestedRegion': 'us-east-1'}}})),
      [],
      true,
    ],
    ['the stream, where it does not', policyOf(statement({Condition: {StringEquals: {'aws:RequestedRegion': 'eu-west-1'}}})), [], false],
  ])('decides with the policies of the role: %s', (_, policy, Action, may) => {
    const lab = labOfOne()
    const own = lab.world.roles.get('orders-projector')!
    own.attached = []
    own.inline.clear()
    if (Action.length > 0) own.inline.set('own', {Version: '2012-10-17', Statement: [{Effect: 'Allow', Action, Resource: '*'}]})
    if (policy !== null) call(lab, 'PutResourcePolicy', {ResourceArn: streamArn, Policy: policy})
    expect(mayUseStream(lab.world, role, 'dynamodb:GetRecords', streamArn)).toBe(may)
  })

  it('keeps the poller at work when the role loses its own permission', () => {
    const small = smallWorld({})
    const stream = small.world.tables.get('orders')!.streams[0]!
    const fn = [...small.world.functions.values()][0]!
    const Action = ['dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:DescribeStream']
    stream.policy = {
      document: {Version: '2012-10-17', Statement: [{Effect: 'Allow', Principal: {AWS: fn.role}, Action, Resource: stream.arn}]},
      revision: '1',
    }
    const own = small.world.roles.get(fn.role.split('/').at(-1)!)!
    own.attached = []
    own.inline.clear()
    small.to(900)
    expect(small.metric('Invocations', 'Sum').get(8)).toBeGreaterThan(0)
    stream.policy = undefined
    small.to(1800)
    expect(small.metric('Invocations', 'Sum').get(23) ?? 0).toBe(0)
  })
})
