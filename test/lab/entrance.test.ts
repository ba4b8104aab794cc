import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {LambdaClient, ListEventSourceMappingsCommand, UpdateEventSourceMappingCommand} from '@aws-sdk/client-lambda'
import {GetCallerIdentityCommand, STSClient} from '@aws-sdk/client-sts'
import {afterEach, describe, expect, it} from 'vitest'
import {describeIncident, labIncidents, openLab, serveLab} from '../../packages/lab/src/entrance.ts'

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  await Promise.all(closers.splice(0).map(close => close()))
})

const credentials = {accessKeyId: 'LAB', secretAccessKey: 'lab'}
const serving = {seed: 1, port: 0, speed: 1, latencyMs: 0}

it('every incident has a story and a truth', () => {
  expect(labIncidents.length).toBeGreaterThan(3)
  for (const {id, story} of labIncidents) {
    expect(story).not.toBe('')
    expect(describeIncident(id, 1).incident).toBe(id)
  }
})

it('an incident that does not exist is told, with those that do', async () => {
  const told = /no incident "none".*poison-record/
  expect(() => describeIncident('none', 1)).toThrow(told)
  expect(() => openLab({incident: 'none', seed: 1})).toThrow(told)
  await expect(serveLab({...serving, incident: 'none'})).rejects.toThrow(told)
})

describe('in this process', () => {
  it('real clients are answered, the clock moves by sleeping, and changes act', async () => {
    const {region, credentials: given, requestHandler, endpoint, sleep} = openLab({incident: 'poison-record', seed: 3})
    const lambda = new LambdaClient({region, credentials: given, requestHandler, endpoint, maxAttempts: 1})
    const only = async () => (await lambda.send(new ListEventSourceMappingsCommand({}))).EventSourceMappings?.[0]
    const before = await only()
    expect(before?.State).toBe('Enabled')
    await lambda.send(new UpdateEventSourceMappingCommand({UUID: before?.UUID, MaximumRetryAttempts: 2}))
    expect(await only()).toMatchObject({State: 'Updating', MaximumRetryAttempts: before?.MaximumRetryAttempts})
    await sleep(300_000)
    expect(await only()).toMatchObject({State: 'Enabled', MaximumRetryAttempts: 2})
  })

  it('actions can be denied', async () => {
    const {region, requestHandler, endpoint} = openLab({incident: 'healthy', seed: 1, deny: ['lambda:ListEventSourceMappings']})
    const lambda = new LambdaClient({region, credentials, requestHandler, endpoint, maxAttempts: 1})
    await expect(lambda.send(new ListEventSourceMappingsCommand({}))).rejects.toMatchObject({name: 'AccessDeniedException'})
  })

  it("the lab's own calls are those of a port", async () => {
    const {control, requestHandler, region, endpoint} = openLab({incident: 'healthy', seed: 2})
    const now = () => Date.parse((control('GET', '/_lab/clock').body as {now: string}).now)
    const before = now()
    expect(control('POST', '/_lab/advance', {seconds: 90}).status).toBe(200)
    expect(now() - before).toBe(90_000)
    expect(control('POST', '/_lab/release', {kind: 'wrong-shape'}).body).toEqual({version: expect.stringMatching(/^\d+$/)})
    expect(control('POST', '/_lab/release', {kind: 'worse'})).toMatchObject({
      status: 400,
      body: {error: expect.stringContaining('some-bad')},
    })
    control('POST', '/_lab/faults', {action: 'lambda:ListEventSourceMappings', kind: 'deny', count: 1})
    const lambda = new LambdaClient({region, credentials, requestHandler, endpoint, maxAttempts: 1})
    await expect(lambda.send(new ListEventSourceMappingsCommand({}))).rejects.toMatchObject({name: 'AccessDeniedException'})
    expect(control('GET', '/_lab/calls').body).toEqual({
      requests: {'lambda:ListEventSourceMappings': 1},
      taken: {},
      unknown: [],
    })
  })
})

describe('on a port', () => {
  it('prints the values that a client needs', async () => {
    const {info, close} = await serveLab({...serving, incident: 'poison-record', seed: 17})
    closers.push(close)
    expect(info).toMatchObject({function: 'orders-projector', table: 'orders', region: expect.stringMatching(/^[a-z]+-[a-z]+-\d$/)})
    expect(info.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    const common = {region: info.region, credentials, endpoint: info.endpoint, maxAttempts: 1}
    expect((await new STSClient(common).send(new GetCallerIdentityCommand({}))).Account).toBe(info.account)
    const {EventSourceMappings = []} = await new LambdaClient(common).send(new ListEventSourceMappingsCommand({}))
    expect(EventSourceMappings.map(mapping => mapping.UUID)).toContain(info.mapping)
    const queue = await fetch(info.endpoint, {
      method: 'POST',
      headers: {'x-amz-target': 'AmazonSQS.GetQueueAttributes'},
      body: JSON.stringify({QueueUrl: info.queueUrl, AttributeNames: ['QueueArn']}),
    })
    expect(await queue.json()).toMatchObject({Attributes: {QueueArn: expect.stringContaining(info.account)}})
    expect(new URL(info.queueUrl).origin).toBe(info.endpoint)
  })

  it('counts its records, and releases versions', async () => {
    const {info, close} = await serveLab({...serving, incident: 'idle'})
    closers.push(close)
    const ask = async (path: string, body?: object) => {
      const response = await fetch(info.endpoint + path, body === undefined ? {} : {method: 'POST', body: JSON.stringify(body)})
      return {status: response.status, body: (await response.json()) as Record<string, unknown>}
    }
    expect(await ask('/_lab/records')).toMatchObject({
      status: 200,
      body: {mappings: [{mapping: info.mapping, pending: expect.any(Number)}]},
    })
    expect(await ask('/_lab/release', {kind: 'bad'})).toMatchObject({status: 200, body: {version: expect.stringMatching(/^\d+$/)}})
    expect(await ask('/_lab/release', {kind: 'odd'})).toMatchObject({
      status: 400,
      body: {error: expect.stringContaining('good, bad, slow')},
    })
  })

  it('that is taken is told', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise(resolve => other.once('listening', resolve))
    closers.push(() => new Promise(resolve => other.close(resolve)))
    const {port} = other.address() as AddressInfo
    await expect(serveLab({...serving, incident: 'healthy', port})).rejects.toMatchObject({code: 'EADDRINUSE'})
  })
})
