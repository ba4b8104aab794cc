import {deploy} from './deployments.ts'
import {boundedRetries} from './healthy.ts'
import {defineIncident} from './incident.ts'
import {loaded} from './loaded.ts'
import {historySeconds, ordinaryPlan, type Plan} from './plan.ts'
import {releaseOf} from './release.ts'
import {sceneOf} from './scene.ts'

const id = 'healthy-release'

/** Writes that climb step by step, and stay up: a daily wave. */
function wave({draw, onsetSecond}: Plan, factor: number): Plan['bursts'] {
  const steps = 6
  const climbs = draw('climb').logBetween(30, 900)
  return Array.from({length: steps}, (_, i) => ({
    fromSecond: Math.round(onsetSecond + (climbs * i) / steps),
    toSecond: i === steps - 1 ? historySeconds * 100 : Math.round(onsetSecond + (climbs * (i + 1)) / steps),
    factor: 1 + ((factor - 1) * (i + 1)) / steps,
  }))
}

export const healthyRelease = defineIncident({
  id,
  story: 'Nothing happened. A release went out as the daily wave of orders began: writes and invocations rose, and the pipeline keeps up.',
  fix: 'No action needed: the release is not the cause.',
  truth: () => ({cause: null, causes: [], lag: 'ok'}),
  build(seed) {
    const ordinary = ordinaryPlan(seed, id)
    const {draw} = ordinary
    const {plan, perLane} = loaded(ordinary, draw('wave shards').pick([1, 2, 3, 4, 6]))
    const factor = draw('wave').between(1.6, 4)
    const {atSecond, ...release} = releaseOf(plan, plan.onsetSecond)
    return sceneOf({
      ...plan,
      ...release,
      perSecond: (perLane * plan.shards * draw('wave use').between(0.3, 0.65)) / factor,
      bursts: wave(plan, factor),
      writes: {unevenness: 0.03},
      settings: boundedRetries(plan),
      timeline: [...release.timeline, {atSecond, happens: simulation => deploy(simulation, {behaviour: {}})}],
    })
  },
})
