import type {MappingMetrics} from './evidence.ts'
import {between} from './series.ts'

/** Records that the mapping read and filtered out since, in minutes that have both counts; null without any (EventCount is opt-in). */
export function filteredSince(metrics: MappingMetrics | undefined, fromMs: number): {polled: number; filtered: number} | null {
  const since = (name: keyof MappingMetrics) => (metrics ? between(metrics[name], fromMs, Number.POSITIVE_INFINITY) : [])
  const filtered = new Map(since('FilteredOutEventCount.Sum').map(p => [p.atMs, p.value]))
  const both = since('PolledEventCount.Sum').filter(p => filtered.has(p.atMs))
  if (both.length === 0) return null
  return {
    polled: both.reduce((sum, p) => sum + p.value, 0),
    filtered: both.reduce((sum, p) => sum + (filtered.get(p.atMs) ?? 0), 0),
  }
}

/** From this share on the filters let nothing through. */
export const filtersAll = ({polled, filtered}: {polled: number; filtered: number}): boolean => polled > 0 && filtered >= 0.99 * polled
