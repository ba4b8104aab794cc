import {Refusal} from '../access/refusal.ts'
import {randomOf} from '../engine/random.ts'
import {type Simulation, schedule, simulationOf} from '../engine/simulation.ts'
import type {LabMapping, MappingSettings, World} from '../engine/world.ts'
import type {LabStream} from '../table/table-shapes.ts'
import {createFilter} from './filters.ts'
import {type Backoff, type MappingRun, noCounts, type Target} from './mapping-run.ts'
import {watchPermission} from './poll-permission.ts'
import {createReadMetrics} from './polls.ts'
import {stop} from './progress.ts'
import {changeLanes, readOpenShards, resume, settlePolls} from './readers.ts'
import {readersOf} from './stream-readers.ts'

export interface MappingSetup {
  lab: LabMapping
  errorBackoff: Backoff
  throttleBackoff: Backoff
  /** How long it takes to find the child of a closed shard, seconds: least and most. */
  discoverySeconds: readonly [number, number]
}

/** Function name and qualifier in any form that the API takes: name, name:qualifier, partial ARN, ARN. */
export function parseFunction(given: string): {name: string; qualifier: string | null} {
  const rest = given.replace(/^arn:[^:]+:lambda:[^:]*:\d{12}:function:/, '').replace(/^\d{12}:function:/, '')
  const [name = '', qualifier = null] = rest.split(':')
  return {name, qualifier}
}

/** The ARN as the mapping keeps it: with the qualifier, if one was given. */
export function functionArnOf(world: World, given: string): string {
  const {name, qualifier} = parseFunction(given)
  const fn = world.functions.get(name)
  const isKnown =
    fn !== undefined && (qualifier === null || qualifier === '$LATEST' || fn.aliases.has(qualifier) || fn.versions.has(qualifier))
  const arn = `arn:aws:lambda:${world.region}:${world.accountId}:function:${name}${qualifier === null ? '' : `:${qualifier}`}`
  if (!isKnown) throw new Refusal('ResourceNotFoundException', `Function not found: ${arn}`)
  return arn
}

function targetOf(simulation: Simulation, functionArn: string): Target {
  const {name, qualifier} = parseFunction(functionArn)
  return {run: simulation.functions.get(name) ?? null, qualifier}
}

export function streamOf(world: World, arn: string): LabStream | undefined {
  return [...world.tables.values()].flatMap(table => table.streams).find(stream => stream.arn === arn)
}

/** A mapping that exists since before the start of the simulation, caught up. */
export function placeMapping(simulation: Simulation, setup: MappingSetup): MappingRun {
  const mapping = registerMapping(simulation, setup)
  readOpenShards(mapping, simulation.world.nowMs)
  return mapping
}

/** A mapping that reads nothing yet. */
export function registerMapping(simulation: Simulation, setup: MappingSetup): MappingRun {
  const {world, seed} = simulation
  const {lab} = setup
  const stream = streamOf(world, lab.eventSourceArn)
  if (stream === undefined) throw new Refusal('InvalidParameterValueException', `Stream not found: ${lab.eventSourceArn}`)
  const random = randomOf(seed, 'mapping', lab.uuid)
  const [least, most] = setup.discoverySeconds
  const mapping: MappingRun = {
    simulation,
    lab,
    stream,
    readers: [],
    target: targetOf(simulation, lab.functionArn),
    emitted: new Map(),
    polling: lab.settings.Enabled,
    mayRead: true,
    filter: createFilter(lab.settings.FilterPatterns),
    pending: null,
    random,
    errorBackoff: setup.errorBackoff,
    throttleBackoff: setup.throttleBackoff,
    discoveryMs: () => Math.round(random.between(least, most) * 1000),
    counts: noCounts(),
    eventMetrics: null,
    readMetrics: createReadMetrics(simulation.metrics, stream),
  }
  world.mappings.set(lab.uuid, lab)
  simulation.mappings.set(lab.uuid, mapping)
  readersOf(stream).mappings.push(mapping)
  watchPermission(mapping, nowMs => settlePolls(mapping, nowMs))
  return mapping
}

/**
 * UpdateEventSourceMapping: asynchronous. The settings take effect when the transition is over; until then the mapping does
 * not poll ("several minutes to stop and restart polling", Lambda Developer Guide; here 20–90 s).
 */
export function updateMapping(world: World, uuid: string, change: Partial<MappingSettings>): void {
  const simulation = simulationOf(world)
  const mapping = simulation.mappings.get(uuid)
  if (mapping === undefined) throw new Refusal('ResourceNotFoundException', 'The resource you requested does not exist.')
  const {lab} = mapping
  if (lab.state !== 'Enabled' && lab.state !== 'Disabled') {
    throw new Refusal('ResourceInUseException', 'Cannot update the event source mapping because it is in use.')
  }
  const functionArn = change.FunctionName === undefined ? lab.functionArn : functionArnOf(world, change.FunctionName)
  const settings = {...lab.settings, ...change}
  const wasEnabled = lab.state === 'Enabled'
  lab.state = settings.Enabled === wasEnabled ? 'Updating' : settings.Enabled ? 'Enabling' : 'Disabling'
  lab.stateTransitionReason = 'User action'
  lab.lastModifiedMs = world.nowMs
  mapping.pending = {settings, functionArn}
  stopPolling(mapping, world.nowMs)
  schedule(simulation, world.nowMs + mapping.random.whole(20, 90) * 1000, nowMs => endTransition(mapping, nowMs))
}

export function stopPolling(mapping: MappingRun, nowMs: number): void {
  if (!mapping.polling) return
  settlePolls(mapping, nowMs)
  mapping.polling = false
  for (const lane of mapping.readers.flatMap(reader => reader.lanes)) {
    // An invocation that runs is waited for.
    if (lane.phase === 'invoking') continue
    stop(lane)
    mapping.simulation.schedule.moved(lane)
  }
}

function endTransition(mapping: MappingRun, nowMs: number): void {
  const {simulation, lab, pending} = mapping
  if (pending === null) return
  if (mapping.readers.some(reader => reader.lanes.some(lane => lane.phase === 'invoking'))) {
    schedule(simulation, nowMs + 1000, later => endTransition(mapping, later))
    return
  }
  const former = lab.settings.ParallelizationFactor
  lab.settings = pending.settings
  lab.functionArn = pending.functionArn
  mapping.target = targetOf(simulation, lab.functionArn)
  mapping.emitted.clear()
  mapping.filter = createFilter(lab.settings.FilterPatterns)
  mapping.pending = null
  mapping.polling = lab.settings.Enabled
  lab.state = lab.settings.Enabled ? 'Enabled' : 'Disabled'
  if (former !== lab.settings.ParallelizationFactor) for (const reader of mapping.readers) changeLanes(reader, nowMs)
  if (mapping.polling) for (const reader of mapping.readers) resume(reader, nowMs)
}
