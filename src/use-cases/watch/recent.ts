import type {LagMetrics} from '../../evidence/index.ts'
import type {Item} from '../../model/evidence/item.ts'
import {between, type Point, type Series, total} from '../../model/evidence/series.ts'
import type {PipelineLag} from '../../model/watch/iterator-age.ts'
import {minuteMs} from '../../text/minutes.ts'

/** Long enough for some published minutes, short enough for the present. */
const minutes = 15

/** The newest minutes before `readMs` (epoch milliseconds). Without a datapoint a number is unknown, and never 0. */
export function recentOf({functionMetrics, tableMetrics}: LagMetrics, readMs: number): PipelineLag['recent'] {
  const found = <N extends string>(item: Item<Record<N, Series>>, name: N): Point[] =>
    item.state === 'known' ? between(item.value[name], readMs - minutes * minuteMs, readMs) : []
  const sum = (list: Point[]): number | null => (list.length === 0 ? null : total(list))
  const reads = found(tableMetrics, 'ReturnedRecordsCount.Sum')
  return {
    minutes,
    errors: sum(found(functionMetrics, 'Errors.Sum')),
    throttles: sum(found(functionMetrics, 'Throttles.Sum')),
    // The newest minutes are not published yet: they must not lower the rate.
    recordsReadPerMinute: reads.length === 0 ? null : total(reads) / reads.length,
  }
}
