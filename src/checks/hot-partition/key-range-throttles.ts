import {regionFlag} from '../../advice/region-flag.ts'
import {spreadWrites} from '../../advice/spread-writes.ts'
import {defineCheck, fail} from '../../model/check.ts'
import {between, total} from '../../model/evidence/series.ts'
import {option} from '../../text/shell.ts'
import {count} from '../../text/units.ts'

const windowMs = 15 * 60_000

export const keyRangeThrottles = defineCheck({
  id: 'key-range-throttles',
  severity: 'medium',
  needs: ['tableMetrics', 'mapping'],
  run: ({tableMetrics, mapping}, _wanted, {nowMs, thresholds}) => {
    const throttled = between(tableMetrics['WriteKeyRangeThroughputThrottleEvents.Sum'], nowMs - windowMs, nowMs).filter(p => p.value > 0)
    if (throttled.length < thresholds.throttledMinutes) return []
    return [
      fail(
        {throttles: total(throttled), throttledMinutes: throttled.length, minutes: windowMs / 60_000},
        {
          command: `aws dynamodb update-contributor-insights${regionFlag(mapping.eventSourceArn)}${option('table-name', mapping.tableName ?? 'TABLE')} --contributor-insights-action ENABLE --contributor-insights-mode THROTTLED_KEYS`,
        },
      ),
    ]
  },
  text: {
    title: 'Writes to a hot partition are throttled',
    why: 'A partition accepts 1,000 write units a second, also on a table with more capacity. All of its records go to one shard.',
    found: ({throttles, throttledMinutes, minutes}) =>
      `A hot partition throttled ${count(throttles, 'write')}, in ${throttledMinutes} of the last ${count(minutes, 'minute')}.`,
    fix: () => spreadWrites,
  },
})
