import {defineCheck, fail} from '../../model/check.ts'
import {between, total, valueAt} from '../../model/evidence/series.ts'
import {count} from '../../text/units.ts'

const windowMs = 15 * 60_000

export const throttledWrites = defineCheck({
  id: 'throttled-writes',
  severity: 'low',
  needs: ['tableMetrics', 'table'],
  run: ({tableMetrics, table}, _wanted, {nowMs, thresholds}) => {
    const hot = tableMetrics['WriteKeyRangeThroughputThrottleEvents.Sum']
    // Those of a hot partition are a finding of their own.
    const throttled = between(tableMetrics['WriteThrottleEvents.Sum'], nowMs - windowMs, nowMs)
      .map(({atMs, value}) => ({atMs, value: value - (valueAt(hot, atMs) ?? 0)}))
      .filter(p => p.value > 0)
    if (throttled.length < thresholds.throttledMinutes) return []
    const provisioned = total(between(tableMetrics['WriteProvisionedThroughputThrottleEvents.Sum'], nowMs - windowMs, nowMs))
    return [
      fail({
        throttles: total(throttled),
        provisionedThrottles: provisioned,
        minutes: windowMs / 60_000,
        billingMode: table?.billingMode ?? null,
        provisionedWriteUnits: table?.provisionedWriteUnits ?? null,
      }),
    ]
  },
  text: {
    title: 'Writes to the table are throttled',
    why: 'A throttled write creates no record: the stream shows less than the load, and a burst follows when the writers retry.',
    found: ({throttles, provisionedThrottles, minutes, provisionedWriteUnits}) => {
      const throttled = `The table throttled ${count(throttles, 'write')} in ${count(minutes, 'minute')}`
      return provisionedThrottles > 0 && provisionedWriteUnits !== null
        ? `${throttled}: it has ${count(provisionedWriteUnits, 'write unit')} a second.`
        : `${throttled}.`
    },
  },
})
