import {ListMetricsCommand} from '@aws-sdk/client-cloudwatch'
import {ListTablesCommand} from '@aws-sdk/client-dynamodb'
import {GetAccountSettingsCommand, GetFunctionCommand, ListEventSourceMappingsCommand} from '@aws-sdk/client-lambda'
import {AssumeRoleCommand} from '@aws-sdk/client-sts'
import {describe, expect, it} from 'vitest'
import {inProcessHandler} from '../../../packages/lab/src/in-process.ts'
import {findIncident, type Incident} from '../../../packages/lab/src/incidents/index.ts'
import {assembleLab, type Lab} from '../../../packages/lab/src/lab.ts'
import {addNeighbours} from '../../../packages/lab/src/neighbours/neighbours.ts'
import type {Changes} from '../../../packages/lab/src/services/protocol/account.ts'
import {openWorld} from '../../../packages/lab/src/simulation/engine/open-world.ts'
import {clientsOf, clientsWith} from './clients.ts'
import {json, query, texts} from './wire-calls.ts'

/** An idle pipeline among 500 healthy ones. */
function fleet(): Lab {
  const world = openWorld(findIncident('idle') as Incident, 1)
  const changes = addNeighbours(world, {} as Changes, 1, 500)
  return assembleLab({
    world,
    changes,
    deny: [],
    quotaNowMs: () => world.nowMs,
    advance: ms => world.advanceTo(world.nowMs + ms),
    urlBase: null,
    seed: 1,
  })
}

describe('stacks', () => {
  const ask = (lab: Lab, action: string, parameters: Record<string, string>) => query(lab, '2010-05-15', action, parameters)

  it('list their resources, 100 a page', () => {
    const lab = fleet()
    const first = ask(lab, 'ListStackResources', {StackName: 'carts'})
    expect(texts(first.body, 'PhysicalResourceId')).toHaveLength(100)
    const [NextToken = ''] = texts(first.body, 'NextToken')
    expect(texts(first.body, 'ResourceType')).toContain('AWS::Lambda::Function')
    const second = ask(lab, 'ListStackResources', {StackName: 'carts', NextToken})
    expect(texts(second.body, 'LogicalResourceId')).not.toContain(texts(first.body, 'LogicalResourceId')[0])
  })

  it('the pipeline that matters is in the stack "orders", found by any of its resources', () => {
    const lab = fleet()
    const types = texts(ask(lab, 'DescribeStackResources', {StackName: 'orders'}).body, 'ResourceType')
    expect(types.sort()).toEqual(['AWS::DynamoDB::Table', 'AWS::Lambda::EventSourceMapping', 'AWS::Lambda::Function', 'AWS::SQS::Queue'])
    const owner = ask(lab, 'DescribeStackResources', {PhysicalResourceId: 'orders-projector'})
    expect(new Set(texts(owner.body, 'StackName'))).toEqual(new Set(['orders']))
  })

  it.each([
    ['ListStackResources', {StackName: 'none'}, 'Stack with id none does not exist'],
    ['DescribeStackResources', {PhysicalResourceId: 'none'}, 'Stack for none does not exist'],
    ['DescribeStackResources', {}, 'Exactly one'],
    ['ListStackResources', {}, 'Member must not be null'],
  ])('%s %o is refused', (action, parameters, words) => {
    const {status, body} = ask(fleet(), action, parameters)
    expect(status).toBe(400)
    expect(body).toContain('<Code>ValidationError</Code>')
    expect(body).toContain(words)
  })
})

describe('tagged resources', () => {
  const ask = (lab: Lab, body: object) => json(lab, 'ResourceGroupsTaggingAPI_20170126.GetResources', body)
  const arnsIn = ({body}: ReturnType<typeof ask>) => (body.ResourceTagMappingList as {ResourceARN: string}[]).map(one => one.ResourceARN)

  it('are found by a tag and a type, page by page', () => {
    const lab = fleet()
    const all = ask(lab, {TagFilters: [{Key: 'team', Values: ['carts', 'orders']}], ResourceTypeFilters: ['lambda'], ResourcesPerPage: 20})
    expect(arnsIn(all)).toHaveLength(20)
    const next = ask(lab, {TagFilters: [{Key: 'team', Values: ['orders']}], ResourceTypeFilters: ['lambda:function']})
    expect(arnsIn(next)).toEqual(['arn:aws:lambda:us-east-1:123456789012:function:orders-projector'])
    expect(next.body.PaginationToken).toBe('')
    expect(arnsIn(ask(lab, {ResourceTypeFilters: ['cloudwatch:alarm']}))).toEqual([])
    expect(arnsIn(ask(lab, {TagFilters: [{Key: 'cost-centre'}]}))).toEqual([])
  })

  it.each([
    [{ResourceARNList: ['arn:aws:lambda:us-east-1:123456789012:function:x'], TagFilters: [{Key: 'team'}]}, 'InvalidParameterException'],
    [{ResourcesPerPage: 101}, 'InvalidParameterException'],
    [{PaginationToken: '???'}, 'PaginationTokenExpiredException'],
  ])('%o is refused', (body, type) => {
    expect(ask(fleet(), body)).toMatchObject({status: 400, body: {__type: `com.amazonaws.taggingservice#${type}`}})
  })
})

describe('roles and regions', () => {
  it('a role is taken on where it trusts the account', async () => {
    const {sts} = clientsOf(fleet())
    const assume = (name: string) =>
      sts.send(new AssumeRoleCommand({RoleArn: `arn:aws:iam::123456789012:role/${name}`, RoleSessionName: 'fleet'}))
    expect(await assume('ddbstream-operator')).toMatchObject({
      Credentials: {SessionToken: 'lab-fleet', Expiration: expect.any(Date)},
      AssumedRoleUser: {Arn: 'arn:aws:sts::123456789012:assumed-role/ddbstream-operator/fleet'},
    })
    // That one trusts Lambda alone.
    await expect(assume('orders-projector-role')).rejects.toMatchObject({name: 'AccessDenied'})
    await expect(assume('none')).rejects.toMatchObject({name: 'AccessDenied'})
  })

  it('the pipelines are in one region; others are empty, with quotas of their own', async () => {
    expect(texts(query(fleet(), '2016-11-15', 'DescribeRegions').body, 'regionName')).toContain('us-east-1')
    const lab = fleet()
    const config = {endpoint: 'http://lab.invalid', requestHandler: inProcessHandler(lab.handle)}
    const {lambda, dynamodb, cloudwatch} = clientsWith({...config, region: 'eu-west-1'})
    expect((await lambda.send(new ListEventSourceMappingsCommand({}))).EventSourceMappings).toEqual([])
    expect((await dynamodb.send(new ListTablesCommand({}))).TableNames).toEqual([])
    expect((await cloudwatch.send(new ListMetricsCommand({}))).Metrics).toEqual([])
    const missing = lambda.send(new GetFunctionCommand({FunctionName: 'orders-projector'}))
    await expect(missing).rejects.toMatchObject({name: 'ResourceNotFoundException', message: expect.stringContaining('eu-west-1')})
    const asked = (region: string, times: number) => {
      const {lambda: there} = clientsWith({...config, region})
      return Promise.allSettled(Array.from({length: times}, () => there.send(new GetAccountSettingsCommand({}))))
    }
    expect((await asked('us-west-2', 16)).filter(one => one.status === 'rejected')).toHaveLength(1)
    expect((await asked('us-east-1', 15)).filter(one => one.status === 'rejected')).toHaveLength(0)
  })

  it('a region that does not exist is refused', () => {
    expect(query(fleet(), '2016-11-15', 'DescribeRegions', {'RegionName.1': 'mars-1'}).body).toContain('InvalidParameterValue')
  })
})
