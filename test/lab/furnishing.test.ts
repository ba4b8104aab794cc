import {GetMetricDataCommand} from '@aws-sdk/client-cloudwatch'
import {DescribeTableCommand} from '@aws-sdk/client-dynamodb'
import {DescribeStreamCommand} from '@aws-sdk/client-dynamodb-streams'
import {
  GetAccountSettingsCommand,
  GetFunctionCommand,
  ListFunctionsCommand,
  paginateListEventSourceMappings,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda'
import {GetCallerIdentityCommand} from '@aws-sdk/client-sts'
import {describe, expect, it} from 'vitest'
import {faultOfPolicy, openLab} from '../../packages/lab/src/entrance.ts'
import {clientsWith} from './services/clients.ts'

type Opening = Parameters<typeof openLab>[0]
const open = (more: Partial<Opening>) => {
  const lab = openLab({incident: 'idle', seed: 1, ...more})
  return {...clientsWith({endpoint: lab.endpoint, requestHandler: lab.requestHandler}), sleep: lab.sleep}
}

describe('neighbours', () => {
  it('fill the account with pipelines that can be described and measured', async () => {
    const {lambda, dynamodb, streams, cloudwatch} = open({functions: 250})
    expect((await lambda.send(new GetAccountSettingsCommand({}))).AccountUsage?.FunctionCount).toBe(251)
    const mappings = []
    for await (const part of paginateListEventSourceMappings({client: lambda}, {})) mappings.push(...(part.EventSourceMappings ?? []))
    expect(mappings).toHaveLength(251)
    expect(new Set(mappings.map(one => one.UUID)).size).toBe(251)
    const {FunctionArn = '', EventSourceArn = ''} = mappings.at(-1)!
    const fn = await lambda.send(new GetFunctionCommand({FunctionName: FunctionArn}))
    const [, TableName = ''] = EventSourceArn.split('/')
    const table = await dynamodb.send(new DescribeTableCommand({TableName}))
    expect(table.Table?.LatestStreamArn).toBe(EventSourceArn)
    expect((await streams.send(new DescribeStreamCommand({StreamArn: EventSourceArn}))).StreamDescription?.StreamStatus).toBe('ENABLED')
    const now = Date.now()
    const metric = (Id: string, Namespace: string, MetricName: string, Name: string, Value: string, Stat: string) => ({
      Id,
      MetricStat: {Metric: {Namespace, MetricName, Dimensions: [{Name, Value}]}, Period: 60, Stat},
    })
    const name = fn.Configuration?.FunctionName ?? ''
    const {MetricDataResults = []} = await cloudwatch.send(
      new GetMetricDataCommand({
        StartTime: new Date(now - 3_600_000),
        EndTime: new Date(now),
        MetricDataQueries: [
          metric('age', 'AWS/Lambda', 'IteratorAge', 'FunctionName', name, 'Maximum'),
          metric('errors', 'AWS/Lambda', 'Errors', 'FunctionName', name, 'Sum'),
          metric('writes', 'AWS/DynamoDB', 'ConsumedWriteCapacityUnits', 'TableName', TableName, 'Sum'),
          metric('other', 'AWS/Lambda', 'IteratorAge', 'Colour', name, 'Maximum'),
        ],
      }),
    )
    const [age, errors, writes, other] = MetricDataResults.map(one => one.Values ?? [])
    expect(age!.length).toBeGreaterThan(50)
    expect(Math.max(...age!)).toBeLessThan(5000)
    expect(Math.max(...errors!)).toBe(0)
    expect(Math.min(...writes!)).toBeGreaterThan(0)
    expect(other).toEqual([])
  })

  it('can be changed like any other', async () => {
    const {lambda, sleep} = open({functions: 1})
    const mappings = []
    for await (const part of paginateListEventSourceMappings({client: lambda}, {})) mappings.push(...(part.EventSourceMappings ?? []))
    const {UUID} = mappings.find(one => !one.FunctionArn?.includes('orders-projector'))!
    expect(await lambda.send(new UpdateEventSourceMappingCommand({UUID, Enabled: false}))).toMatchObject({State: 'Disabling'})
    await sleep(60_000)
    await expect(lambda.send(new UpdateEventSourceMappingCommand({UUID, BatchSize: 3}))).resolves.toMatchObject({State: 'Updating'})
  })

  it('are the same for the same seed', async () => {
    const names = async () =>
      (await open({functions: 1000}).lambda.send(new ListFunctionsCommand({}))).Functions?.map(fn => fn.FunctionName)
    expect(await names()).toEqual(await names())
  })
})

describe('the caller’s policy', () => {
  const policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {Effect: 'Allow', Action: ['lambda:Get*', 'dynamodb:Describe*'], Resource: '*'},
      {Effect: 'Deny', Action: 'lambda:GetFunction', Resource: '*:function:orders-projector'},
    ],
  })

  it('allows its own actions, and refuses others in the words of AWS', async () => {
    const {lambda, dynamodb, sts} = open({policy})
    await expect(dynamodb.send(new DescribeTableCommand({TableName: 'orders'}))).resolves.toBeDefined()
    await expect(sts.send(new GetCallerIdentityCommand({}))).resolves.toBeDefined()
    await expect(lambda.send(new ListFunctionsCommand({}))).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining('because no identity-based policy allows the lambda:ListFunctions action'),
    })
    await expect(lambda.send(new GetFunctionCommand({FunctionName: 'orders-projector'}))).rejects.toMatchObject({
      message: expect.stringContaining('function:orders-projector with an explicit deny in an identity-based policy'),
    })
  })

  it('is checked', () => {
    expect(faultOfPolicy(policy)).toBeNull()
    expect(faultOfPolicy('{}')).not.toBeNull()
    expect(() => open({policy: '{'})).toThrow(/Syntax errors/)
  })
})

it('faults hit their share of all calls, in three ways, the same every time', async () => {
  const outcomes = async (faults: number) => {
    const {sts} = open({faults, seed: 5})
    const results = await Promise.allSettled(Array.from({length: 300}, () => sts.send(new GetCallerIdentityCommand({}))))
    return results.map(one => (one.status === 'fulfilled' ? 'ok' : String(one.reason.Code ?? one.reason.code ?? one.reason.name)))
  }
  const some = await outcomes(0.3)
  expect(some).toEqual(await outcomes(0.3))
  const failed = some.filter(one => one !== 'ok')
  expect(failed.length).toBeGreaterThan(60)
  expect(failed.length).toBeLessThan(120)
  expect(new Set(failed)).toEqual(new Set(['InternalFailure', 'Throttling', 'ECONNRESET']))
  expect(await outcomes(1)).not.toContain('ok')
  expect((await outcomes(0)).every(one => one === 'ok')).toBe(true)
})
