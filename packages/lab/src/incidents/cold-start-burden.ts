import {defineIncident} from './incident.ts'
import {historySeconds, ordinaryPlan, type Plan} from './plan.ts'
import {sceneOf} from './scene.ts'

const id = 'cold-start-burden'

/** Lambda keeps an idle environment for five minutes here; orders come in small groups, farther apart than that. */
const keptSeconds = 300

function groups({draw}: Plan): Plan['bursts'] {
  const random = draw('groups')
  const list: Plan['bursts'] = []
  for (let second = random.whole(0, 300); second < historySeconds * 3; second += random.whole(keptSeconds + 15, keptSeconds + 90)) {
    list.push({fromSecond: second, toSecond: second + 2, factor: 1})
  }
  return list
}

export const coldStartBurden = defineIncident({
  id,
  story:
    'Orders come seldom, and the function takes seconds to start. Its environments are gone before the next order comes, so nearly every invocation waits for a start, which is billed.',
  fix: 'Make the start shorter (smaller package, lazy clients, SnapStart where the runtime supports it). More memory shortens only a part of it.',
  truth: () => ({cause: id, causes: [id], lag: 'ok'}),
  build(seed) {
    const plan = ordinaryPlan(seed, id)
    const {draw} = plan
    const shards = draw('sparse shards').pick([1, 1, 2, 3, 4])
    const inGroup = draw('group').between(1.5, 4) * shards
    const quiet = 1e-6
    return sceneOf({
      ...plan,
      shards,
      perSecond: quiet,
      swing: 0,
      noise: 0,
      bursts: groups(plan).map(burst => ({...burst, factor: inGroup / 2 / quiet})),
      behaviour: {
        ...plan.behaviour,
        baseMs: draw('light base').whole(60, 500),
        initMs: Math.round(draw('heavy start').between(2500, 7000)),
      },
      idleTimeoutSeconds: keptSeconds,
      // With a higher level the log would lack the reports of invocations that succeed.
      settled: {systemLogLevel: 'INFO'},
      reservedConcurrency: null,
      timeoutSeconds: 30,
      settings: {...plan.settings, ParallelizationFactor: 1, MaximumBatchingWindowInSeconds: draw('sparse window').pick([0, 0, 1])},
    })
  },
})
