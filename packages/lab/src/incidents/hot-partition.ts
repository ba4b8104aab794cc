import {createWorld} from '../simulation/engine/create-world.ts'
import {type Simulation, simulationOf} from '../simulation/engine/simulation.ts'
import {hotKeyOf} from '../simulation/table/partitions.ts'
import {defineIncident, type Scene} from './incident.ts'
import {loaded} from './loaded.ts'
import {type Draw, ordinaryPlan, type Plan, tableName} from './plan.ts'
import {sceneOf} from './scene.ts'

const id = 'hot-partition'

/** The lane of the hot shard carries less than comes in; the partition refuses writes; or both. */
type Face = 'consumer' | 'writer' | 'both'

const faceOf = (draw: Draw): Face => draw('face').pick<Face>(['consumer', 'consumer', 'consumer', 'both', 'both', 'writer'])

/** A handler that takes so long for a full batch of this size that a lane carries so many records per second. */
function carrying(plan: Plan, BatchSize: number, perLane: number): Plan {
  const cycle = (BatchSize * 1000) / perLane
  const perRecordMs = ((cycle - 40) * 0.6) / BatchSize
  return {
    ...plan,
    behaviour: {...plan.behaviour, baseMs: Math.round((cycle - 40) * 0.4), perRecordMs},
    settings: {...plan.settings, BatchSize},
  }
}

/** The capacity of the lane of the hot shard, and the writes to it from the onset on. */
function heat(plan: Plan, perLane: number, face: Face): {plan: Plan; perLane: number; hotPerSecond: number} {
  const {draw} = plan
  if (face === 'consumer') {
    return {plan, perLane, hotPerSecond: Math.min(850, perLane * draw('heat').between(1.35, 3))}
  }
  const hotPerSecond = 1000 * draw('heat').between(1.12, 1.6)
  if (face === 'writer') return {plan: carrying(plan, 1000, 3000), perLane: 3000, hotPerSecond}
  const carried = draw('carried').between(350, 700)
  return {plan: carrying(plan, draw('hot batch').pick([100, 200, 500]), carried), perLane: carried, hotPerSecond}
}

/** A number of shards of which one is hot from the onset on; the others get a small part of the capacity of a lane. */
export function hotPlan(ordinary: Plan, onset: number, face: Face): Plan {
  const {draw} = ordinary
  const shards = draw('hot shards').pick([3, 4, 4, 6, 8])
  const first = loaded(ordinary, shards)
  const {plan, perLane, hotPerSecond} = heat(first.plan, first.perLane, face)
  const counted = draw('insights').chance(0.4)
  const others = Math.min(perLane, 40) * draw('others').between(0.08, 0.35)
  return {
    ...plan,
    perSecond: others * shards,
    ...(counted && {timeline: [...plan.timeline, {atSecond: 0, happens: countKeys(draw)}]}),
    writes: {
      hot: {
        partition: draw('hot shard').whole(0, shards - 1),
        fromSecond: onset,
        perSecond: hotPerSecond,
        items: draw('hot items').pick(['many', 'many', 'one']),
      },
    },
  }
}

/** In some accounts Contributor Insights has long been on. */
const countKeys =
  (draw: Draw) =>
  ({world}: Simulation): void => {
    const table = world.tables.get(tableName)
    const mode = draw('insights mode').pick(['ACCESSED_AND_THROTTLED_KEYS', 'ACCESSED_AND_THROTTLED_KEYS', 'THROTTLED_KEYS'] as const)
    if (table !== undefined) table.insights = {mode, sinceMs: table.createdMs}
  }

/** The key is chosen before anything runs: a world that stands at its start knows it. */
export function hotKeyIn(scene: Scene): string {
  const {tables} = simulationOf(createWorld(scene.setup(0), 0))
  const partitions = [...tables.values()].flatMap(table => table.partitions)
  return partitions.map(hotKeyOf).find(key => key !== null) ?? ''
}

function build(seed: number): Scene {
  const plan = ordinaryPlan(seed, id)
  return sceneOf(hotPlan(plan, plan.onsetSecond, faceOf(plan.draw)))
}

export const hotPartition = defineIncident({
  id,
  story:
    'One customer, or one order, gets most of the writes. They all go to one partition and so to one shard: it falls behind while the others are nearly idle, or DynamoDB throttles writes above the limit of a partition.',
  fix: 'Spread the writes over several partition keys. A higher parallelization factor helps as long as many sort keys share the partition key; for one item it does not help.',
  truth(seed) {
    const way = faceOf(ordinaryPlan(seed, id).draw)
    return {cause: id, causes: [id], lag: way === 'writer' ? 'ok' : 'slow', way, hotKey: hotKeyIn(build(seed))}
  },
  build,
})
