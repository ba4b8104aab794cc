import {simulationOf} from '../engine/simulation.ts'
import type {LabRuntimeManagement, World} from '../engine/world.ts'
import type {Behaviour} from './behaviour.ts'
import {dropEnvironments} from './environments.ts'
import {behaviourOf, type FunctionRun} from './functions.ts'
import {runOf} from './releases.ts'
import {updatesAt} from './runtimes.ts'

type UpdateMode = LabRuntimeManagement['updateOn']

const versionsOf = ({lab}: FunctionRun): string[] => ['$LATEST', ...lab.versions.keys()]

/** Another runtime for a version: in new environments, with the code as it is. */
function runOn(run: FunctionRun, version: string, change: Partial<Behaviour>): void {
  run.behaviours.set(version, {...behaviourOf(run, version), ...change})
  run.handlers.delete(version)
  dropEnvironments(run.environments, version)
}

/**
 * Lambda moves the function and its published versions to a newer version of their managed runtime, in new environments, but for those
 * whose update mode is not Auto. Neither code nor settings change (Lambda Developer Guide, "Understanding how Lambda manages runtime
 * version updates").
 */
export function updateRuntime(world: World, functionName: string, change: Partial<Behaviour>): void {
  const run = runOf(simulationOf(world), functionName)
  const management = run.lab.runtimeManagement
  const before = new Map(versionsOf(run).map(version => [version, behaviourOf(run, version)]))
  run.lab.runtimeUpdatedMs = world.nowMs
  run.runtimeUpdate = {change, before}
  for (const {updateOn, set} of management?.values() ?? []) if (updateOn !== 'Auto') set.push({fromMs: world.nowMs, updates: 0})
  // Those without a behaviour of their own follow $LATEST, and are taken first.
  for (const version of versionsOf(run).reverse())
    if ((management?.get(version)?.updateOn ?? 'Auto') === 'Auto') runOn(run, version, change)
    else run.behaviours.set(version, behaviourOf(run, version))
}

/** The behaviour of the code on the former runtime. */
function onFormerRuntime({runtimeUpdate}: FunctionRun, version: string): Partial<Behaviour> {
  const before = runtimeUpdate?.before.get(version)
  return Object.fromEntries(Object.keys(runtimeUpdate?.change ?? {}).map(name => [name, before?.[name as keyof Behaviour]]))
}

/**
 * PutRuntimeManagementConfig: `Manual` runs a version of the function on the runtime version that is given, `Auto` on the newest;
 * `FunctionUpdate` leaves it until the function is updated. `updates`: which runtime version, as a number of updates.
 */
export function putRuntimeManagement(world: World, functionName: string, version: string, updateOn: UpdateMode, updates: 0 | 1): void {
  const run = runOf(simulationOf(world), functionName)
  const {lab} = run
  const running = updatesAt(lab, version, world.nowMs)
  lab.runtimeManagement ??= new Map()
  const set = lab.runtimeManagement.get(version)?.set ?? []
  const next = updateOn === 'FunctionUpdate' ? running : updates
  lab.runtimeManagement.set(version, {updateOn, set: [...set, {fromMs: world.nowMs, updates: next}]})
  if (next === running) return
  // A version without a behaviour of its own does not follow $LATEST here.
  for (const other of lab.versions.keys()) if (!run.behaviours.has(other)) run.behaviours.set(other, behaviourOf(run, other))
  runOn(run, version, next === 1 ? (run.runtimeUpdate?.change ?? {}) : onFormerRuntime(run, version))
}
