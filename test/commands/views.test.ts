import {type ChildProcess, spawn} from 'node:child_process'
import {createInterface} from 'node:readline'
import {afterAll, expect, test} from 'vitest'
import {bareEnvironment, bin, binaryOrHere, ddbstream, someCredentials} from './run.ts'
import {expectPrinted} from './schemas.ts'

test.each([
  ['mappings', 'healthy', []],
  ['concurrency', 'throttled-concurrency', []],
  ['cold-starts', 'cold-start-burden', ['orders-projector']],
  ['errors', 'failing-function', ['orders-projector', '--since', '1h']],
])('%s --json', async (command, incident, args) => {
  const {code, out, err} = await binaryOrHere([command, ...args, '--lab', incident, '--json'])
  expect(err).toBe('')
  expectPrinted(command, JSON.parse(out))
  expect(code).toBe(0)
})

test('mappings --yaml', async () => {
  const {out} = await ddbstream(['mappings', 'orders-projector', '--lab', 'healthy', '--yaml'])
  expect(out).toMatch(/^mappings:\n {2}- mapping: [0-9a-f-]{36}\n {4}function: orders-projector\n/)
})

test.each([
  ['errors', '--max-scan-gb', '0.000001', 7],
  ['errors', '--lab-options', 'deny=logs:StartQuery', 3],
  ['mappings', '--lab-options', 'deny=lambda:ListEventSourceMappings', 3],
  ['iterator-age', '--lab-options', 'deny=cloudwatch:GetMetricData', 3],
  ['concurrency', '--lab-options', 'deny=lambda:GetAccountSettings', 3],
])('%s %s %s: a failed read is not ok', async (command, flag, value, expected) => {
  const {code} = await ddbstream([command, 'orders-projector', '--lab', 'poison-record', flag, value])
  expect(code).toBe(expected)
})

let lab: ChildProcess | undefined
afterAll(() => lab?.kill('SIGKILL'))

test('Ctrl-C stops a log query at AWS before it ends the process', async () => {
  // So slow a lab that the query never ends by itself.
  const args = ['lab', 'start', '--incident', 'healthy', '--speed', '0.001', '--json']
  lab = spawn(process.execPath, [bin, ...args], {env: bareEnvironment, stdio: ['ignore', 'pipe', 'ignore']})
  const line = await new Promise<string>(resolve => createInterface({input: lab?.stdout as NodeJS.ReadableStream}).once('line', resolve))
  const {endpoint} = JSON.parse(line) as {endpoint: string}
  const calls = async () => ((await (await fetch(`${endpoint}/_lab/calls`)).json()) as {requests: Record<string, number>}).requests
  const query = spawn(process.execPath, [bin, 'cold-starts', 'orders-projector'], {
    env: {...bareEnvironment, ...someCredentials, AWS_ENDPOINT_URL: endpoint},
    stdio: 'ignore',
  })
  const ended = new Promise(resolve => query.once('exit', resolve))
  await expect.poll(async () => (await calls())['logs:GetQueryResults'] ?? 0).toBeGreaterThan(0)
  query.kill('SIGINT')
  expect(await ended).toBe(130)
  expect((await calls())['logs:StopQuery']).toBe(1)
})
