import {Refusal} from '../access/refusal.ts'
import {reservedTotal} from '../engine/account.ts'
import {simulationOf} from '../engine/simulation.ts'
import type {LabAlias, World} from '../engine/world.ts'
import {runOf} from './releases.ts'

/** Lambda keeps this much of the account's concurrency unreserved; accounts with a small limit can reserve none (quotas page). */
const leastUnreserved = 100

/** PutFunctionConcurrency: at once. */
export function putFunctionConcurrency(world: World, functionName: string, reserved: number): void {
  const simulation = simulationOf(world)
  const run = runOf(simulation, functionName)
  const others = reservedTotal(simulation.functions.values()) - (run.lab.reservedConcurrency ?? 0)
  const least = Math.min(leastUnreserved, world.concurrencyLimit)
  if (reserved > 0 && world.concurrencyLimit - others - reserved < least) {
    throw new Refusal(
      'InvalidParameterValueException',
      `Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${least}].`,
    )
  }
  run.lab.reservedConcurrency = reserved
}

/** DeleteFunctionConcurrency: the function uses the unreserved pool again. */
export function deleteFunctionConcurrency(world: World, functionName: string): void {
  runOf(simulationOf(world), functionName).lab.reservedConcurrency = null
}

/** UpdateAlias: the next invocations run on the version; those that run already end on theirs. */
export function updateAlias(
  world: World,
  functionName: string,
  aliasName: string,
  change: Partial<Pick<LabAlias, 'version' | 'description' | 'additionalVersionWeights'>>,
): void {
  const run = runOf(simulationOf(world), functionName)
  const alias = run.lab.aliases.get(aliasName)
  if (alias === undefined) throw new Refusal('ResourceNotFoundException', `Cannot find alias arn: ${run.lab.arn}:${aliasName}`)
  for (const version of [change.version, ...Object.keys(change.additionalVersionWeights ?? {})]) {
    if (version !== undefined && version !== '$LATEST' && !run.lab.versions.has(version)) {
      throw new Refusal('ResourceNotFoundException', `Function not found: ${run.lab.arn}:${version}`)
    }
  }
  Object.assign(alias, change)
  alias.revisionId = run.random.uuid()
}
