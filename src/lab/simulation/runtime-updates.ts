import type {Behaviour} from './behaviour.ts'
import {dropEnvironments} from './environments.ts'
import {runOf} from './releases.ts'
import {simulationOf} from './simulation.ts'
import type {World} from './world.ts'

/**
 * Lambda moves the function and its published versions to a newer version of their managed runtime, in new environments. Neither code nor
 * settings change (Lambda Developer Guide, "Understanding how Lambda manages runtime version updates").
 */
export function updateRuntime(world: World, functionName: string, change: Partial<Behaviour>): void {
  const run = runOf(simulationOf(world), functionName)
  run.lab.runtimeUpdatedMs = world.nowMs
  for (const [version, behaviour] of run.behaviours) run.behaviours.set(version, {...behaviour, ...change})
  for (const version of ['$LATEST', ...run.lab.versions.keys()]) dropEnvironments(run.environments, version)
  run.handlers.clear()
}
