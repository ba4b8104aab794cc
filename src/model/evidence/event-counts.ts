import type {MappingMetrics} from './evidence.ts'
import {between} from './series.ts'

/** Records, in minutes that have the counts. */
export interface EventCounts {
  polled: number
  filtered: number
  /** Handed to the function; 0 where nothing was counted. */
  invoked: number
}

/** Records that the mapping read, filtered out and handed over since, in minutes with the first two counts; null without any (EventCount is opt-in). */
export function filteredSince(metrics: MappingMetrics | undefined, fromMs: number): EventCounts | null {
  const since = (name: keyof MappingMetrics) => (metrics ? between(metrics[name], fromMs, Number.POSITIVE_INFINITY) : [])
  const filtered = new Map(since('FilteredOutEventCount.Sum').map(p => [p.atMs, p.value]))
  const both = since('PolledEventCount.Sum').filter(p => filtered.has(p.atMs))
  if (both.length === 0) return null
  return {
    polled: both.reduce((sum, p) => sum + p.value, 0),
    filtered: both.reduce((sum, p) => sum + (filtered.get(p.atMs) ?? 0), 0),
    invoked: since('InvokedEventCount.Sum').reduce((sum, p) => sum + p.value, 0),
  }
}

/** Whether no read record was handed over: a filter that passes one record in a hundred selects. */
export const filtersAll = ({polled, filtered, invoked}: EventCounts): boolean => polled > 0 && invoked === 0 && filtered >= 0.99 * polled
