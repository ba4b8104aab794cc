import type {LagMetrics} from '../../evidence/index.ts'
import type {Item} from '../../model/evidence/item.ts'
import {between, type Series, total} from '../../model/evidence/series.ts'
import type {PipelineLag} from '../../model/watch/iterator-age.ts'
import {minuteMs} from '../../text/minutes.ts'

/** Long enough for some published minutes, short enough for the present. */
const minutes = 15

/** Sums of the newest minutes before `readMs` (epoch milliseconds). Without a datapoint a sum is unknown, and never 0. */
export function recentOf({functionMetrics, tableMetrics}: LagMetrics, readMs: number): PipelineLag['recent'] {
  const sum = <N extends string>(item: Item<Record<N, Series>>, name: N): number | null => {
    const found = item.state === 'known' ? between(item.value[name], readMs - minutes * minuteMs, readMs) : []
    return found.length === 0 ? null : total(found)
  }
  return {
    minutes,
    errors: sum(functionMetrics, 'Errors.Sum'),
    throttles: sum(functionMetrics, 'Throttles.Sum'),
    recordsRead: sum(tableMetrics, 'ReturnedRecordsCount.Sum'),
  }
}
