import {putFunctionConcurrency} from '../simulation/function/concurrency.ts'
import {defineIncident} from './incident.ts'
import {type Draw, functionName, laneCapacity, ordinaryPlan, type Plan} from './plan.ts'
import {sceneOf} from './scene.ts'

const id = 'throttled-concurrency'

/** Somebody reserved too little for the function, or nothing at all, or the account's other functions took its concurrency. */
type Kind = 'reserved' | 'neighbours' | 'stopped'

const kindOf = (draw: Draw): Kind =>
  draw('kind').pick<Kind>(['reserved', 'reserved', 'reserved', 'reserved', 'neighbours', 'neighbours', 'stopped'])

/**
 * A pipeline that needs more concurrency than it will have: `left` executions carry less than comes in, all lanes together
 * carry more, so that all was well before.
 */
function needyPlan(plan: Plan, left: number): Plan {
  const {draw} = plan
  const shards = draw('needy shards').pick([3, 4, 4, 6, 8, 8, 12])
  const factor = shards > 6 ? 1 : draw('needy parallelization').pick([1, 1, 2])
  const lanes = Math.max(shards * factor, left * 4)
  const behaviour = {...plan.behaviour, baseMs: draw('needy base').whole(250, 900), perRecordMs: draw('needy per record').between(2, 10)}
  const batchSize = draw('needy batch').pick([10, 25, 50, 100])
  const capacity = laneCapacity(behaviour, batchSize)
  const overload = Math.min(draw('overload').between(1.8, 3), (0.75 * lanes) / left)
  return {
    ...plan,
    shards: Math.ceil(lanes / factor),
    perSecond: capacity * left * overload,
    swing: Math.min(plan.swing, 0.1),
    behaviour,
    timeoutSeconds: Math.max(plan.timeoutSeconds, 30),
    reservedConcurrency: null,
    settings: {...plan.settings, BatchSize: batchSize, ParallelizationFactor: factor},
  }
}

/** From the onset on the other functions leave so much of the account's concurrency, within an execution or two. */
const crowded =
  ({neighbours, concurrencyLimit}: Plan, onset: number, left: number) =>
  (second: number) =>
    second < onset ? neighbours(second) : concurrencyLimit - left

function build(seed: number) {
  const ordinary = ordinaryPlan(seed, id)
  const kind = kindOf(ordinary.draw)
  const left = ordinary.draw('left').whole(kind === 'neighbours' ? 2 : 1, 3)
  const onset = ordinary.onsetSecond
  if (kind === 'neighbours') {
    const plan = needyPlan(ordinary, left)
    return sceneOf({...plan, neighbours: crowded(plan, onset, left)})
  }
  const plan = kind === 'stopped' ? {...ordinary, reservedConcurrency: null} : needyPlan(ordinary, left)
  const reserved = kind === 'stopped' ? 0 : left
  return sceneOf({
    ...plan,
    timeline: [{atSecond: onset, happens: ({world}) => putFunctionConcurrency(world, functionName, reserved)}],
  })
}

export const throttledConcurrency = defineIncident({
  id,
  story:
    'The function has less concurrency than its shards need: too little was reserved for it, or other functions of the account use the rest. Invocations are throttled and the backlog grows.',
  fix: 'Reserve as much concurrency as shards × parallelization factor, or more (or remove the reservation): the throttles end and the backlog drains.',
  truth(seed) {
    const way = kindOf(ordinaryPlan(seed, id).draw)
    return {cause: id, causes: [id], lag: way === 'stopped' ? 'stopped' : 'slow', way}
  },
  build,
})
