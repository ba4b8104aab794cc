import {allowed} from '../access/permissions.ts'
import type {Laws} from '../engine/laws.ts'
import type {Dimensions, MetricEmitter, Series} from '../engine/metric-store.ts'
import {hashOf, type Random, randomOf} from '../engine/random.ts'
import type {LabFunction, World} from '../engine/world.ts'
import {createInvocationLog, type InvocationLog} from '../logs/invocation-log.ts'
import type {LineStyle} from '../logs/log-lines.ts'
import {type Behaviour, createHandler, type Failures, type Handler} from './behaviour.ts'
import {createMeeting, type Downstream, type Meeting} from './downstream.ts'
import {createEnvironments, type Environments} from './environments.ts'
import {codeFailure, dataFailure, type Failure, handledFailure, importFailure, killed, languageOf, passingFailure} from './failures.ts'

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
  /** The highest version number of a function of this name that was deleted; 0 before. */
  numbersGiven: number
  handlers: Map<string, Handler>
  failures: Failures
  environments: Environments
  /** The memory at which the durations of the behaviours were measured, megabytes. */
  measuredAtMb: number
  downstream: Downstream | null
  meeting: Meeting
  random: Random
  laws: Laws
  metrics: Map<string, InvocationMetrics>
  log: InvocationLog
  /** Whether its lines come to the log group. */
  mayLog: (nowMs: number) => boolean
  style: LineStyle
  /** The change by the newest update of the managed runtime, and the former behaviour of the versions; null before the first. */
  runtimeUpdate: {change: Partial<Behaviour>; before: Map<string, Behaviour>} | null
}

export interface FunctionSetup {
  lab: LabFunction
  behaviours: Record<string, Behaviour>
  /** Lambda takes an idle environment away after a while; how long is not documented (minutes are observed). */
  idleTimeoutSeconds: number
  /** The service that its code calls; nothing, if it is left out. */
  downstream?: Downstream
  /** Whether REPORT lines carry a status, as they do in the newer style; true if it is left out. */
  statusInReport?: boolean
}

export function createFunctionRun(world: World, seed: number, laws: Laws, setup: FunctionSetup): FunctionRun {
  const {lab, downstream = null, statusInReport = true} = setup
  return {
    lab,
    inFlight: 0,
    behaviours: new Map(Object.entries(setup.behaviours)),
    numbersGiven: 0,
    handlers: new Map(),
    failures: failuresOf(lab),
    environments: createEnvironments(setup.idleTimeoutSeconds * 1000),
    measuredAtMb: lab.memoryMb,
    downstream,
    meeting: createMeeting(world, lab, downstream),
    random: randomOf(seed, 'function', lab.name),
    laws,
    metrics: new Map(),
    log: createInvocationLog(),
    mayLog: createLogPermission(world, lab),
    style: {key: hashOf(seed, 'log', lab.name), statusInReport},
    runtimeUpdate: null,
  }
}

/** Lambda writes the log with the execution role: without the permission the lines are lost. Judged again once a second. */
function createLogPermission(world: World, lab: LabFunction): FunctionRun['mayLog'] {
  let second = -1
  let may = true
  let group = ''
  let resource = ''
  return nowMs => {
    const now = Math.floor(nowMs / 1000)
    if (now === second) return may
    second = now
    if (group !== lab.logGroup) {
      group = lab.logGroup
      resource = `arn:aws:logs:${world.region}:${world.accountId}:log-group:${group}:log-stream:any`
    }
    may = allowed(world, lab.role, 'logs:PutLogEvents', resource) === 'allowed'
    return may
  }
}

function failuresOf({runtime, handler}: LabFunction): Failures {
  const language = languageOf(runtime)
  // One object for each, however often it happens.
  const known = new Map<string, Failure>()
  const once = (made: Failure): Failure => {
    const same = known.get(made.type + made.message) ?? made
    known.set(made.type + made.message, same)
    return same
  }
  return {
    data: draw => once(dataFailure(language, draw)),
    code: draw => once(codeFailure(language, draw)),
    passing: passingFailure(language),
    handled: draw => once(handledFailure(language, draw)),
    load: importFailure(language, handler),
    killed,
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
  const made = createHandler(behaviourOf(run, version), run.failures, run.random, run.laws)
  run.handlers.set(version, made)
  return made
}

/**
 * The input that the function needs from its caller and a mapping does not give, in Lambda's words; null: nothing. (Lambda Developer Guide,
 * "tenant isolation" and "durable functions"; the words are not documented.)
 */
export function unmetWish({isolatesTenants, durable}: LabFunction, qualifier: string | null): string | null {
  if (isolatesTenants)
    return 'The invoked function is enabled with tenancy configuration. Add a valid tenant ID in your request and try again.'
  if (durable && (qualifier === null || qualifier === '$LATEST')) return 'You cannot invoke a durable function using an unqualified ARN.'
  return null
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
