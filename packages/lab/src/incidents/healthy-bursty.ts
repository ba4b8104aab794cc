import {boundedRetries} from './healthy.ts'
import {defineIncident} from './incident.ts'
import {loaded} from './loaded.ts'
import {historySeconds, ordinaryPlan, type Plan} from './plan.ts'
import {sceneOf} from './scene.ts'

/** Short bursts at any time: the backlog of one is never more than some seconds of work. */
function drawBursts({draw}: Plan, headroom: number): Plan['bursts'] {
  const random = draw('bursts')
  const bursts: Plan['bursts'] = []
  for (let second = random.whole(60, 900); second < historySeconds; ) {
    const seconds = random.whole(40, 200)
    // The age grows by overload − 1 in each second of the burst: by some 10 s. A lane carries a twentieth less than it should,
    // for its batches are not all full, and noise adds to it: 20 s at most.
    const overload = random.between(0.7, 0.95 + 12 / seconds)
    bursts.push({fromSecond: second, toSecond: second + seconds, factor: Math.min(overload, 1.2) * headroom})
    second += seconds + random.whole(200, 1800)
  }
  return bursts
}

export const healthyBursty = defineIncident({
  id: 'healthy-bursty',
  story:
    'Nothing happened. Orders come in waves of several times the usual rate. The concurrent batches are just enough, and records wait for some seconds at most.',
  fix: 'No action needed.',
  truth: () => ({cause: null, causes: [], lag: 'ok'}),
  build(seed) {
    const ordinary = ordinaryPlan(seed, 'healthy-bursty')
    const {draw} = ordinary
    const {plan, perLane} = loaded(ordinary, draw('bursty shards').pick([1, 2, 3, 4, 6]))
    const headroom = draw('headroom').between(2.2, 5)
    return sceneOf({
      ...plan,
      perSecond: (perLane * plan.shards) / headroom,
      noise: Math.min(plan.noise, 0.05),
      bursts: drawBursts(plan, headroom),
      writes: {unevenness: 0.03},
      settings: boundedRetries(plan),
    })
  },
})
