import {type Behaviour, wellBehaved} from './behaviour.ts'
import {dropEnvironments} from './environments.ts'
import {behaviourOf, type FunctionRun} from './functions.ts'
import {randomOf} from './random.ts'
import {Refusal} from './refusal.ts'
import {type Simulation, simulationOf} from './simulation.ts'
import type {World} from './world.ts'

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

/** UpdateFunctionConfiguration, of what counts here: new environments of `$LATEST`, at once. */
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

/** PublishVersion: answers the number. @param behaviour that of code which `$LATEST` does not have; by default `$LATEST`'s. */
export function publishVersion(world: World, functionName: string, description = '', behaviour?: Behaviour): string {
  const run = runOf(simulationOf(world), functionName)
  pinVersions(run)
  const {lab} = run
  const version = String(Math.max(0, ...[...lab.versions.keys()].map(Number)) + 1)
  const {memoryMb, timeoutSeconds} = lab
  const codeSha256 = behaviour === undefined ? lab.codeSha256 : newSha(run)
  lab.versions.set(version, {version, publishedMs: world.nowMs, description, memoryMb, timeoutSeconds, codeSha256})
  run.behaviours.set(version, behaviour ?? behaviourOf(run, '$LATEST'))
  return version
}

export const releaseKinds = ['good', 'bad', 'slow'] as const
export type ReleaseKind = (typeof releaseKinds)[number]

/**
 * Publishes a version that is good, bad or slow, of the function that the account's first mapping invokes, and answers its
 * number. It was built apart: `$LATEST`, the aliases and the mappings stay as they are, so nothing runs on it yet.
 */
export function release(world: World, kind: ReleaseKind): string {
  const simulation = simulationOf(world)
  const [mapping] = simulation.mappings.values()
  const run = mapping?.target.run
  if (run === null || run === undefined) throw new Refusal('ResourceNotFoundException', 'No mapping of this account has a function.')
  const {name, versions} = run.lab
  const random = randomOf(simulation.seed, 'release', versions.size)
  const {initFails, alwaysFails, failsByChance, failsOnShare, answer} = wellBehaved
  const good: Behaviour = {...behaviourOf(run, '$LATEST'), initFails, alwaysFails, failsByChance, failsOnShare, answer}
  const listens = mapping?.lab.settings.FunctionResponseTypes.includes('ReportBatchItemFailures') ?? false
  const ways: Partial<Behaviour>[] = [
    {alwaysFails: true, failureDraw: random.next()},
    {initFails: true},
    {failsOnShare: random.logBetween(0.02, 0.5), poison: 'throws', failureDraw: random.next()},
  ]
  // A mapping that does not look at the response cannot be harmed by its shape.
  if (listens) {
    const wrong = random.pick(['unknown inner key', 'empty identifier', 'identifier of another batch'] as const)
    ways.push({failsOnShare: random.logBetween(0.02, 0.5), poison: 'reports', answer: wrong})
  }
  const slower = random.between(4, 12)
  const changes: Record<ReleaseKind, Partial<Behaviour>> = {
    good: {},
    bad: random.pick(ways),
    slow: {baseMs: good.baseMs * slower, perRecordMs: good.perRecordMs * slower},
  }
  return publishVersion(world, name, 'Released in the lab', {...good, ...changes[kind]})
}

/** DeleteFunction: its mappings stay and invoke in vain; its logs stay, too. */
export function deleteFunction(world: World, functionName: string): void {
  const {lab} = runOf(simulationOf(world), functionName)
  lab.reservedConcurrency = null
  world.functions.delete(functionName)
}

/** DeleteAlias. */
export function deleteAlias(world: World, functionName: string, aliasName: string): void {
  runOf(simulationOf(world), functionName).lab.aliases.delete(aliasName)
}
