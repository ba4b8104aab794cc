import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {GetMetricStatisticsCommand} from '@aws-sdk/client-cloudwatch'
import {DescribeTableCommand} from '@aws-sdk/client-dynamodb'
import {ListStreamsCommand} from '@aws-sdk/client-dynamodb-streams'
import {DeleteFunctionConcurrencyCommand, GetFunctionCommand, UpdateEventSourceMappingCommand} from '@aws-sdk/client-lambda'
import {GetCallerIdentityCommand} from '@aws-sdk/client-sts'
import {afterEach, describe, expect, it} from 'vitest'
import {runningClock} from '../../packages/lab/src/clock.ts'
import {listen, serve} from '../../packages/lab/src/server.ts'
import {clientsAt} from './services/clients.ts'
import {labOfOne, startMs, uuid} from './services/world-of-one.ts'

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  await Promise.all(closers.splice(0).map(close => close()))
})

async function serving({speed = 1, latencyMs = 0} = {}) {
  let realMs = 0
  const lab = labOfOne()
  const {server, endpoint} = await listen(0)
  const {close} = serve(
    server,
    lab,
    runningClock(startMs, speed, () => realMs),
    latencyMs,
  )
  closers.push(close)
  const control = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(endpoint + path, {method, ...(body === undefined ? {} : {body: JSON.stringify(body)})})
    return {status: response.status, body: (await response.json()) as Record<string, unknown>}
  }
  return {
    lab,
    endpoint,
    control,
    passRealTime: (ms: number) => {
      realMs += ms
    },
  }
}

describe('over HTTP', () => {
  it('real clients of every protocol are answered', async () => {
    const {endpoint, control} = await serving()
    const {lambda, cloudwatch, dynamodb, streams, sts} = clientsAt(endpoint)
    const FunctionName = 'orders-projector'
    await lambda.send(new GetFunctionCommand({FunctionName}))
    expect((await lambda.send(new DeleteFunctionConcurrencyCommand({FunctionName}))).$metadata.httpStatusCode).toBe(204)
    await lambda.send(new UpdateEventSourceMappingCommand({UUID: uuid, BatchSize: 50}))
    expect((await dynamodb.send(new DescribeTableCommand({TableName: 'orders'}))).Table?.ItemCount).toBe(4200)
    expect((await streams.send(new ListStreamsCommand({}))).Streams).toHaveLength(1)
    expect((await sts.send(new GetCallerIdentityCommand({}))).Account).toBe('123456789012')
    const age = {Namespace: 'AWS/Lambda', MetricName: 'IteratorAge', Period: 60, Statistics: ['Maximum' as const]}
    const window = {StartTime: new Date(startMs - 300_000), EndTime: new Date(startMs)}
    expect((await cloudwatch.send(new GetMetricStatisticsCommand({...age, ...window}))).Datapoints).toHaveLength(5)
    const counts = {
      'lambda:GetFunction': 1,
      'lambda:DeleteFunctionConcurrency': 1,
      'lambda:UpdateEventSourceMapping': 1,
      'dynamodb:DescribeTable': 1,
      'dynamodb:ListStreams': 1,
      'sts:GetCallerIdentity': 1,
      'cloudwatch:GetMetricStatistics': 1,
    }
    expect((await control('GET', '/_lab/calls')).body).toEqual({
      requests: counts,
      taken: counts,
      unknown: [],
    })
  })

  it('the virtual clock follows real time at its speed, and jumps', async () => {
    const {control, passRealTime} = await serving({speed: 60})
    const now = async () => Date.parse(String((await control('GET', '/_lab/clock')).body.now)) - startMs
    expect(await now()).toBe(0)
    passRealTime(1500)
    expect(await now()).toBe(90_000)
    const jumped = await control('POST', '/_lab/advance', {seconds: 5400})
    expect(jumped).toEqual({status: 200, body: {now: new Date(startMs + 90_000 + 5_400_000).toISOString()}})
    expect(await now()).toBe(5_490_000)
  })

  it('answers are held back by the latency', async () => {
    const {endpoint} = await serving({latencyMs: 40})
    const before = performance.now()
    await clientsAt(endpoint).sts.send(new GetCallerIdentityCommand({}))
    expect(performance.now() - before).toBeGreaterThan(38)
  })

  it('faults can be injected, a drop as a broken connection', async () => {
    const {endpoint, control} = await serving()
    const {sts} = clientsAt(endpoint)
    const ask = () => sts.send(new GetCallerIdentityCommand({}))
    await control('POST', '/_lab/faults', {action: 'sts:GetCallerIdentity', kind: 'drop', count: 1})
    await expect(ask()).rejects.toMatchObject({code: 'ECONNRESET'})
    await expect(ask()).resolves.toMatchObject({Account: '123456789012'})
    await control('POST', '/_lab/faults', {action: '*', kind: 'expired'})
    await expect(ask()).rejects.toMatchObject({name: 'ExpiredToken'})
  })

  it.each([
    ['POST', '/_lab/advance', {}, 400, /"seconds" must be a number above 0/],
    ['POST', '/_lab/advance', {seconds: -1}, 400, /"seconds"/],
    ['POST', '/_lab/advance', {seconds: '60'}, 400, /not "60"/],
    ['POST', '/_lab/advance', [60], 400, /must be a JSON object/],
    ['POST', '/_lab/faults', {action: 'GetFunction', kind: 'deny'}, 400, /"action" must be an IAM action/],
    ['POST', '/_lab/faults', {action: '*', kind: 'explode'}, 400, /"kind" must be one of deny, /],
    ['POST', '/_lab/faults', {action: '*', kind: 'deny', share: 2}, 400, /"share"/],
    ['POST', '/_lab/faults', {action: '*', kind: 'deny', count: 0}, 400, /"count"/],
    ['POST', '/_lab/faults', {action: '*', kind: 'deny', region: 'Ireland'}, 400, /"region"/],
    ['POST', '/_lab/faults', {action: '*', kind: 'deny', spares: 0.5}, 400, /"spares"/],
    ['POST', '/_lab/faults', {action: '*', kind: 'late'}, 400, /"seconds"/],
    ['POST', '/_lab/faults', {action: '*', kind: 'jump', seconds: -1}, 400, /"seconds" must be a number from 0/],
    ['GET', '/_lab/nothing', undefined, 404, /No such call: GET \/_lab\/nothing/],
  ])('%s %s %o is refused', async (method, path, body, status, message) => {
    const {control, lab} = await serving()
    const answer = await control(method, path, body)
    expect(answer).toMatchObject({status, body: {error: expect.stringMatching(message)}})
    expect(lab.world.nowMs).toBe(startMs)
    expect(lab.faults.strike('lambda:GetFunction', 'us-east-1')).toBeNull()
  })

  it('only this machine can connect', async () => {
    const {server} = await listen(0)
    closers.push(() => new Promise(resolve => server.close(resolve)))
    expect(server.address()).toMatchObject({address: '127.0.0.1'})
  })

  it('a port that is taken is told', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise(resolve => other.once('listening', resolve))
    closers.push(() => new Promise(resolve => other.close(resolve)))
    await expect(listen((other.address() as AddressInfo).port)).rejects.toMatchObject({code: 'EADDRINUSE'})
  })

  it('closes with connections open', async () => {
    const {endpoint} = await serving()
    await fetch(`${endpoint}/_lab/clock`).then(response => response.text())
    await Promise.all(closers.splice(0).map(close => close()))
    await expect(fetch(`${endpoint}/_lab/clock`)).rejects.toThrow()
  })
})
