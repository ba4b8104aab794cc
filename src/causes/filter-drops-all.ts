import {filterFix} from '../advice/filter-fix.ts'
import {defineCause, type Open, type Present, ruledOut, ruledOutBecause} from '../model/cause.ts'
import {maybe} from '../model/derived/derived.ts'
import type {FaultyFilter, Filtering} from '../model/derived/filtering.ts'
import type {Lag} from '../model/derived/lag.ts'
import {filteredSince, filtersAll} from '../model/evidence/event-counts.ts'
import type {Mapping} from '../model/evidence/evidence.ts'
import {between, total} from '../model/evidence/series.ts'
import {type RecordShape, recordShapeOf} from '../signs/filter-record.ts'
import {misfitWords} from '../signs/filter-words.ts'
import {minuteMs} from '../text/minutes.ts'
import {count, isoMinute} from '../text/units.ts'
import {when} from './parts/lines.ts'

const text = {
  title: 'The filters match no record',
  harm: 'records are read, and none reaches the function',
  summary: {
    oneCannotMatch: 'The filter pattern matches no record of a DynamoDB stream.',
    noneCanMatch: 'No record of a DynamoDB stream matches any of the filter patterns.',
    changed: (atMs: number) => `The mapping was changed at ${isoMinute(atMs)}, and no record has matched its filters since.`,
    set: (atMs: number) => `The mapping was set at ${isoMinute(atMs)}, and no record has matched its filters since.`,
  },
  because: {
    hidden: 'The mapping has filters, encrypted with a key, so they cannot be shown.',
    filters: (patterns: readonly string[]) => `The mapping has ${count(patterns.length, 'filter')}: ${patterns.join(' or ')}`,
    stopped: (atMs: number) => `Batches were delivered regularly until ${isoMinute(atMs)}, and none since.`,
    filteredOut: (filtered: number, polled: number, sinceMs: number) =>
      `${count(filtered, 'record')} of ${count(polled, 'record')} read from the stream since ${isoMinute(sinceMs)} were filtered out.`,
    noneDelivered: (returned: number, sinceMs: number) =>
      `${count(returned, 'record')} were read from the stream since ${isoMinute(sinceMs)}, and none was delivered.`,
    exact: 'A pattern is compared exactly: names and values are case-sensitive, and values are under their type ({"S": ["paid"]}).',
  },
  against: {
    intention: 'The pattern is valid, and may exclude these records on purpose.',
    uncounted: 'EventCount metrics are off for the mapping.',
  },
  settledBy: 'The EventCount metrics of the mapping: FilteredOutEventCount beside PolledEventCount.',
  open: (sinceMs: number) =>
    `no record has matched the filters since ${isoMinute(sinceMs)}, the start of the known minutes; the intention is not known`,
  ruledOut: {
    noFilter: 'The mapping has no filter.',
    off: 'The mapping does not read the stream.',
    stale: 'The mapping does not read the latest stream of the table.',
    passed: 'Records passed the filters.',
    noRecords: 'No record arrives.',
  },
}

/** The end of the newest minute in which a batch was started, or the start of the window. */
const quietSince = ({series}: Lag, startMs: number): number => {
  const last = series.findLast(point => point.max !== null || point.min !== null)
  return last ? last.atMs + minuteMs : startMs
}

const shown = ({filterPatterns: patterns}: Mapping): string => (patterns === null ? text.because.hidden : text.because.filters(patterns))

/** The reads and the filtered records since an instant, in words. */
interface Reads {
  sentences: string[]
  counted: boolean
  seen: boolean
}

function cannotMatch(mapping: Mapping, filters: readonly FaultyFilter[], shape: RecordShape, reads: Reads): Present {
  return {
    kind: 'present',
    isSetting: true,
    confidence: 0.98,
    summary: filters.length === 1 ? text.summary.oneCannotMatch : text.summary.noneCanMatch,
    because: [...filters.flatMap(({misfits}) => misfits.map(misfitWords)), shown(mapping), ...reads.sentences],
    against: [],
    settledBy: null,
    fixes: [filterFix(mapping, shape)],
  }
}

function neverMatched(
  mapping: Mapping,
  {setMs, stoppedThen}: Filtering & {kind: 'never-matched'},
  shape: RecordShape,
  reads: Reads,
): Present {
  return {
    kind: 'present',
    isSetting: true,
    confidence: reads.counted ? 0.95 : reads.seen ? 0.88 : 0.75,
    summary: text.summary[stoppedThen ? 'changed' : 'set'](setMs),
    because: [...when(stoppedThen, text.because.stopped(setMs)), ...reads.sentences, shown(mapping), text.because.exact],
    against: [text.against.intention, ...when(!reads.counted, text.against.uncounted)],
    settledBy: reads.counted ? null : text.settledBy,
    fixes: [filterFix(mapping, shape)],
  }
}

const undecided = ({sinceMs}: Filtering & {kind: 'open'}): Open => ({
  kind: 'open',
  because: text.open(sinceMs),
})

export const filterDropsAll = defineCause({
  id: 'filter-drops-all',
  text,
  harmful: true,
  needs: ['mapping', 'polling', 'filtering', 'lag'],
  wants: ['mappingMetrics', 'tableMetrics', 'function', 'mappedStream', 'stream', 'table', 'siblings'],
  weigh: ({mapping, polling, filtering, lag}, wanted, {startMs, nowMs}) => {
    if (filtering.kind === 'none') return ruledOutBecause(text.ruledOut.noFilter)
    if (filtering.kind === 'selects') return ruledOut
    if (polling.kind === 'off') return ruledOutBecause(text.ruledOut.off)
    if (maybe(wanted.mappedStream)?.kind === 'stale') return ruledOutBecause(text.ruledOut.stale)
    // Records that are refused or gone are not filtered.
    const target = maybe(wanted.function)
    if (target === null || target?.reservedConcurrency === 0 || lag.because.some(why => why.startsWith('invocations are throttled')))
      return ruledOut
    const quiet = lag.state === 'stopped' || lag.state === 'unknown' || lag.state === 'idle'
    if (!quiet && filtering.kind !== 'cannot-match') return ruledOut
    const sinceMs = filtering.kind === 'never-matched' ? filtering.setMs : quietSince(lag, startMs)
    const counts = filteredSince(maybe(wanted.mappingMetrics), sinceMs)
    if (counts && counts.polled > 0 && !filtersAll(counts)) return ruledOutBecause(text.ruledOut.passed)
    const table = maybe(wanted.tableMetrics)
    const lately = (name: 'ReturnedRecordsCount.Sum' | 'ConsumedWriteCapacityUnits.Sum' | 'TimeToLiveDeletedItemCount.Sum') =>
      table ? total(between(table[name], sinceMs, nowMs)) : 0
    const returned = lately('ReturnedRecordsCount.Sum')
    const arrived = lately('ConsumedWriteCapacityUnits.Sum') + lately('TimeToLiveDeletedItemCount.Sum')
    // Where no record comes, none is left out.
    if (table && arrived + returned === 0 && (counts?.polled ?? 0) === 0) return ruledOutBecause(text.ruledOut.noRecords)
    const alone = maybe(wanted.siblings)?.every(other => other.eventSourceArn !== mapping.eventSourceArn) ?? false
    const counted = counts !== null && counts.polled > 0
    const seen = alone && returned > 0
    const reads: Reads = {
      counted,
      seen,
      sentences: counted
        ? [text.because.filteredOut(counts.filtered, counts.polled, sinceMs)]
        : when(seen, text.because.noneDelivered(returned, sinceMs)),
    }
    const shape = recordShapeOf(mapping, maybe(wanted.stream), maybe(wanted.table))
    if (filtering.kind === 'cannot-match') return cannotMatch(mapping, filtering.filters, shape, reads)
    return filtering.kind === 'never-matched' ? neverMatched(mapping, filtering, shape, reads) : undecided(filtering)
  },
})
