import {defineDerived, maybe} from '../../model/derived/derived.ts'
import type {Filtering} from '../../model/derived/filtering.ts'
import {takesPlace} from '../../model/derived/polling.ts'
import {filteredSince, filtersAll} from '../../model/evidence/event-counts.ts'
import type {FunctionMetrics, MappingMetrics, TableMetrics} from '../../model/evidence/evidence.ts'
import {between, points, total} from '../../model/evidence/series.ts'
import {impossibleBecause, matchedKinds, rootsOf} from '../../signs/filter-pattern.ts'
import {type RecordShape, recordShapeOf} from '../../signs/filter-record.ts'
import {minuteMs} from '../../text/minutes.ts'
import {recordsRead} from '../lag/arrivals.ts'

/** Records that were read before a change are still handed over, and a minute is stamped at its start. */
const settleMs = 3 * minuteMs
/** Without the time of the change, only the newest batches are known to have passed the filters of now. */
const latelyMs = 15 * minuteMs
/** Batches that would have come by chance with less than this probability did not come because of the change. */
const byChance = 0.01
/** So few records without a match say nothing. Our choice. */
const leastRecords = 100
/** CloudWatch publishes up to three minutes late; the running minute comes on top. */
const publicationMs = 4 * minuteMs

interface Seen {
  metrics: FunctionMetrics | undefined
  own: MappingMetrics | undefined
  table: TableMetrics | undefined
  shape: RecordShape
  /** Other mappings start batches of the same function. */
  isShared: boolean
}

/** The minutes (their starts) in which a batch of this mapping was started, oldest first. */
function deliveries({metrics, own, isShared}: Seen): number[] {
  const invoked = own ? points(own['InvokedEventCount.Sum']).filter(p => p.value > 0) : []
  const started =
    metrics && !isShared
      ? (['IteratorAge.Maximum', 'IteratorAge.Minimum', 'IteratorAge.SampleCount'] as const).flatMap(name => points(metrics[name]))
      : []
  return [...new Set([...invoked, ...started].map(p => p.atMs))].sort((a, b) => a - b)
}

/** Whether the batches before an instant came so regularly that their absence since is no chance. */
function endedThen(minutes: readonly number[], startMs: number, setMs: number, nowMs: number): boolean {
  const before = minutes.filter(atMs => atMs < setMs).length
  const share = before / ((setMs - startMs) / minuteMs + 1)
  const quietMinutes = (nowMs - publicationMs - setMs - settleMs) / minuteMs
  return before > 0 && quietMinutes > 0 && (1 - share) ** quietMinutes < byChance
}

/** Filters that name kinds of records alone are valid selections, whatever comes: nothing in the records could be misspelt. */
const namesKindsOnly = (patterns: readonly string[]): boolean => patterns.every(pattern => !rootsOf(pattern).includes('dynamodb'))

/** Records were read since the mapping was set, and none was handed over; null when the metrics do not tell. */
function allLeftOut({own, table}: Seen, fromMs: number): boolean | null {
  const counts = filteredSince(own, fromMs)
  if (counts) return counts.polled >= leastRecords && filtersAll(counts)
  const read = table ? recordsRead(table, fromMs, Number.POSITIVE_INFINITY) : null
  return read === null ? null : read >= leastRecords
}

function sinceSet(seen: Seen, patterns: readonly string[] | null, setMs: number, startMs: number, nowMs: number): Filtering {
  const fromMs = setMs + settleMs
  const open = {kind: 'open', sinceMs: Math.max(startMs, fromMs)} as const
  if (setMs <= startMs || (patterns !== null && namesKindsOnly(patterns))) return open
  const minutes = deliveries(seen)
  const left = allLeftOut(seen, fromMs)
  if (endedThen(minutes, startMs, setMs, nowMs)) return left === false ? open : {kind: 'never-matched', setMs, stoppedThen: true}
  // A mapping that read before and had no match then either may be one that is meant to match seldom.
  const polled = seen.own?.['PolledEventCount.Sum']
  // Without a count, whether it read before is not known.
  const readBefore = polled === undefined || points(polled).length === 0 || total(between(polled, startMs, setMs)) > 0
  return left === true && minutes.length === 0 && !readBefore ? {kind: 'never-matched', setMs, stoppedThen: false} : open
}

/**
 * Whether the filters of a mapping select or drop everything. Sure is a pattern that no record can match, and one that has matched
 * nothing since it was set while records came. A batch since then shows that they match, whatever the pattern looks like.
 */
export const filtering = defineDerived({
  key: 'filtering',
  needs: ['mapping'],
  wants: ['functionMetrics', 'mappingMetrics', 'tableMetrics', 'stream', 'table', 'siblings'],
  compute: ({mapping}, wanted, {nowMs, startMs}): Filtering => {
    const {filterPatterns: patterns, lastModifiedMs: setMs} = mapping
    if (patterns?.length === 0) return {kind: 'none'}
    const table = maybe(wanted.tableMetrics)
    const seen: Seen = {
      metrics: maybe(wanted.functionMetrics),
      own: maybe(wanted.mappingMetrics),
      table,
      shape: recordShapeOf(mapping, maybe(wanted.stream), maybe(wanted.table)),
      isShared: maybe(wanted.siblings)?.some(other => other.functionName === mapping.functionName && takesPlace(other)) ?? true,
    }
    const passedFromMs = setMs === null ? nowMs - latelyMs : setMs + settleMs
    if (deliveries(seen).some(atMs => atMs >= passedFromMs)) return {kind: 'selects', why: 'matched'}
    if (patterns === null) return sinceSet(seen, null, setMs ?? startMs, startMs, nowMs)
    const filters = patterns.map(pattern => ({pattern, misfits: impossibleBecause(pattern, seen.shape)}))
    if (filters.every(({misfits}) => misfits.length > 0)) return {kind: 'cannot-match', filters}
    const kinds = patterns.flatMap(pattern => matchedKinds(pattern, seen.shape))
    const expired = table ? total(between(table['TimeToLiveDeletedItemCount.Sum'], setMs ?? startMs, nowMs)) : null
    if (expired === 0 && kinds.every(kind => kind === 'EXPIRED')) return {kind: 'selects', why: 'nothing-expired'}
    return sinceSet(seen, patterns, setMs ?? startMs, startMs, nowMs)
  },
})
