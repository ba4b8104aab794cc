/**
 * The lab's only door. `--lab` opens it in this process, `lab start` serves it on a loopback port; both show the same
 * simulated account. Nothing but the lab's own code is loaded here; HTTP comes with `serveLab`.
 */
import {changes} from './changes.ts'
import {runningClock} from './clock.ts'
import {control, controlsOf} from './control.ts'
import {inProcessHandler, type LabRequestHandler, virtualSleep} from './in-process.ts'
import {type Description, describeIncident as describe, findIncident, functionName, incidents, tableName} from './incidents/index.ts'
import {assembleLab} from './lab.ts'
import {addNeighbours} from './neighbours/neighbours.ts'
import {queueUrl} from './services/sqs/sqs.ts'
import {parsePolicy} from './simulation/access/policy-document.ts'
import type {PolicyDocument} from './simulation/access/roles.ts'
import {firstLaws, secondLaws} from './simulation/engine/laws.ts'
import type {LabMapping, World} from './simulation/engine/world.ts'
import {openWorld} from './simulation/index.ts'
import {type LabTruth, truthOf} from './truth.ts'

export type {LabTruth} from './truth.ts'

/** The incidents that can be opened, with the story of each. */
export const labIncidents: readonly {id: string; story: string}[] = incidents.map(({id, story}) => ({id, story}))

/** The ground truth of an incident, as it was built for this seed. */
export function describeIncident(id: string, seed: number): Description {
  return describe(id, seed) ?? unknownIncident(id)
}

function unknownIncident(id: string): never {
  throw new Error(`The lab has no incident "${id}". There are: ${incidents.map(incident => incident.id).join(', ')}.`)
}

function open({incident: id, seed, at, laws: family}: Opening): World {
  const incident = findIncident(id) ?? unknownIncident(id)
  const laws = family === 'second' ? secondLaws(seed) : firstLaws
  if (at === undefined) return openWorld(incident, seed, Date.now(), laws)
  return openWorld({build: of => ({...incident.build(of), openSecond: at.second})}, seed, at.nearMs, laws)
}

/** When the trouble began and when the incident is opened by itself, in seconds since the start of the simulation. */
export function timesOf(id: string, seed: number): {onsetSecond: number; openSecond: number} {
  const {onsetSecond, openSecond} = (findIncident(id) ?? unknownIncident(id)).build(seed)
  return {onsetSecond, openSecond}
}

/** Any credentials do; these say where they are good. */
const credentials = {accessKeyId: 'LAB', secretAccessKey: 'lab'} as const

interface Opening {
  incident: string
  /** Draws the incident's parameters. */
  seed: number
  /** IAM actions that are denied. */
  deny?: readonly string[]
  /** An IAM policy document in JSON: the caller may do only the actions that it allows. */
  policy?: string | undefined
  /** Share of the calls that fail by chance, 0–1. */
  faults?: number
  /** Healthy pipelines that fill the account beside the one that matters. */
  functions?: number
  /** Each answer is held back so long. */
  latencyMs?: number
  /** Opened at another time than the incident's own (seconds since the start of the simulation), near another one than the real now. */
  at?: {second: number; nearMs: number}
  /** Another family of the laws that AWS does not document (`simulation/laws.ts`); the first where it is left out. */
  laws?: 'first' | 'second'
  /** Quotas refill by the virtual clock alone: a run does not depend on the speed of the machine. */
  virtualTime?: boolean
}

/** A world with its content, and the parts of a lab that both ways in share. */
function furnish(opening: Opening) {
  const {seed, deny = [], policy, faults = 0, functions = 0} = opening
  const document = policy === undefined ? undefined : readPolicy(policy)
  const world = open(opening)
  return {world, changes: addNeighbours(world, changes, seed, functions), deny, policy: document, faultShare: faults, seed}
}

function readPolicy(json: string): PolicyDocument {
  const parsed = parsePolicy(json)
  if ('fault' in parsed) throw new Error(parsed.fault)
  return parsed.document
}

/** Why this cannot be the caller's policy, in IAM's words; null when it can. */
export function faultOfPolicy(json: string): string | null {
  const parsed = parsePolicy(json)
  return 'fault' in parsed ? parsed.fault : null
}

/** A lab in this process, as an SDK client needs it. */
export interface OpenLab {
  region: string
  credentials: {accessKeyId: string; secretAccessKey: string}
  requestHandler: LabRequestHandler
  /** Moves the virtual clock, which stands still otherwise. */
  sleep: (ms: number) => Promise<void>
  /** Never connected to; it cannot resolve (RFC 2606). */
  endpoint: string
  /** The lab's own calls, as `lab start` serves them: `control('POST', '/_lab/release', {kind: 'bad'})`. */
  control: (method: string, path: string, body?: object) => {status: number; body: unknown}
  /** The pipeline from inside of the simulation, for whoever measures how true a report is; null where its mapping is gone. */
  truth: () => LabTruth | null
}

export function openLab(opening: Opening): OpenLab {
  const parts = furnish(opening)
  const {world} = parts
  // A client that is throttled backs off in real time, one that limits itself sleeps in virtual time: quotas refill by both.
  const quotaNowMs = () => world.nowMs + (opening.virtualTime ? 0 : performance.now())
  const advance = (ms: number) => world.advanceTo(world.nowMs + ms)
  const lab = assembleLab({...parts, quotaNowMs, advance, urlBase: null})
  return {
    region: world.region,
    credentials,
    requestHandler: inProcessHandler(lab.handle, opening.latencyMs),
    sleep: virtualSleep(world),
    endpoint: 'http://lab.invalid',
    truth: () => truthOf(world),
    control(method, path, body) {
      const controls = controlsOf(lab, advance)
      const answer = control({method, path, query: {}, headers: {}, body: JSON.stringify(body ?? {})}, controls)
      return {status: answer.status, body: JSON.parse(answer.body)}
    },
  }
}

interface Serving extends Opening {
  /** 0 takes any free port. */
  port: number
  /** Virtual seconds per real second. */
  speed: number
}

/** The output of `lab start`. */
export interface LabInfo {
  endpoint: string
  region: string
  account: string
  function: string
  table: string
  mapping: string
  queueUrl: string
}

/** Serves a lab on 127.0.0.1. Rejects with the code EADDRINUSE when the port is taken. */
export async function serveLab(serving: Serving): Promise<{info: LabInfo; close(): Promise<void>}> {
  const {listen, serve} = await import('./server.ts')
  const parts = furnish(serving)
  const {world} = parts
  const {server, endpoint} = await listen(serving.port)
  const clock = runningClock(world.nowMs, serving.speed, () => performance.now())
  const advance = (ms: number) => {
    clock.skip(ms)
    world.advanceTo(clock.nowMs())
  }
  const lab = assembleLab({...parts, quotaNowMs: clock.clientMs, advance, urlBase: endpoint})
  const {close} = serve(server, lab, clock, serving.latencyMs ?? 0)
  return {info: infoOf(world, endpoint), close}
}

function infoOf(world: World, endpoint: string): LabInfo {
  const mapping = [...world.mappings.values()].find(isMain)
  const queues = [...world.queues.values()]
  const queue = queues.find(({arn}) => arn === mapping?.settings.OnFailureDestination) ?? queues[0]
  return {
    endpoint,
    region: world.region,
    account: world.accountId,
    function: functionName,
    table: tableName,
    mapping: mapping?.uuid ?? '',
    queueUrl: queue === undefined ? '' : queueUrl({urlBase: endpoint, world}, queue),
  }
}

const isMain = ({functionArn, eventSourceArn}: LabMapping): boolean =>
  functionArn.split(':')[6] === functionName && eventSourceArn.includes(`:table/${tableName}/`)
