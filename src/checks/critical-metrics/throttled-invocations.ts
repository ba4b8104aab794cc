import {defineCheck, fail} from '../../model/check.ts'
import {between, total} from '../../model/evidence/series.ts'
import {count, percent} from '../../text/units.ts'

const windowMs = 15 * 60_000

export const throttledInvocations = defineCheck({
  id: 'throttled-invocations',
  severity: 'medium',
  needs: ['functionMetrics'],
  run: ({functionMetrics}, _wanted, {nowMs, thresholds}) => {
    const throttles = total(between(functionMetrics['Throttles.Sum'], nowMs - windowMs, nowMs))
    const invocations = total(between(functionMetrics['Invocations.Sum'], nowMs - windowMs, nowMs))
    const share = throttles > 0 ? throttles / (throttles + invocations) : 0
    return share > thresholds.throttleShare ? [fail({share, throttles, invocations, minutes: windowMs / 60_000})] : []
  },
  text: {
    title: 'Invocations are throttled',
    why: 'A throttled batch waits until Lambda retries it. Under constant throttling the shards fall behind.',
    found: ({share, throttles, minutes}) =>
      `${percent(share)} of the attempts to invoke were throttled: ${count(throttles, 'throttle')} in ${count(minutes, 'minute')}.`,
  },
})
