import {defineIncident} from './incident.ts'
import {functionName, laneCapacity, ordinaryPlan, type Plan} from './plan.ts'
import {sceneOf} from './scene.ts'

const id = 'slow-handler'

/** A pipeline that coped until each invocation took several times as long; then the writes are `overload` times its capacity. */
function busyPlan(plan: Plan): {plan: Plan; extraMs: number; extraPerRecordMs: number} {
  const {draw} = plan
  const behaviour = {...plan.behaviour, baseMs: draw('busy base').whole(120, 500), perRecordMs: draw('busy per record').between(0.5, 4)}
  const batchSize = draw('busy batch').pick([10, 25, 50, 100])
  const shards = draw('busy shards').pick([1, 2, 3, 4, 4, 6, 8])
  const usual = behaviour.baseMs + behaviour.perRecordMs * batchSize
  const extra = usual * draw('slower').between(3, 8)
  const share = draw('per record share').between(0, 1)
  const extraPerRecordMs = (extra * share) / batchSize
  const extraMs = extra * (1 - share)
  const slowed = {...behaviour, baseMs: behaviour.baseMs + extraMs, perRecordMs: behaviour.perRecordMs + extraPerRecordMs}
  const perLane = laneCapacity(slowed, batchSize) * draw('overload').between(1.45, 2.4)
  return {
    plan: {
      ...plan,
      shards,
      perSecond: perLane * shards,
      swing: Math.min(plan.swing, 0.1),
      noise: Math.min(plan.noise, 0.1),
      behaviour,
      reservedConcurrency: null,
      timeoutSeconds: draw('busy timeout').pick([30, 60]),
      settings: {...plan.settings, BatchSize: batchSize, ParallelizationFactor: 1},
    },
    extraMs,
    extraPerRecordMs,
  }
}

/** The plan in which the service that the handler calls becomes slow at the onset. */
export function slowedPlan(ordinary: Plan): Plan {
  const {plan, extraMs, extraPerRecordMs} = busyPlan(ordinary)
  return {
    ...plan,
    timeline: [
      {
        atSecond: plan.onsetSecond,
        happens: ({functions}) => {
          const downstream = functions.get(functionName)?.downstream
          if (downstream) Object.assign(downstream, {extraMs, extraPerRecordMs})
        },
      },
    ],
  }
}

export const slowHandler = defineIncident({
  id,
  story:
    'The service that the handler calls responds several times more slowly than before. Nothing fails, but each batch takes too long, and the backlog grows.',
  fix: 'Fix or relieve the slow service; until then a higher parallelization factor or larger batches can handle the load. More memory does not help code that waits.',
  truth: () => ({cause: id, causes: [id], lag: 'slow'}),
  build: seed => sceneOf(slowedPlan(ordinaryPlan(seed, id))),
})
