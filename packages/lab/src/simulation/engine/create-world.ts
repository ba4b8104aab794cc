import type {LabNetwork} from '../access/network.ts'
import {noNetwork} from '../access/network.ts'
import type {LabRole} from '../access/roles.ts'
import {executionRole} from '../access/roles.ts'
import {createFunctionRun, type FunctionRun, type FunctionSetup} from '../function/functions.ts'
import {createLogStore} from '../logs/log-store.ts'
import {type MappingSetup, placeMapping} from '../poller/mappings.ts'
import {settlePolls} from '../poller/readers.ts'
import {meterTable} from '../table/table-metrics.ts'
import type {LabTable} from '../table/table-shapes.ts'
import {createTable, type TableSetup} from '../table/tables.ts'
import {type AccountSetup, createAccount, createAccountMeter, type NeighbourSetup} from './account.ts'
import {firstLaws, type Laws} from './laws.ts'
import {createMetrics} from './metric-store.ts'
import {hashOf} from './random.ts'
import {createSchedule} from './schedule.ts'
import {remember, type Simulation, schedule} from './simulation.ts'
import type {World} from './world.ts'

/** An account as it stands at the start of a simulation, and its later changes. Built for a start, so that times are real. */
export interface WorldSetup {
  seed: number
  /** Without them, the first. */
  laws?: Laws
  region: string
  accountId: string
  concurrencyLimit: number
  neighbours: NeighbourSetup
  functions: readonly FunctionSetup[]
  tables: readonly TableSetup[]
  /** Made when the tables are there: a mapping names a stream's ARN. */
  mappings: (tables: ReadonlyMap<string, LabTable>) => readonly MappingSetup[]
  queues: readonly string[]
  /** Names of SNS topics. */
  topics?: readonly string[]
  /** Names of S3 buckets. */
  buckets?: readonly string[]
  /** Without roles, each function gets one with the permissions that a stream's consumer needs. */
  roles?: readonly LabRole[]
  /** Without a network, no function is in one. */
  network?: LabNetwork
  /** The actions of people and deployments, in seconds since the start. */
  timeline: readonly {atSecond: number; happens: (simulation: Simulation) => void}[]
}

/** Makes the world at `startMs`, a whole minute. Nothing has happened in it yet. */
export function createWorld(setup: WorldSetup, startMs: number): World {
  const {seed, laws = firstLaws} = setup
  const heap = createSchedule()
  const clock = {nowMs: startMs}
  const metrics = createMetrics(seed, startMs, () => clock.nowMs, laws)
  const functions = new Map<string, FunctionRun>()
  const world: World = {
    region: setup.region,
    accountId: setup.accountId,
    get nowMs() {
      return clock.nowMs
    },
    advanceTo: atMs => advance(simulation, clock, Math.floor(atMs)),
    concurrencyLimit: setup.concurrencyLimit,
    functions: new Map(),
    mappings: new Map(),
    tables: new Map(),
    queues: new Map(),
    topics: new Map(),
    buckets: new Map(),
    keys: new Map(),
    roles: new Map(),
    network: setup.network ?? noNetwork(),
    alarms: new Map(),
    metrics: metrics.store,
    get logs() {
      return logs
    },
    pipes: new Map(),
    bulkOperations: new Map(),
    muteRules: new Map(),
    logGroups: new Map(),
  }
  const logs = createLogStore(world, functions)
  const shared: AccountSetup = {
    key: hashOf(seed, 'neighbours'),
    startMs,
    limit: () => world.concurrencyLimit,
    functions,
    neighbours: setup.neighbours,
  }
  const account = createAccount(shared)
  const simulation: Simulation = {
    world,
    seed,
    laws,
    startMs,
    schedule: heap,
    metrics,
    account,
    functions,
    tables: new Map(),
    mappings: new Map(),
  }
  remember(simulation)
  heap.add(createAccountMeter(shared, account, metrics, heap))
  fill(simulation, setup)
  return world
}

function fillRoles({world}: Simulation, {roles, functions}: WorldSetup): void {
  const queueArns = [...world.queues.values()].map(queue => queue.arn)
  for (const role of roles ?? functions.map(one => executionRole(one.lab.role, queueArns))) world.roles.set(role.name, role)
}

function fill(simulation: Simulation, setup: WorldSetup): void {
  const {world, seed, laws, startMs} = simulation
  for (const one of setup.functions) {
    world.functions.set(one.lab.name, one.lab)
    simulation.functions.set(one.lab.name, createFunctionRun(world, seed, laws, one))
  }
  for (const name of setup.topics ?? []) {
    world.topics.set(name, {name, arn: `arn:aws:sns:${world.region}:${world.accountId}:${name}`, published: []})
  }
  for (const name of setup.buckets ?? []) world.buckets.set(name, {name, arn: `arn:aws:s3:::${name}`, objects: new Map()})
  for (const name of setup.queues) {
    const arn = `arn:aws:sqs:${world.region}:${world.accountId}:${name}`
    const url = `https://sqs.${world.region}.amazonaws.com/${world.accountId}/${name}`
    world.queues.set(name, {name, url, arn, messages: []})
  }
  fillRoles(simulation, setup)
  for (const one of setup.tables) meterTable(simulation, createTable(simulation, one))
  for (const one of setup.mappings(world.tables)) placeMapping(simulation, one)
  for (const {atSecond, happens} of setup.timeline) schedule(simulation, startMs + atSecond * 1000, () => happens(simulation))
}

function advance(simulation: Simulation, clock: {nowMs: number}, atMs: number): void {
  if (!(atMs > clock.nowMs)) return
  simulation.schedule.runUntil(atMs, nowMs => {
    clock.nowMs = nowMs
  })
  clock.nowMs = atMs
  // The records of the newest poll may not be at hand yet.
  for (const mapping of simulation.mappings.values()) settlePolls(mapping, atMs - 400)
}
