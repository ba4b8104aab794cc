import type {Changes} from '../services/protocol/account.ts'
import {executionRole} from '../simulation/access/roles.ts'
import {schedule, simulationOf} from '../simulation/engine/simulation.ts'
import type {World} from '../simulation/engine/world.ts'
import {withMetrics} from './metrics.ts'
import {createNeighbour, type Neighbour} from './pipeline.ts'

/** A mapping of a neighbour changes like any other, but nothing hangs on it: it takes half a minute. */
const transitionMs = 30_000

function withChanges(changes: Changes, neighbours: readonly Neighbour[]): Changes {
  const mappings = new Map(neighbours.map(one => [one.mapping.uuid, one.mapping]))
  const functions = new Map(neighbours.map(one => [one.fn.name, one.fn]))
  return {
    ...changes,
    updateMapping(world, uuid, settings) {
      const mapping = mappings.get(uuid)
      if (mapping === undefined) return changes.updateMapping(world, uuid, settings)
      const enabled = settings.Enabled ?? mapping.settings.Enabled
      mapping.state = enabled === mapping.settings.Enabled ? 'Updating' : enabled ? 'Enabling' : 'Disabling'
      mapping.lastModifiedMs = world.nowMs
      schedule(simulationOf(world), world.nowMs + transitionMs, () => {
        Object.assign(mapping.settings, settings)
        mapping.functionArn = mapping.settings.FunctionName
        mapping.state = enabled ? 'Enabled' : 'Disabled'
      })
    },
    putFunctionConcurrency(world, name, reserved) {
      const fn = functions.get(name)
      if (fn === undefined) changes.putFunctionConcurrency(world, name, reserved)
      else fn.reservedConcurrency = reserved
    },
    deleteFunctionConcurrency(world, name) {
      const fn = functions.get(name)
      if (fn === undefined) changes.deleteFunctionConcurrency(world, name)
      else fn.reservedConcurrency = null
    },
  }
}

/** Adds so many healthy pipelines to the account; answers the changes that know them, too. */
export function addNeighbours(world: World, changes: Changes, seed: number, count: number): Changes {
  if (count === 0) return changes
  const neighbours = Array.from({length: count}, (_, i) => createNeighbour(world, seed, i))
  for (const {fn, table, mapping} of neighbours) {
    world.functions.set(fn.name, fn)
    world.tables.set(table.name, table)
    world.mappings.set(mapping.uuid, mapping)
  }
  const role = executionRole(
    neighbours[0]?.fn.role ?? '',
    [...world.queues.values()].map(queue => queue.arn),
  )
  world.roles.set(role.name, role)
  // A world keeps its store for good, except here, before anybody has seen it.
  Object.assign(world, {metrics: withMetrics(world.metrics, neighbours, world)})
  return withChanges(changes, neighbours)
}
