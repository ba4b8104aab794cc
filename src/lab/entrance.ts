/**
 * The lab's only door. `--lab` opens it in this process, `lab start` serves it on a loopback port; both show the same
 * simulated account. Nothing but the lab's own code is loaded here; HTTP comes with `serveLab`.
 */
import {runningClock} from './clock.ts'
import {inProcessHandler, type LabRequestHandler, virtualSleep} from './in-process.ts'
import {type Description, describeIncident as describe, findIncident, functionName, incidents, tableName} from './incidents/index.ts'
import {assembleLab} from './lab.ts'
import type {Changes} from './services/account.ts'
import {queueUrl} from './services/sqs/sqs.ts'
import {deleteFunctionConcurrency, openWorld, putFunctionConcurrency, updateAlias, updateMapping} from './simulation/index.ts'
import type {LabMapping, World} from './simulation/world.ts'

/** The incidents that can be opened, with the story of each. */
export const labIncidents: readonly {id: string; story: string}[] = incidents.map(({id, story}) => ({id, story}))

const changes: Changes = {updateMapping, putFunctionConcurrency, deleteFunctionConcurrency, updateAlias}

/** The ground truth of an incident, as it was built for this seed. */
export function describeIncident(id: string, seed: number): Description {
  return describe(id, seed) ?? unknownIncident(id)
}

function unknownIncident(id: string): never {
  throw new Error(`The lab has no incident "${id}". There are: ${incidents.map(incident => incident.id).join(', ')}.`)
}

const open = (id: string, seed: number): World => openWorld(findIncident(id) ?? unknownIncident(id), seed)

/** Any credentials do; these say where they are good. */
const credentials = {accessKeyId: 'LAB', secretAccessKey: 'lab'} as const

interface Opening {
  incident: string
  /** Draws the incident's parameters. */
  seed: number
  /** IAM actions that are denied. */
  deny?: readonly string[]
}

/** A lab in this process: what an SDK client needs to talk to it. */
export interface OpenLab {
  region: string
  credentials: {accessKeyId: string; secretAccessKey: string}
  requestHandler: LabRequestHandler
  /** Moves the virtual clock, which stands still otherwise. */
  sleep: (ms: number) => Promise<void>
  /** Never connected to; it cannot resolve (RFC 2606). */
  endpoint: string
}

export function openLab({incident, seed, deny = []}: Opening): OpenLab {
  const world = open(incident, seed)
  // A client that is throttled backs off in real time, one that limits itself sleeps in virtual time: quotas refill by both.
  const quotaNowMs = () => world.nowMs + performance.now()
  const lab = assembleLab({world, changes, deny, quotaNowMs, queueBase: null, seed})
  return {
    region: world.region,
    credentials,
    requestHandler: inProcessHandler(lab.handle),
    sleep: virtualSleep(world),
    endpoint: 'http://lab.invalid',
  }
}

interface Serving extends Opening {
  /** 0 takes any free port. */
  port: number
  /** Virtual seconds per real second. */
  speed: number
  /** Each answer is held back so long. */
  latencyMs: number
}

/** What `lab start` prints. */
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
export async function serveLab({
  incident,
  seed,
  port,
  speed,
  latencyMs,
  deny = [],
}: Serving): Promise<{info: LabInfo; close(): Promise<void>}> {
  const {listen, serve} = await import('./server.ts')
  const world = open(incident, seed)
  const {server, endpoint} = await listen(port)
  const clock = runningClock(world.nowMs, speed, () => performance.now())
  const lab = assembleLab({world, changes, deny, quotaNowMs: clock.clientMs, queueBase: endpoint, seed})
  const {close} = serve(server, lab, clock, latencyMs)
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
    queueUrl: queue === undefined ? '' : queueUrl({queueBase: endpoint, world}, queue),
  }
}

const isMain = ({functionArn, eventSourceArn}: LabMapping): boolean =>
  functionArn.split(':')[6] === functionName && eventSourceArn.includes(`:table/${tableName}/`)
