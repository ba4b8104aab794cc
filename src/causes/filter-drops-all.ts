import {defineCause, ruledOut} from '../model/cause.ts'
import {maybe} from '../model/derived.ts'
import {filteredSince, filtersAll} from '../model/event-counts.ts'
import type {Lag} from '../model/lag.ts'
import {regionFlag} from '../model/region-flag.ts'
import {between, total} from '../model/series.ts'
import {shellWord} from '../model/shell.ts'
import {count} from '../model/units.ts'

const minuteMs = 60_000

/** The end of the newest minute in which a batch was started, or the start of the window. */
const quietSince = ({series}: Lag, startMs: number): number => {
  const last = series.findLast(point => point.max !== null || point.min !== null)
  return last ? last.atMs + minuteMs : startMs
}

export const filterDropsAll = defineCause({
  id: 'filter-drops-all',
  title: 'The filters let no record through',
  harm: 'every record is read and thrown away for good',
  harmful: true,
  needs: ['mapping', 'polling', 'lag'],
  wants: ['mappingMetrics', 'tableMetrics', 'function', 'mappedStream'],
  weigh: ({mapping, polling, lag}, wanted, {startMs}) => {
    const hasFilters = mapping.filterPatterns === null || mapping.filterPatterns.length > 0
    const quiet = lag.state === 'stopped' || lag.state === 'unknown'
    if (!quiet || !hasFilters || polling.is === 'off' || maybe(wanted.mappedStream)?.is === 'stale') return ruledOut
    // What is refused or gone is not filtered.
    const target = maybe(wanted.function)
    if (target === null || target?.reservedConcurrency === 0 || lag.because.some(why => why.startsWith('invocations are refused')))
      return ruledOut
    const sinceMs = quietSince(lag, startMs)
    const counts = filteredSince(maybe(wanted.mappingMetrics), sinceMs)
    const table = maybe(wanted.tableMetrics)
    const returned = table ? total(between(table['ReturnedRecordsCount.Sum'], sinceMs, Number.POSITIVE_INFINITY)) : 0
    if (counts ? !filtersAll(counts) : lag.state === 'unknown') return counts && counts.polled > 0 ? ruledOut : {is: 'open'}
    return {
      is: 'present',
      confidence: counts ? 0.97 : returned > 0 ? 0.9 : 0.8,
      summary: 'Records are written, the mapping polls, and its filters drop every one of them.',
      because: [
        ...(counts
          ? [`${count(counts.filtered, 'record')} of ${count(counts.polled, 'record')} read since the last batch were filtered out.`]
          : []),
        ...(!counts && returned > 0
          ? [`${count(returned, 'record')} were read from the stream since the last batch, and none was handed over.`]
          : []),
        mapping.filterPatterns === null
          ? 'The mapping has filters, encrypted with a key, so they cannot be shown.'
          : `The mapping has ${count(mapping.filterPatterns.length, 'filter')}: ${mapping.filterPatterns.join(' or ')}`,
        'A filter sees DynamoDB types ({"S": ["paid"]}), and an image that the stream does not carry matches nothing.',
      ],
      against: counts ? [] : ['The mapping does not count its records (EventCount is off), so it is told from what else it cannot be.'],
      settledBy: counts ? null : 'The EventCount metrics of the mapping: FilteredOutEventCount beside PolledEventCount.',
      treatments: [
        {
          summary:
            'Compare the patterns with a record of the table, and put the right ones in. Records that were filtered out do not come back: read them from the table.',
          command: `aws lambda get-event-source-mapping${regionFlag(mapping.functionArn)} --uuid ${shellWord(mapping.uuid)} --query FilterCriteria`,
        },
      ],
    }
  },
})
