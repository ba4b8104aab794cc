import {between, type Series} from '../../../src/model/evidence/series.ts'
import {minuteMs} from '../../../src/text/minutes.ts'
import type {Seen} from './metrics-of.ts'

const newestMinutes = 10
/** Below it nothing is called unusual. */
const unusual = 3

/** How many standard deviations the newest minutes lie above those of the first half of the window; 0 where there is too little of either. */
function zScore(series: Series, {startMs, nowMs}: Seen, countsFrom0: boolean): number {
  const middleMs = (startMs + nowMs) / 2
  const valuesIn = (fromMs: number, toMs: number) => {
    const list = between(series, fromMs, toMs).map(({value}) => value)
    // A count metric without a datapoint is 0.
    const absent = countsFrom0 ? Math.max(0, Math.floor((toMs - fromMs) / minuteMs) - list.length) : 0
    return [...list, ...Array.from({length: absent}, () => 0)]
  }
  const before = valuesIn(startMs, middleMs)
  const now = valuesIn(nowMs - newestMinutes * minuteMs, nowMs)
  if (before.length < 5 || now.length === 0) return 0
  const mean = before.reduce((sum, value) => sum + value, 0) / before.length
  const deviation = Math.sqrt(before.reduce((sum, value) => sum + (value - mean) ** 2, 0) / before.length)
  const present = now.reduce((sum, value) => sum + value, 0) / now.length
  return (present - mean) / Math.max(deviation, 0.01 * Math.abs(mean), 1e-3)
}

/** The cause that a monitoring dashboard would suggest for each metric. */
const suggestions: readonly [(seen: Seen) => Series | undefined, string, countsFrom0: boolean][] = [
  [seen => seen.functionMetrics?.['Errors.Sum'], 'failing-function', true],
  [seen => seen.functionMetrics?.['Throttles.Sum'], 'throttled-concurrency', true],
  [seen => seen.functionMetrics?.['Duration.p50'], 'slow-handler', false],
  [seen => seen.functionMetrics?.['DestinationDeliveryFailures.Sum'], 'broken-destination', true],
  [seen => seen.functionMetrics?.['IteratorAge.Maximum'], 'insufficient-throughput', false],
  [seen => seen.tableMetrics?.['ConsumedWriteCapacityUnits.Sum'], 'write-burst', true],
  [seen => seen.tableMetrics?.['WriteKeyRangeThroughputThrottleEvents.Sum'], 'hot-partition', true],
  [seen => seen.tableMetrics?.['GetRecords.ThrottledRequests.Sum'], 'reader-contention', true],
]

/** "The highest z-score wins": the metric that differs most from the first half of the window names the cause. */
export function highestZScore(seen: Seen): string | null {
  const scores = suggestions.flatMap(([of, id, countsFrom0]) => {
    const series = of(seen)
    return series === undefined ? [] : [{id, score: zScore(series, seen, countsFrom0)}]
  })
  const best = scores.sort((a, b) => b.score - a.score)[0]
  return best === undefined || best.score < unusual ? null : best.id
}
