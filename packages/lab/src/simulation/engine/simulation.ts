import type {FunctionRun} from '../function/functions.ts'
import type {MappingRun} from '../poller/mapping-run.ts'
import type {Partition} from '../table/partitions.ts'
import type {LabTable} from '../table/table-shapes.ts'
import type {AccountRun} from './account.ts'
import type {Laws} from './laws.ts'
import type {MetricEmitter} from './metric-store.ts'
import type {Schedule} from './schedule.ts'
import type {World} from './world.ts'

/** A table while the simulation runs. */
export interface TableRun {
  lab: LabTable
  partitions: Partition[]
  /** Life of a shard until it is closed and continued by another, in ms. */
  shardLifeMs: (partition: Partition) => number
}

/** The moving parts behind a world. The services see the world alone. */
export interface Simulation {
  readonly world: World
  readonly seed: number
  readonly laws: Laws
  /** A whole minute, so that minutes and seconds count the same whatever the start. */
  readonly startMs: number
  readonly schedule: Schedule
  readonly metrics: MetricEmitter
  readonly account: AccountRun
  readonly functions: Map<string, FunctionRun>
  readonly tables: Map<string, TableRun>
  readonly mappings: Map<string, MappingRun>
}

const simulations = new WeakMap<World, Simulation>()

export function remember(simulation: Simulation): void {
  simulations.set(simulation.world, simulation)
}

/** The simulation behind a world that `createWorld` made. */
export function simulationOf(world: World): Simulation {
  const simulation = simulations.get(world)
  if (simulation === undefined) throw new Error('This world has no simulation behind it: make worlds with openWorld or createWorld.')
  return simulation
}

/** Calls `run` once, at this instant of the virtual clock. */
export function schedule(simulation: Simulation, atMs: number, run: (nowMs: number) => void): void {
  simulation.schedule.add({
    at: atMs,
    order: simulation.schedule.nextOrder(),
    place: 0,
    run(nowMs) {
      simulation.schedule.remove(this)
      run(nowMs)
    },
  })
}
