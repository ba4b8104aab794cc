import {thresholds} from '../../../src/aws-facts/thresholds.ts'
import {between, type Point, type Series, total} from '../../../src/model/evidence/series.ts'
import {minuteMs} from '../../../src/text/minutes.ts'
import type {Seen} from './metrics-of.ts'

const newestMinutes = 15

const meanOf = (list: readonly Point[]): number => (list.length === 0 ? 0 : total([...list]) / list.length)
const highest = (list: readonly Point[]): number => Math.max(0, ...list.map(({value}) => value))

/** The numbers that the guide compares, over the newest quarter of an hour and, of the duration, the first half of the window. */
function numbersOf({nowMs, startMs, functionMetrics, tableMetrics}: Seen) {
  if (functionMetrics === undefined) return undefined
  const newest = (series: Series) => between(series, nowMs - newestMinutes * minuteMs, nowMs)
  const sum = (series: Series) => total(newest(series))
  const ages = newest(functionMetrics['IteratorAge.Maximum'])
  const earlier = between(functionMetrics['Duration.p50'], startMs, (startMs + nowMs) / 2)
  const invocations = sum(functionMetrics['Invocations.Sum'])
  return {
    invocations,
    errorRate: invocations === 0 ? 0 : sum(functionMetrics['Errors.Sum']) / invocations,
    throttleShare: sum(functionMetrics['Throttles.Sum']) / Math.max(1, invocations + sum(functionMetrics['Throttles.Sum'])),
    ageSeconds: highest(ages) / 1000,
    youngestSeconds: highest(newest(functionMetrics['IteratorAge.Minimum'])) / 1000,
    grows: (ages.at(-1)?.value ?? 0) > (ages[0]?.value ?? 0),
    slower: meanOf(newest(functionMetrics['Duration.p50'])) >= thresholds.durationRatio * meanOf(earlier) && earlier.length > 0,
    longestSeconds: highest(newest(functionMetrics['Duration.Maximum'])) / 1000,
    notDelivered: sum(functionMetrics['DestinationDeliveryFailures.Sum']),
    written: tableMetrics === undefined ? 0 : sum(tableMetrics['ConsumedWriteCapacityUnits.Sum']),
  }
}

/** The operator's guide as a shell script: its decision list, the first line that fits, with its own thresholds. */
export function guide(seen: Seen): string | null {
  const {mapping, function: code, stream, table} = seen
  if (mapping && mapping.state !== 'Enabled') return 'mapping-disabled'
  if (table && mapping && table.latestStreamArn !== mapping.eventSourceArn) return 'stale-stream'
  if (stream && stream.streamStatus !== 'ENABLED') return 'stale-stream'
  if (code === null || code?.reservedConcurrency === 0 || (code?.state ?? 'Active') !== 'Active') return 'function-unavailable'
  const numbers = numbersOf(seen)
  if (numbers === undefined) return null
  const {invocations, errorRate, throttleShare, ageSeconds, youngestSeconds, grows, slower, longestSeconds, notDelivered, written} = numbers
  if (invocations === 0 && throttleShare === 0 && written > 0)
    return (mapping?.filterPatterns?.length ?? 0) > 0 ? 'filter-drops-all' : 'access-denied'
  if (notDelivered > 0) return 'broken-destination'
  if (errorRate > thresholds.errorRate) {
    if (longestSeconds >= (code?.timeoutSeconds ?? Number.POSITIVE_INFINITY)) return 'function-timeout'
    // One shard is late and the others are not: the same record again and again.
    return ageSeconds > thresholds.iteratorAgeSeconds && youngestSeconds < thresholds.iteratorAgeSeconds
      ? 'poison-record'
      : 'failing-function'
  }
  if (throttleShare > thresholds.throttleShare) return 'throttled-concurrency'
  if (ageSeconds <= thresholds.iteratorAgeSeconds) return null
  if (slower) return 'slow-handler'
  if (youngestSeconds < thresholds.iteratorAgeSeconds) return 'hot-partition'
  return grows ? 'insufficient-throughput' : 'write-burst'
}
