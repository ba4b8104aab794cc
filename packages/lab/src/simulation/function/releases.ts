import {Refusal} from '../access/refusal.ts'
import {type Simulation, simulationOf} from '../engine/simulation.ts'
import type {LabFunction, LabVersion, World} from '../engine/world.ts'
import type {Behaviour} from './behaviour.ts'
import {dropEnvironments} from './environments.ts'
import {behaviourOf, type FunctionRun} from './functions.ts'

/** The function while the simulation runs; refuses as AWS does when there is none. */
export function runOf(simulation: Simulation, functionName: string): FunctionRun {
  const {world} = simulation
  const run = simulation.functions.get(functionName)
  if (run !== undefined && world.functions.has(functionName)) return run
  throw new Refusal(
    'ResourceNotFoundException',
    `Function not found: arn:aws:lambda:${world.region}:${world.accountId}:function:${functionName}`,
  )
}

/** Settings and code of the published versions do not follow those of the function. */
function pinVersions(run: FunctionRun): void {
  const {lab, behaviours} = run
  for (const version of lab.versions.values()) {
    version.ofRevision ??= lab.revisionId
    version.memoryMb ??= lab.memoryMb
    version.timeoutSeconds ??= lab.timeoutSeconds
    version.codeSha256 ??= lab.codeSha256
    if (!behaviours.has(version.version)) behaviours.set(version.version, behaviourOf(run, '$LATEST'))
  }
}

function changed(run: FunctionRun, nowMs: number): void {
  run.lab.lastModifiedMs = nowMs
  run.lab.revisionId = run.random.uuid()
  dropEnvironments(run.environments, '$LATEST')
  run.handlers.delete('$LATEST')
}

const newSha = ({random}: FunctionRun): string => Buffer.from(random.uuid()).toString('base64').slice(0, 43).concat('=')

/** UpdateFunctionConfiguration, as far as it counts here: new environments of `$LATEST`, at once. */
export function updateFunctionConfiguration(
  world: World,
  functionName: string,
  change: Partial<
    Pick<
      FunctionRun['lab'],
      'memoryMb' | 'timeoutSeconds' | 'environment' | 'subnetIds' | 'securityGroupIds' | 'role' | 'description' | 'tracing'
    >
  >,
): void {
  const run = runOf(simulationOf(world), functionName)
  pinVersions(run)
  Object.assign(run.lab, change)
  changed(run, world.nowMs)
}

/** UpdateFunctionCode: `$LATEST` behaves like this from now on. */
export function updateFunctionCode(world: World, functionName: string, behaviour: Behaviour): void {
  const run = runOf(simulationOf(world), functionName)
  pinVersions(run)
  run.behaviours.set('$LATEST', behaviour)
  run.lab.codeSha256 = newSha(run)
  changed(run, world.nowMs)
}

/**
 * PublishVersion: answers the number, which is that of the newest version as long as neither code nor configuration have changed
 * since it was published (Lambda API reference).
 */
export function publishVersion(world: World, functionName: string, description = ''): string {
  const run = runOf(simulationOf(world), functionName)
  pinVersions(run)
  const {revisionId, codeSha256} = run.lab
  const newest = run.lab.versions.get(newestVersion(run))
  if (newest?.ofRevision === revisionId) return newest.version
  return addVersion(run, world.nowMs, {description, codeSha256, ofRevision: revisionId}, behaviourOf(run, '$LATEST'))
}

/** Publishes code that `$LATEST` never had: it was built apart. */
export function publishBuild(world: World, functionName: string, description: string, behaviour: Behaviour): string {
  const run = runOf(simulationOf(world), functionName)
  pinVersions(run)
  return addVersion(run, world.nowMs, {description, codeSha256: newSha(run), ofRevision: run.random.uuid()}, behaviour)
}

const newestVersion = ({lab}: FunctionRun): string => String(Math.max(0, ...[...lab.versions.keys()].map(Number)))

/** The number that a new version gets: none is ever given again, even after the function was deleted (Lambda Developer Guide, "configuration-versions"). */
const nextVersion = (run: FunctionRun): number => Math.max(run.numbersGiven, Number(newestVersion(run))) + 1

type Published = Required<Pick<LabVersion, 'description' | 'codeSha256' | 'ofRevision'>>

function addVersion(run: FunctionRun, publishedMs: number, published: Published, behaviour: Behaviour): string {
  const {versions, memoryMb, timeoutSeconds} = run.lab
  const version = String(nextVersion(run))
  versions.set(version, {version, publishedMs, memoryMb, timeoutSeconds, ...published})
  run.behaviours.set(version, behaviour)
  return version
}

/** DeleteFunction: its mappings stay and invoke in vain; its logs stay, too. */
export function deleteFunction(world: World, functionName: string): void {
  const run = runOf(simulationOf(world), functionName)
  run.numbersGiven = nextVersion(run) - 1
  run.lab.reservedConcurrency = null
  world.functions.delete(functionName)
}

/** What CreateFunction gives a function; the rest is as AWS has it by default. */
export type CreatedFunction = Pick<
  LabFunction,
  | 'role'
  | 'runtime'
  | 'handler'
  | 'architecture'
  | 'memoryMb'
  | 'timeoutSeconds'
  | 'environment'
  | 'subnetIds'
  | 'securityGroupIds'
  | 'tracing'
  | 'description'
  | 'snapStart'
  | 'logFormat'
  | 'logGroup'
> &
  Pick<LabFunction, 'applicationLogLevel' | 'systemLogLevel' | 'deadLetterArn' | 'environmentKeyArn'>

/** Settings that a function may lack. */
const notAlways = ['stateReason', 'stateReasonCode', 'deadLetterArn', 'environmentKeyArn', 'applicationLogLevel', 'systemLogLevel'] as const

/**
 * CreateFunction of a name that was deleted. The package is the one that the function ran last: the lab runs no other code. Null where
 * no function of this name ever ran.
 */
export function createFunction(world: World, functionName: string, given: CreatedFunction): LabFunction | null {
  const run = simulationOf(world).functions.get(functionName)
  if (run === undefined) return null
  const {lab, behaviours, handlers} = run
  const behaviour = behaviourOf(run, '$LATEST')
  for (const version of ['$LATEST', ...behaviours.keys()]) dropEnvironments(run.environments, version)
  behaviours.clear()
  behaviours.set('$LATEST', behaviour)
  handlers.clear()
  for (const former of notAlways) delete lab[former]
  lab.versions.clear()
  lab.aliases.clear()
  Object.assign(lab, given, {state: 'Active', lastUpdateStatus: 'Successful', isolatesTenants: false, durable: false})
  world.functions.set(functionName, lab)
  changed(run, world.nowMs)
  return lab
}

/** DeleteAlias. */
export function deleteAlias(world: World, functionName: string, aliasName: string): void {
  runOf(simulationOf(world), functionName).lab.aliases.delete(aliasName)
}
