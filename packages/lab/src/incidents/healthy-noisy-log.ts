import type {Random} from '../simulation/engine/random.ts'
import type {Downstream} from '../simulation/function/downstream.ts'
import {carefulPlan} from './healthy.ts'
import {defineIncident} from './incident.ts'
import {functionName, type Plan} from './plan.ts'
import {sceneOf} from './scene.ts'

const id = 'healthy-noisy-log'

const becomes =
  (state: Downstream['state']): Plan['timeline'][number]['happens'] =>
  ({functions}) => {
    const downstream = functions.get(functionName)?.downstream
    if (downstream) downstream.state = state
  }

/** For some seconds now and then, the service that the handler calls refuses connections: batches fail, and pass a moment later. */
function hiccups(random: Random, lastSecond: number): Plan['timeline'] {
  const timeline: Plan['timeline'][number][] = []
  for (let second = lastSecond; second > 0; second -= random.whole(700, 2400))
    timeline.push({atSecond: second, happens: becomes('refuses')}, {atSecond: second + random.whole(2, 5), happens: becomes('well')})
  return timeline
}

export const healthyNoisyLog = defineIncident({
  id,
  story:
    'Nothing happened. The handler catches the errors of its calls, logs them and retries, so its log is full of harmless errors. Sometimes a batch fails nevertheless, and passes some seconds later. One just did.',
  fix: 'No action needed. Errors that the handler recovers from could be logged as warnings.',
  truth: () => ({cause: null, causes: [], lag: 'ok'}),
  build(seed) {
    const plan = carefulPlan(seed, id)
    const {draw, settings, openSecond} = plan
    // Somebody looks because of the newest of them.
    const lastSecond = openSecond - draw('last hiccup').whole(60, 260)
    return sceneOf({
      ...plan,
      onsetSecond: lastSecond,
      behaviour: {...plan.behaviour, logsHandled: draw('handled').logBetween(0.03, 0.8)},
      // Nothing is given up within a hiccup.
      settings: {...settings, MaximumRetryAttempts: draw('many retries').pick([10, 20, 50])},
      timeline: hiccups(draw('hiccups'), lastSecond),
    })
  },
})
