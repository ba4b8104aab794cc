import type {Simulation} from '../simulation/engine/simulation.ts'
import type {Behaviour} from '../simulation/function/behaviour.ts'
import {updateAlias} from '../simulation/function/concurrency.ts'
import {behaviourOf} from '../simulation/function/functions.ts'
import {publishVersion, runOf, updateFunctionCode, updateFunctionConfiguration} from '../simulation/function/releases.ts'
import {updateMapping} from '../simulation/poller/mappings.ts'
import {functionName} from './plan.ts'

/** The content of a deployment: other code, other settings, or both. */
export interface Deployment {
  behaviour?: Partial<Behaviour>
  memoryMb?: number
  timeoutSeconds?: number
}

/** A deployment as teams do it: update, publish, and move to the new version whatever the mapping invokes. */
export function deploy(simulation: Simulation, {behaviour, ...settings}: Deployment): void {
  const {world, mappings} = simulation
  if (behaviour !== undefined) {
    updateFunctionCode(world, functionName, {...behaviourOf(runOf(simulation, functionName), '$LATEST'), ...behaviour})
  }
  if (Object.keys(settings).length > 0) updateFunctionConfiguration(world, functionName, settings)
  const version = publishVersion(world, functionName)
  const moved = new Set<string>()
  for (const [uuid, {target}] of mappings) {
    const {qualifier} = target
    if (qualifier === null || moved.has(qualifier)) continue
    moved.add(qualifier)
    if (runOf(simulation, functionName).lab.aliases.has(qualifier)) {
      updateAlias(world, functionName, qualifier, {version, additionalVersionWeights: {}})
    } else updateMapping(world, uuid, {FunctionName: `${functionName}:${version}`})
  }
}
