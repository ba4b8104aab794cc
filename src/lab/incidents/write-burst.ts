import {type Burst, drainedAfter, growsFor, withBurst} from './burst.ts'
import {defineIncident} from './incident.ts'
import {loaded} from './loaded.ts'
import {type Draw, ordinaryPlan, type Plan} from './plan.ts'
import {sceneOf} from './scene.ts'

const id = 'write-burst'

/** Somebody looks while the age still grows, some minutes after the burst ended, or while it falls. */
export const isDraining = (draw: Draw): boolean => draw('draining').chance(0.6)

const drawBurst = (draw: Draw): Burst => ({
  seconds: Math.round(draw('length').between(12, 25) * 60),
  overload: draw('overload').between(1.9, 3),
  headroom: draw('headroom').between(1.5, 2.5),
})

/** When somebody looks, in seconds since the end of the burst. */
function lookedAfter(draw: Draw, burst: Burst): number {
  const grows = growsFor(burst)
  const share = draw('looked').between(0.3, 0.6)
  return isDraining(draw) ? Math.max(grows + 540, grows + (drainedAfter(burst) - grows) * share) : Math.max(240, grows * (share + 0.1))
}

/** A pipeline in which a burst ended a while before somebody looks; `fromSecond`: when it began. */
export function burstOf(ordinary: Plan): {plan: Plan; fromSecond: number} {
  const {draw, openSecond} = ordinary
  const burst = drawBurst(draw)
  const fromSecond = Math.round(openSecond - lookedAfter(draw, burst) - burst.seconds)
  return {plan: withBurst(loaded(ordinary, draw('burst shards').pick([1, 2, 3, 4, 6])), burst, fromSecond), fromSecond}
}

export const writeBurst = defineIncident({
  id,
  story:
    'An import or a sweep of expired items wrote several times more than usual for a while. The burst is over; what it left behind is being worked off, and the age shows it.',
  treatment: 'Wait: the lanes carry more than is written now. To be done sooner, raise the parallelization factor.',
  truth: seed => ({cause: id, causes: [id], lag: isDraining(ordinaryPlan(seed, id).draw) ? 'recovering' : 'slow'}),
  build: seed => sceneOf(burstOf(ordinaryPlan(seed, id)).plan),
})
