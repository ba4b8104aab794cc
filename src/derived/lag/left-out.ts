import {filteredSince, filtersAll} from '../../model/evidence/event-counts.ts'
import {hasProblem} from '../../signs/last-attempt.ts'
import {recordsRead} from './arrivals.ts'
import type {NotDelivered, Surroundings} from './not-delivered.ts'

interface LeftOut {
  state: NotDelivered['state']
  because: string[]
  /** Whether it holds at once: without the counts, a batch that passed may still be running. */
  sure: boolean
}

/**
 * The filters' explanation of records that arrive and are not handed over; null where they do not explain it. A record that a filter leaves out
 * does not wait and is not lost, so no time of loss comes of it. @param fromMs since when no batch was started.
 */
export function leftOut({filtering, mapping, mappingMetrics, tableMetrics, otherReaders}: Surroundings, fromMs: number): LeftOut | null {
  if (filtering === undefined || filtering.kind === 'none') return null
  const stopped = (why: string): LeftOut => ({state: 'stopped', because: [why], sure: true})
  if (filtering.kind === 'cannot-match') return stopped('no record can match the filters of the mapping')
  if (filtering.kind === 'never-matched')
    return stopped('records are written, and none has matched the filters since the mapping was changed')
  const counts = filteredSince(mappingMetrics, fromMs)
  const idle = (sure: boolean): LeftOut => ({
    state: 'idle',
    because: ['records are read, and none has matched the filters since the last batch'],
    sure,
  })
  if (counts) return filtersAll(counts) ? idle(true) : null
  const read = tableMetrics ? recordsRead(tableMetrics, fromMs, Number.POSITIVE_INFINITY) : null
  if (read === 0 || hasProblem(mapping)) return null
  if (read !== null && otherReaders === 0) return idle(false)
  return {state: 'unknown', because: ['no batch is started, and whether the filters exclude the new records is not known'], sure: false}
}
