import {defineIncident} from './incident.ts'
import {type Draw, historySeconds, ordinaryPlan, type Plan, queueArn} from './plan.ts'
import {sceneOf} from './scene.ts'

/** A few short bursts, none of them more than the lanes can carry. */
function drawBursts(draw: Draw): Plan['bursts'] {
  const random = draw('bursts')
  return Array.from({length: random.whole(0, 3)}, () => {
    const fromSecond = random.whole(0, historySeconds)
    return {fromSecond, toSecond: fromSecond + random.whole(30, 240), factor: random.between(1.3, 2)}
  })
}

/** A record that cannot be processed is given up soon, and word of it is kept. */
export const boundedRetries = (
  {draw, settings}: Pick<Plan, 'draw' | 'settings'>,
  attempts: readonly number[] = [2, 3, 5],
): Plan['settings'] => ({
  ...settings,
  MaximumRetryAttempts: draw('retries').pick(attempts),
  BisectBatchOnFunctionError: true,
  OnFailureDestination: queueArn,
})

/** An ordinary pipeline that was set up with care. */
export function carefulPlan(seed: number, incident: string): Plan {
  const plan = ordinaryPlan(seed, incident)
  const {draw, shards, perSecond, behaviour} = plan
  // So that one batch, or a few, of the three hours fail by chance.
  const invocations = shards * Math.min(4, perSecond / shards) * historySeconds
  return {
    ...plan,
    behaviour: {...behaviour, failsByChance: draw('failures').between(0, 4) / invocations},
    settings: {
      ...boundedRetries(plan, [2, 3, 3, 5]),
      MaximumRecordAgeInSeconds: draw('record age').pick([-1, 3600, 21_600, 43_200]),
      FunctionResponseTypes: draw('reports').chance(0.5) ? ['ReportBatchItemFailures'] : [],
    },
  }
}

export const healthy = defineIncident({
  id: 'healthy',
  story:
    'Nothing happened. The mapping is configured well, and the function keeps up. Now and then a batch fails once and succeeds at its next retry.',
  fix: 'No action needed.',
  truth: () => ({cause: null, causes: [], lag: 'ok'}),
  build(seed) {
    const plan = carefulPlan(seed, 'healthy')
    return sceneOf({...plan, bursts: drawBursts(plan.draw)})
  },
})
