import {type ChildProcess, spawn} from 'node:child_process'
import {createServer} from 'node:net'
import {createInterface} from 'node:readline'
import {afterEach, expect, test} from 'vitest'
import {bareEnvironment, bin, binary, binaryOrHere, ddbstream, someCredentials} from './run.ts'
import {expectPrinted} from './schemas.ts'

const running: ChildProcess[] = []
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
})

interface Info {
  endpoint: string
  function: string
}

/** Starts `lab start --json`; answers its first output. */
async function start(...args: string[]): Promise<{child: ChildProcess; info: Info; ended: Promise<number | null>}> {
  const child = spawn(process.execPath, [bin, 'lab', 'start', '--json', ...args], {
    env: bareEnvironment,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  running.push(child)
  const ended = new Promise<number | null>(resolve => child.once('exit', resolve))
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({input: child.stdout!}).once('line', resolve)
    void ended.then(code => reject(new Error(`the lab ended with ${code} before it was ready`)))
  })
  return {child, info: JSON.parse(line) as Info, ended}
}

test('lab start serves on loopback: the doctor finds the same through it, SIGTERM ends it with 143', async () => {
  const {child, info, ended} = await start('--incident', 'mapping-disabled', '--seed', '3')
  expectPrinted('lab-start', info)
  expect(info.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  const {code, out} = await ddbstream(['doctor', info.function, '--endpoint-url', info.endpoint, '--json'], someCredentials)
  expect(JSON.parse(out)).toMatchObject({verdict: 'degraded', pipelines: [{causes: [{id: 'mapping-disabled'}]}]})
  expect(code).toBe(1)
  child.kill('SIGTERM')
  expect(await ended).toBe(143)
})

test('SIGINT ends it with 130', async () => {
  const {child, ended} = await start('--incident', 'healthy')
  child.kill('SIGINT')
  expect(await ended).toBe(130)
})

test('a port that is taken is the user’s error', async () => {
  const server = createServer()
  const port = await new Promise<number>(resolve => server.listen(0, '127.0.0.1', () => resolve((server.address() as {port: number}).port)))
  const {code, err} = await binary(['lab', 'start', '--incident', 'healthy', '--port', String(port)])
  server.close()
  expect(err).toContain(`Port ${port} is in use`)
  expect(code).toBe(2)
})

test('lab list and lab describe tell the same incidents', async () => {
  const list = JSON.parse((await binaryOrHere(['lab', 'list', '--json'])).out) as {incidents: {id: string; story: string}[]}
  expectPrinted('lab-list', list)
  expect(list.incidents.map(incident => incident.id)).toEqual(expect.arrayContaining(['healthy', 'poison-record']))
  expect((await ddbstream(['lab', 'list'])).out).toContain('poison-record')
  const described = JSON.parse((await binaryOrHere(['lab', 'describe', 'poison-record', '--seed', '7', '--json'])).out) as {
    truth: {cause: string}
  }
  expectPrinted('lab-describe', described)
  expect(described.truth.cause).toBe('poison-record')
  expect((await ddbstream(['lab', 'describe', 'poison-record'])).out).toContain('poison-record, seed 1')
})

test('an unknown incident exits 2', async () => {
  const {code, err} = await ddbstream(['lab', 'describe', 'poison-recrod'])
  expect(err).toContain('Did you mean `poison-record`?')
  expect(code).toBe(2)
})
