import {putFunctionConcurrency} from '../simulation/function/concurrency.ts'
import {hotKeyIn, hotPlan} from './hot-partition.ts'
import {defineIncident, type Scene} from './incident.ts'
import {functionName, ordinaryPlan} from './plan.ts'
import {sceneOf} from './scene.ts'

const id = 'hot-partition+throttled-concurrency'

function build(seed: number): Scene {
  const ordinary = ordinaryPlan(seed, id)
  const {draw} = ordinary
  const onset = ordinary.onsetSecond
  const plan = hotPlan(ordinary, onset - draw('heat first').whole(0, 1200), draw('face').pick(['consumer', 'consumer', 'both'] as const))
  // Each of the other lanes has enough to do for the few executions that are left.
  const cycle = plan.behaviour.baseMs + plan.behaviour.perRecordMs * (plan.settings.BatchSize ?? 100) + 40
  const perLane = ((plan.settings.BatchSize ?? 100) * 1000) / cycle
  const left = draw('left').whole(1, 2)
  const perSecond = Math.min(0.75 * plan.shards, left * draw('overload').between(1.2, 2)) * Math.min(perLane, 600)
  return sceneOf({
    ...plan,
    perSecond,
    timeline: [{atSecond: onset, happens: ({world}) => putFunctionConcurrency(world, functionName, left)}],
  })
}

export const hotPartitionThrottledConcurrency = defineIncident({
  id,
  story:
    'Most writes go to one key, and somebody reserved too little concurrency for the function. Throttles delay all shards, and the hot shard would be late even without them.',
  fix: 'Reserve as much concurrency as shards × parallelization factor, or more: all shards but the hot one drain. Then spread the writes over several partition keys, or raise the parallelization factor if the hot key has many sort keys.',
  truth: seed => ({
    cause: 'throttled-concurrency',
    causes: ['throttled-concurrency', 'hot-partition'],
    lag: 'slow',
    hotKey: hotKeyIn(build(seed)),
  }),
  build,
})
