import {describe, expect, it} from 'vitest'
import {known} from '../../../src/model/evidence/item.ts'
import {ask} from '../../support/ask.ts'
import {lambdaFunction, mapping} from '../../support/evidence.ts'
import {denied, failure} from '../../support/stub-aws.ts'

const gone = failure(404, 'ResourceNotFoundException')

describe('alias', () => {
  const answer = {Name: 'live', FunctionVersion: '7', RoutingConfig: {AdditionalVersionWeights: {'8': 0.1}}}

  it('is read by name, with the weights of further versions', async () => {
    const {item, calls} = await ask('alias', {mapping: mapping({qualifier: 'live'})}, {'lambda:GetAlias': answer})
    expect(item).toEqual(known({name: 'live', functionVersion: '7', weights: {'8': 0.1}}))
    expect(calls).toMatchObject([{input: {FunctionName: 'orders-projector', Name: 'live'}}])
  })

  it.each([null, '12', '$LATEST', '$LATEST.PUBLISHED'])('is not asked for behind %s', async qualifier => {
    expect(await ask('alias', {mapping: mapping({qualifier})}, {})).toMatchObject({item: known(null), calls: []})
  })

  it('that is gone is known', async () => {
    expect((await ask('alias', {mapping: mapping({qualifier: 'live'})}, {'lambda:GetAlias': gone})).item).toEqual(known(null))
  })

  it('that may not be read is missing', async () => {
    const {item} = await ask('alias', {mapping: mapping({qualifier: 'live'})}, {'lambda:GetAlias': denied('lambda:GetAlias')})
    expect(item).toMatchObject({state: 'missing', reason: 'denied', action: 'lambda:GetAlias'})
  })
})

describe('provisioned concurrency', () => {
  const config = (qualifier: string) => ({
    FunctionArn: `arn:aws:lambda:us-east-1:123456789012:function:orders-projector:${qualifier}`,
    RequestedProvisionedConcurrentExecutions: 10,
    AvailableProvisionedConcurrentExecutions: 8,
    AllocatedProvisionedConcurrentExecutions: 9,
    Status: 'IN_PROGRESS',
  })

  it('is read to the last page', async () => {
    const {item} = await ask(
      'provisionedConcurrency',
      {},
      {
        'lambda:ListProvisionedConcurrencyConfigs': ({Marker}) =>
          Marker === 'next'
            ? {ProvisionedConcurrencyConfigs: [config('7')]}
            : {ProvisionedConcurrencyConfigs: [config('live')], NextMarker: 'next'},
      },
    )
    const numbers = {requested: 10, available: 8, allocated: 9, status: 'IN_PROGRESS'}
    expect(item).toEqual(
      known([
        {qualifier: 'live', ...numbers},
        {qualifier: '7', ...numbers},
      ]),
    )
  })

  it('of a function that is gone is none', async () => {
    expect((await ask('provisionedConcurrency', {}, {'lambda:ListProvisionedConcurrencyConfigs': gone})).item).toEqual(known([]))
  })
})

describe('time to live', () => {
  it('is read with its attribute, by the ARN of the table', async () => {
    const description = {TimeToLiveStatus: 'ENABLED', AttributeName: 'expiresAt'}
    const {item, calls} = await ask('timeToLive', {}, {'dynamodb:DescribeTimeToLive': {TimeToLiveDescription: description}})
    expect(item).toEqual(known({status: 'ENABLED', attribute: 'expiresAt'}))
    expect(calls[0]?.input.TableName).toBe('arn:aws:dynamodb:us-east-1:123456789012:table/orders')
  })

  it('has no attribute while it is off', async () => {
    const {item} = await ask('timeToLive', {}, {'dynamodb:DescribeTimeToLive': {TimeToLiveDescription: {TimeToLiveStatus: 'DISABLED'}}})
    expect(item).toEqual(known({status: 'DISABLED', attribute: null}))
  })

  it.each([
    ['a table that is gone', {}, {'dynamodb:DescribeTimeToLive': gone}],
    ['no table', {table: null}, {}],
  ])('of %s is none', async (_name, parts, answers) => {
    expect((await ask('timeToLive', parts, answers)).item).toEqual(known(null))
  })
})

describe('log group', () => {
  const groups = [
    {logGroupName: '/orders', logGroupClass: 'INFREQUENT_ACCESS', retentionInDays: 30},
    {logGroupName: '/orders-old', logGroupClass: 'STANDARD'},
  ]
  const answers = {'logs:DescribeLogGroups': {logGroups: groups}}

  it('is the one that the function names', async () => {
    const {item} = await ask('logGroup', {function: lambdaFunction({logGroup: '/orders'})}, answers)
    expect(item).toEqual(known({name: '/orders', logGroupClass: 'INFREQUENT_ACCESS'}))
  })

  it('may not exist', async () => {
    expect((await ask('logGroup', {}, answers)).item).toEqual(known(null))
    expect((await ask('logGroup', {function: null}, {})).item).toEqual(known(null))
  })
})
