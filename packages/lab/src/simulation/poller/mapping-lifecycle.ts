import {Refusal} from '../access/refusal.ts'
import {mayUseStream} from '../access/resource-policies.ts'
import {randomOf} from '../engine/random.ts'
import {type Simulation, schedule, simulationOf} from '../engine/simulation.ts'
import type {LabMapping, MappingSettings, World} from '../engine/world.ts'
import {defaultSettings} from './default-settings.ts'
import type {MappingRun} from './mapping-run.ts'
import {functionArnOf, parseFunction, registerMapping, stopPolling, streamOf} from './mappings.ts'
import {readFromTrimHorizon, readOpenShards} from './readers.ts'
import {readersOf} from './stream-readers.ts'

/** The input of CreateEventSourceMapping; settings that are not given have AWS's defaults. */
export interface NewMapping {
  eventSourceArn: string
  startingPosition: LabMapping['startingPosition']
  settings: Partial<MappingSettings> & Pick<MappingSettings, 'FunctionName'>
}

const needed = ['dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:DescribeStream']

function refuseUnfit(world: World, functionArn: string, {eventSourceArn}: NewMapping): void {
  if (streamOf(world, eventSourceArn) === undefined) {
    throw new Refusal('InvalidParameterValueException', `Stream not found: ${eventSourceArn}`)
  }
  const role = world.functions.get(parseFunction(functionArn).name)?.role ?? ''
  if (!needed.every(action => mayUseStream(world, role, action, eventSourceArn))) {
    throw new Refusal(
      'InvalidParameterValueException',
      `Cannot access stream ${eventSourceArn}. Please ensure the role can perform the GetRecords, GetShardIterator, DescribeStream, and ListStreams Actions on your stream in IAM.`,
    )
  }
  const twin = [...world.mappings.values()].find(one => one.eventSourceArn === eventSourceArn && one.functionArn === functionArn)
  if (twin !== undefined) {
    throw new Refusal(
      'ResourceConflictException',
      `The event source arn (" ${eventSourceArn} ") and function (" ${parseFunction(functionArn).name} ") provided mapping already exists. Please update or delete the existing mapping with UUID ${twin.uuid}`,
    )
  }
}

/**
 * CreateEventSourceMapping: asynchronous. Polling starts when the mapping is Enabled ("several minutes", Lambda Developer
 * Guide; here 20–90 s); at LATEST, records that are written until then are never read.
 */
export function createMapping(world: World, given: NewMapping): LabMapping {
  const simulation = simulationOf(world)
  const functionArn = functionArnOf(world, given.settings.FunctionName)
  refuseUnfit(world, functionArn, given)
  const random = randomOf(simulation.seed, 'created mapping', functionArn, given.eventSourceArn, world.nowMs - simulation.startMs)
  const uuid = random.uuid()
  const lab: LabMapping = {
    uuid,
    arn: `arn:aws:lambda:${world.region}:${world.accountId}:event-source-mapping:${uuid}`,
    functionArn,
    eventSourceArn: given.eventSourceArn,
    startingPosition: given.startingPosition,
    settings: {...defaultSettings, ...given.settings},
    state: 'Creating',
    stateTransitionReason: 'User action',
    lastModifiedMs: world.nowMs,
    lastProcessingResult: 'No records processed',
  }
  const mapping = registerMapping(simulation, {
    lab,
    errorBackoff: {baseMs: 1000, capMs: 60_000},
    throttleBackoff: {baseMs: 200, capMs: 1000},
    discoverySeconds: [0.5, 4],
  })
  mapping.polling = false
  schedule(simulation, world.nowMs + random.whole(20, 90) * 1000, nowMs => begin(mapping, nowMs))
  return lab
}

function begin(mapping: MappingRun, nowMs: number): void {
  const {lab} = mapping
  if (lab.state !== 'Creating') return
  lab.state = lab.settings.Enabled ? 'Enabled' : 'Disabled'
  mapping.polling = lab.settings.Enabled
  if (lab.startingPosition === 'LATEST') readOpenShards(mapping, nowMs)
  else readFromTrimHorizon(mapping, nowMs)
}

/** DeleteEventSourceMapping: the checkpoint is lost at once; the mapping is gone some seconds later, behind its last invocation. */
export function deleteMapping(world: World, uuid: string): LabMapping {
  const simulation = simulationOf(world)
  const mapping = simulation.mappings.get(uuid)
  if (mapping === undefined) throw new Refusal('ResourceNotFoundException', 'The resource you requested does not exist.')
  const {lab} = mapping
  if (lab.state !== 'Enabled' && lab.state !== 'Disabled') {
    throw new Refusal('ResourceInUseException', 'Cannot delete the event source mapping because it is in use.')
  }
  stopPolling(mapping, world.nowMs)
  lab.state = 'Deleting'
  schedule(simulation, world.nowMs + mapping.random.whole(3, 15) * 1000, nowMs => remove(simulation, mapping, nowMs))
  return lab
}

function remove(simulation: Simulation, mapping: MappingRun, nowMs: number): void {
  const lanes = mapping.readers.flatMap(reader => reader.lanes)
  if (lanes.some(lane => lane.phase === 'invoking')) {
    schedule(simulation, nowMs + 1000, later => remove(simulation, mapping, later))
    return
  }
  for (const lane of lanes) simulation.schedule.remove(lane)
  const readers = readersOf(mapping.stream)
  readers.mappings = readers.mappings.filter(one => one !== mapping)
  simulation.mappings.delete(mapping.lab.uuid)
  simulation.world.mappings.delete(mapping.lab.uuid)
}
