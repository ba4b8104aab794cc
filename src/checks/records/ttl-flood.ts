import {defineCheck, fail} from '../../model/check.ts'
import {between, total} from '../../model/evidence/series.ts'
import {count, percent} from '../../text/units.ts'

const windowMs = 60 * 60_000

export const ttlFlood = defineCheck({
  id: 'ttl-flood',
  severity: 'info',
  needs: ['tableMetrics', 'mapping'],
  run: ({tableMetrics, mapping}, _wanted, {nowMs, thresholds}) => {
    const deletes = total(between(tableMetrics['TimeToLiveDeletedItemCount.Sum'], nowMs - windowMs, nowMs))
    const writes = total(between(tableMetrics['ConsumedWriteCapacityUnits.Sum'], nowMs - windowMs, nowMs))
    // With filters, the share that reaches the function is another one.
    if (mapping.filterPatterns === null || mapping.filterPatterns.length > 0 || deletes < thresholds.ttlDeletesHigh) return []
    const share = deletes / (deletes + writes)
    return share >= thresholds.ttlShare ? [fail({deletes, writeUnits: writes, share, minutes: windowMs / 60_000})] : []
  },
  text: {
    title: 'Most records are deletes by Time to Live',
    why: 'Expired items arrive as ordinary records: they invoke the function and fill its batches.',
    found: ({deletes, share, minutes}) =>
      `${count(deletes, 'item')} expired in ${count(minutes, 'minute')}, ${percent(share)} or more of the records, and no filter is set.`,
  },
})
