import {deploy} from './deployments.ts'
import {defineIncident} from './incident.ts'
import {type Draw, functionName, ordinaryPlan, type Plan} from './plan.ts'
import {sceneOf} from './scene.ts'

const id = 'function-timeout'

/** The service that the handler calls takes connections and does not answer; or the timeout was set below the duration of the work. */
type Kind = 'hangs' | 'lowered'

const kindOf = (draw: Draw): Kind => draw('kind').pick<Kind>(['hangs', 'lowered'])

/** Work that takes some seconds, and a timeout that leaves room for it. */
function slowPlan(plan: Plan): Plan {
  const {draw} = plan
  const baseMs = draw('slow base').whole(2500, 6000)
  const batchSize = Math.max(100, plan.settings.BatchSize ?? 100)
  const perLane = Math.min(plan.perSecond / plan.shards, (batchSize / 6) * 0.25)
  return {
    ...plan,
    behaviour: {...plan.behaviour, baseMs, perRecordMs: Math.min(2, plan.behaviour.perRecordMs), noise: 0.1},
    perSecond: perLane * plan.shards,
    timeoutSeconds: draw('long timeout').pick([15, 30, 60]),
    settings: {...plan.settings, BatchSize: batchSize},
  }
}

function build(seed: number) {
  const ordinary = ordinaryPlan(seed, id)
  const {draw} = ordinary
  const atSecond = ordinary.onsetSecond
  if (kindOf(draw) === 'lowered') {
    const timeoutSeconds = draw('low timeout').pick([1, 1, 2])
    return sceneOf({...slowPlan(ordinary), timeline: [{atSecond, happens: simulation => deploy(simulation, {timeoutSeconds})}]})
  }
  const timeoutSeconds = draw('hanging timeout').pick([3, 6, 10, 30])
  return sceneOf({
    ...ordinary,
    timeoutSeconds,
    // Clients without a timeout of their own wait for as long as they are let.
    downstream: {...ordinary.downstream, clientTimeoutMs: 900_000},
    timeline: [
      {
        atSecond,
        happens: ({functions}) => {
          const downstream = functions.get(functionName)?.downstream
          if (downstream) downstream.state = 'hangs'
        },
      },
    ],
  })
}

export const functionTimeout = defineIncident({
  id,
  story:
    'Every invocation runs into the timeout: the service that the handler calls no longer responds, or somebody lowered the timeout too far. The batches are retried without end.',
  fix: 'Raise the timeout above the time of a batch, or fix the service that is called and set a timeout in its client.',
  truth: () => ({cause: id, causes: [id], lag: 'stalled'}),
  build,
})
