import {mkdtempSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {openLab} from '../../packages/lab/src/entrance.ts'
import {functionName} from '../../packages/lab/src/incidents/index.ts'
import type {RecordCount} from '../../packages/lab/src/simulation/engine/conservation.ts'
import type {Connection} from '../../src/aws/index.ts'
import {fileJournal} from '../../src/changes/journal.ts'
import type {Journal} from '../../src/model/plan/journal.ts'
import type {Progress} from '../../src/model/progress.ts'
import type {ChangeContext} from '../../src/use-cases/changes/run-change.ts'

type Handler = ReturnType<typeof openLab>['requestHandler']

/** Where a process dies: before its nth request reaches AWS, or after AWS has acted on it and before the answer. */
export interface Death {
  nth: number
  when: 'before' | 'after'
}

/** A fix looks back half an hour at most: to simulate the hours of an incident for each account that is opened would take longer than all the rest. */
export const youngSeconds = 45 * 60

/**
 * A lab with a journal of its own, and processes that work on it: each has its own connection, and may die.
 * @param ageSeconds how long the pipeline has run; by default as long as the incident has it.
 */
export function openScene(incident: string, seed: number, ageSeconds?: number, laws: 'first' | 'second' = 'first') {
  const lab = openLab({incident, seed, laws, ...(ageSeconds !== undefined && {at: {second: ageSeconds, nearMs: Date.now()}})})
  const journal = fileJournal(mkdtempSync(join(tmpdir(), 'ddbstream-faults-')))
  const post = (path: string, body: object) => lab.control('POST', `/_lab/${path}`, body).body
  const get = (path: string) => lab.control('GET', `/_lab/${path}`).body
  return {
    lab,
    journal,
    functionName,
    process: (death?: Death) => start(lab, journal, death),
    advance: (seconds: number) => post('advance', {seconds}),
    fault: (fault: {action: string; kind: string; count?: number}) => post('faults', fault),
    release: (kind: string) => (post('release', {kind}) as {version: string}).version,
    nowMs: () => Date.parse((get('clock') as {now: string}).now),
    /** Where the records of each mapping went. */
    records: () => (get('records') as {mappings: RecordCount[]}).mappings,
  }
}

export type Scene = ReturnType<typeof openScene>

/** A process that treats. `died` resolves when it is killed: it then neither gets an answer nor ever goes on. */
function start(lab: ReturnType<typeof openLab>, journal: Journal, death?: Death) {
  let requests = 0
  let kill = () => {}
  const died = new Promise<'died'>(resolve => {
    kill = () => resolve('died')
  })
  let isDead = false
  const never = new Promise<never>(() => undefined)
  let noise: Noise | null = null
  const changes = {taken: 0}
  const handle: Handler['handle'] = async (request, options) => {
    if (isDead) return never
    requests += 1
    if (noise !== null) return noisy(lab, noise, changes)(request, options)
    const isLast = requests === death?.nth
    if (isLast) {
      isDead = true
      if (death.when === 'after') await lab.requestHandler.handle(request, options)
      kill()
      return never
    }
    return lab.requestHandler.handle(request, options)
  }
  const sleep = (ms: number) => (isDead ? never : lab.sleep(ms))
  const connection: Connection = {
    region: lab.region,
    credentials: lab.credentials,
    requestHandler: {...lab.requestHandler, handle},
    sleep,
    endpointUrl: lab.endpoint,
    deadlineMs: 600_000,
  }
  const told: Progress[] = []
  const controller = new AbortController()
  const context: ChangeContext = {
    connection,
    journal,
    toolVersion: '0.0.0',
    tell: progress => told.push(progress),
    stop: controller.signal,
    steal: false,
    onInconclusive: async () => 'keep',
  }
  return {
    connection,
    context,
    told,
    died,
    requests: () => requests,
    interrupt: () => controller.abort(),
    /** From now on calls fail, and the changes that the account took are counted. */
    disturb: (given: Noise) => {
      noise = given
      return changes
    },
  }
}

export type Process = ReturnType<typeof start>

/** How often calls fail, 0–1, and numbers in [0, 1) that say which. */
export interface Noise {
  share: number
  random: () => number
}

const broken = (code: string) => Object.assign(new Error(code), {code})
const answers = {
  error: {statusCode: 500, headers: {'x-amzn-errortype': 'ServiceException'}, body: '{"message":"An error occurred."}'},
  throttle: {statusCode: 429, headers: {'x-amzn-errortype': 'TooManyRequestsException'}, body: '{"message":"Rate exceeded"}'},
}

/** A call that fails does so in one of five ways: in two of them AWS has carried out the request, and its answer is lost. */
function noisy({requestHandler}: ReturnType<typeof openLab>, {share, random}: Noise, changes: {taken: number}): Handler['handle'] {
  return async (request, options) => {
    const way = random() < share ? Math.floor(random() * 5) : -1
    if (way === 0) throw broken('ECONNRESET')
    if (way === 1 || way === 2) {
      const {body, ...rest} = way === 1 ? answers.error : answers.throttle
      return {response: {...rest, body: new TextEncoder().encode(body)}}
    }
    const answer = await requestHandler.handle(request, options)
    if (answer.response.statusCode < 300 && isChange(request)) changes.taken += 1
    if (way === 3) throw broken('ECONNRESET')
    if (way === 4) throw Object.assign(new Error('timed out'), {name: 'TimeoutError'})
    return answer
  }
}

/** Everything that a plan can call; tags are no part of a plan. */
function isChange({method, path, headers}: {method: string; path: string; headers: Record<string, string>}): boolean {
  const operation = headers['x-amz-target']?.split('.').at(-1)
  if (operation !== undefined) return /^(Put|Delete|Update)/.test(operation)
  return method !== 'GET' && path.startsWith('/20') && !path.startsWith('/2017-03-31/tags')
}
