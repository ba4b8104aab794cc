import {defineDerived, maybe} from '../../model/derived/derived.ts'
import type {DurationChange} from '../../model/derived/duration-change.ts'
import type {FunctionMetrics, TableMetrics} from '../../model/evidence/evidence.ts'
import {ratio} from '../../model/evidence/ratio.ts'
import {type Point, points, valueAt} from '../../model/evidence/series.ts'
import {median} from '../../signs/statistics.ts'
import {minuteMs} from '../../text/minutes.ts'

/** The newest minutes, and those at least so long before them: a slow change is seen, and a deployment lies between. */
const recentMs = 15 * minuteMs
const gapMs = 30 * minuteMs
const leastRecent = 5
const leastEarlier = 20

const middle = (list: readonly Point[]): number => median(list.map(p => p.value))

/** Milliseconds per record of these minutes, or null: the records that GetRecords returned are shared out over the invocations of its minute. */
function perRecordMs(minutes: readonly Point[], metrics: FunctionMetrics, table: TableMetrics | undefined): number | null {
  const values = minutes.flatMap(({atMs, value}) => {
    const records = table ? valueAt(table['ReturnedRecordsCount.Sum'], atMs) : null
    const invocations = valueAt(metrics['Invocations.Sum'], atMs)
    return ratio(invocations === null ? null : value * invocations, records) ?? []
  })
  return values.length >= leastRecent ? median(values) : null
}

/** The function against itself, earlier in the window. Medians: a few slow minutes move nothing. */
export const durationChange = defineDerived({
  key: 'durationChange',
  needs: ['functionMetrics'],
  wants: ['tableMetrics'],
  compute: ({functionMetrics: metrics}, wanted): DurationChange => {
    const all = points(metrics['Duration.Average'])
    const newestMs = all.at(-1)?.atMs ?? 0
    const recent = all.filter(p => p.atMs > newestMs - recentMs)
    const earlier = all.filter(p => p.atMs <= newestMs - recentMs - gapMs)
    if (recent.length < leastRecent || earlier.length < leastEarlier) return null
    const earlierMs = middle(earlier)
    const table = maybe(wanted.tableMetrics)
    const [now, before] = [perRecordMs(recent, metrics, table), perRecordMs(earlier, metrics, table)]
    return {
      recentMs: middle(recent),
      earlierMs,
      noiseMs: 1.4826 * median(earlier.map(p => Math.abs(p.value - earlierMs))),
      perRecordRatio: ratio(now, before),
      recentMinutes: recent.length,
      earlierMinutes: earlier.length,
    }
  },
})
