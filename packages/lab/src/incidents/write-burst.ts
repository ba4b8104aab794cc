import type {Simulation} from '../simulation/engine/simulation.ts'
import {type Burst, drainedAfter, growsFor, withBurst} from './burst.ts'
import {defineIncident} from './incident.ts'
import {loaded} from './loaded.ts'
import {accountId, type Draw, ordinaryPlan, type Plan, region, tableName} from './plan.ts'
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

/** In a third of the bursts of plain writes, DynamoDB's bulk write made them, and it lists the operation. */
function withBulkWrite(plan: Plan): Plan {
  const random = plan.draw('bulk write')
  const [burst] = plan.bursts
  if (burst === undefined || !random.chance(1 / 3)) return plan
  const arn = `arn:aws:dynamodb:${region}:${accountId}:bulk-operation/${random.uuid()}`
  const seconds = burst.toSecond - burst.fromSecond
  const items = Math.round(plan.perSecond * (burst.factor - 1) * seconds)
  const begins = ({world: {nowMs, bulkOperations}}: Simulation): void => {
    bulkOperations.set(arn, {arn, tableName, startMs: nowMs, endMs: nowMs + seconds * 1000, items})
  }
  return {...plan, timeline: [...plan.timeline, {atSecond: burst.fromSecond, happens: begins}]}
}

export const writeBurst = defineIncident({
  id,
  story:
    'An import or a sweep of expired items wrote several times more than usual for a while. The burst is over, and the backlog drains; the iterator age shows it.',
  fix: 'Wait: the throughput is above the write rate now. To drain faster, raise the parallelization factor.',
  truth: seed => ({cause: id, causes: [id], lag: isDraining(ordinaryPlan(seed, id).draw) ? 'recovering' : 'slow'}),
  build: seed => sceneOf(withBulkWrite(burstOf(ordinaryPlan(seed, id)).plan)),
})
