import {defineCheck, fail} from '../../model/check.ts'
import {between, total} from '../../model/evidence/series.ts'
import {count} from '../../text/units.ts'

const windowMs = 15 * 60_000

export const throttledStreamReads = defineCheck({
  id: 'throttled-stream-reads',
  severity: 'medium',
  needs: ['tableMetrics'],
  run: ({tableMetrics}, _wanted, {nowMs, thresholds}) => {
    const throttled = between(tableMetrics['GetRecords.ThrottledRequests.Sum'], nowMs - windowMs, nowMs).filter(p => p.value > 0)
    return throttled.length >= thresholds.throttledMinutes
      ? [fail({throttles: total(throttled), throttledMinutes: throttled.length, minutes: windowMs / 60_000})]
      : []
  },
  text: {
    title: 'Reads of the stream are throttled',
    why: 'Readers that throttle each other deliver late and in bursts, without an error of the function.',
    found: ({throttles, throttledMinutes, minutes}) =>
      `${count(throttles, 'GetRecords call was', 'GetRecords calls were')} throttled, in ${throttledMinutes} of the last ${count(minutes, 'minute')}.`,
  },
})
