import {defineCause, ruledOut} from '../model/cause.ts'
import {maybe} from '../model/derived.ts'
import type {MappingMetrics} from '../model/evidence.ts'
import {regionFlag} from '../model/mapping-change.ts'
import {between, total} from '../model/series.ts'
import {shellWord} from '../model/shell.ts'
import {count} from '../model/units.ts'

/** Records polled and filtered out in the newest half hour, by the mapping's own count; null without EventCount. */
function counts(metrics: MappingMetrics | undefined, nowMs: number): {polled: number; filtered: number} | null {
  const since = (name: keyof MappingMetrics) => (metrics ? between(metrics[name], nowMs - 30 * 60_000, nowMs) : [])
  const polled = since('PolledEventCount.Sum')
  return polled.length ? {polled: total(polled), filtered: total(since('FilteredOutEventCount.Sum'))} : null
}

export const filterDropsAll = defineCause({
  id: 'filter-drops-all',
  title: 'The filters let no record through',
  harm: 'every record is read and thrown away for good',
  harmful: true,
  needs: ['mapping', 'polling', 'lag'],
  wants: ['mappingMetrics', 'function', 'mappedStream'],
  weigh: ({mapping, polling, lag}, wanted, {nowMs}) => {
    if (lag.state === 'unknown') return {is: 'open'}
    const filtered = mapping.filterPatterns === null || mapping.filterPatterns.length > 0
    if (lag.state !== 'stopped' || !filtered || polling.is === 'off' || maybe(wanted.mappedStream)?.is === 'stale') return ruledOut
    // What is refused or gone is not filtered.
    const target = maybe(wanted.function)
    if (target === null || target?.reservedConcurrency === 0 || lag.because.some(why => why.startsWith('invocations are refused')))
      return ruledOut
    const seen = counts(maybe(wanted.mappingMetrics), nowMs)
    if (seen && (seen.polled === 0 || seen.filtered < 0.99 * seen.polled)) return ruledOut
    return {
      is: 'present',
      confidence: seen ? 0.97 : 0.8,
      summary: 'Records are written, the mapping polls, and its filters drop every one of them.',
      because: [
        ...(seen ? [`${count(seen.filtered, 'record')} of ${count(seen.polled, 'record')} read in half an hour were filtered out.`] : []),
        mapping.filterPatterns === null
          ? 'The mapping has filters, encrypted with a key, so they cannot be shown.'
          : `The mapping has ${count(mapping.filterPatterns.length, 'filter')}: ${mapping.filterPatterns.join(' or ')}`,
        'A filter sees DynamoDB types ({"S": ["paid"]}), and an image that the stream does not carry matches nothing.',
      ],
      against: seen ? [] : ['The mapping does not count its records (EventCount is off), so it is told from what else it cannot be.'],
      settledBy: seen ? null : 'The EventCount metrics of the mapping: FilteredOutEventCount beside PolledEventCount.',
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
