import {type Behaviour, createHandler, type Handler} from './behaviour.ts'
import type {Dimensions, MetricEmitter, Series} from './metric-store.ts'
import {type Random, randomOf} from './random.ts'
import type {LabFunction} from './world.ts'

/** Metrics of a function as invoked by one name (function, version or alias) and executed by one version. */
export interface InvocationMetrics {
  iteratorAge: Series
  invocations: Series
  errors: Series
  throttles: Series
  duration: Series
  concurrent: Series
  destinationFailures: () => Series
}

/** A function while the simulation runs. */
export interface FunctionRun {
  lab: LabFunction
  inFlight: number
  /** By version; `$LATEST` also for versions that have none of their own. */
  behaviours: Map<string, Behaviour>
  handlers: Map<string, Handler>
  /** When each idle environment of a version became idle, longest first. */
  idle: Map<string, number[]>
  idleTimeoutMs: number
  random: Random
  metrics: Map<string, InvocationMetrics>
}

export interface FunctionSetup {
  lab: LabFunction
  behaviours: Record<string, Behaviour>
  /** Lambda takes an idle environment away after a while; how long is not documented (minutes are observed). */
  idleTimeoutSeconds: number
}

export function createFunctionRun(seed: number, setup: FunctionSetup): FunctionRun {
  const {lab} = setup
  return {
    lab,
    inFlight: 0,
    behaviours: new Map(Object.entries(setup.behaviours)),
    handlers: new Map(),
    idle: new Map(),
    idleTimeoutMs: setup.idleTimeoutSeconds * 1000,
    random: randomOf(seed, 'function', lab.name),
    metrics: new Map(),
  }
}

export function behaviourOf(run: FunctionRun, version: string): Behaviour {
  const behaviour = run.behaviours.get(version) ?? run.behaviours.get('$LATEST')
  if (behaviour === undefined) throw new Error(`The lab's function ${run.lab.name} has no behaviour for ${version}.`)
  return behaviour
}

export function handlerOf(run: FunctionRun, version: string): Handler {
  const known = run.handlers.get(version)
  if (known !== undefined) return known
  const made = createHandler(behaviourOf(run, version), run.random)
  run.handlers.set(version, made)
  return made
}

/** Takes the environment that became idle last; answers how long starting a new one takes (ms), 0 when one was warm. */
export function takeEnvironment(run: FunctionRun, version: string, nowMs: number): number {
  const idle = run.idle.get(version)
  const since = idle?.pop()
  if (since !== undefined && nowMs - since <= run.idleTimeoutMs) return 0
  if (idle !== undefined) idle.length = 0
  return Math.round(behaviourOf(run, version).initMs * run.random.between(0.8, 1.3))
}

export function returnEnvironment(run: FunctionRun, version: string, nowMs: number): void {
  const idle = run.idle.get(version)
  if (idle === undefined) run.idle.set(version, [nowMs])
  else idle.push(nowMs)
}

/** The version that an invocation by this name runs on: an alias with weights picks one for each invocation. null: no such name. */
export function versionOf(run: FunctionRun, qualifier: string | null): string | null {
  if (qualifier === null || qualifier === '$LATEST') return '$LATEST'
  const alias = run.lab.aliases.get(qualifier)
  if (alias === undefined) return run.lab.versions.has(qualifier) ? qualifier : null
  const weights = Object.entries(alias.additionalVersionWeights)
  if (weights.length === 0) return alias.version
  let draw = run.random.next()
  for (const [version, weight] of weights) {
    if (draw < weight) return version
    draw -= weight
  }
  return alias.version
}

/** The dimension sets that an invocation shows under (Lambda Developer Guide, "Viewing metrics"): the last one is the account. */
function viewsOf(name: string, qualifier: string | null, version: string, isAlias: boolean): Dimensions[] {
  const resource = qualifier === null ? name : `${name}:${qualifier}`
  const views: Dimensions[] = [{FunctionName: name}, {FunctionName: name, Resource: resource}]
  if (isAlias) views.push({FunctionName: name, Resource: resource, ExecutedVersion: version})
  return views
}

function createInvocationMetrics(metrics: MetricEmitter, views: Dimensions[]): InvocationMetrics {
  const withAccount = [...views, {}]
  const series = (name: string, where: Dimensions[], percentiles = false) => metrics.series('AWS/Lambda', name, where, {percentiles})
  let destinationFailures: Series | null = null
  return {
    iteratorAge: series('IteratorAge', views, true),
    invocations: series('Invocations', withAccount),
    errors: series('Errors', withAccount),
    throttles: series('Throttles', withAccount),
    duration: series('Duration', views, true),
    concurrent: series('ConcurrentExecutions', views),
    destinationFailures: () => {
      destinationFailures ??= series('DestinationDeliveryFailures', views)
      return destinationFailures
    },
  }
}

/** @param qualifier as the mapping has it: the same function may be invoked under several names. */
export function metricsOf(run: FunctionRun, metrics: MetricEmitter, qualifier: string | null, version: string): InvocationMetrics {
  const key = `${qualifier ?? ''} ${version}`
  const known = run.metrics.get(key)
  if (known !== undefined) return known
  const isAlias = qualifier !== null && run.lab.aliases.has(qualifier)
  const made = createInvocationMetrics(metrics, viewsOf(run.lab.name, qualifier, version, isAlias))
  run.metrics.set(key, made)
  return made
}
