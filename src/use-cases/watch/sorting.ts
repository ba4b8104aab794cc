import {byDanger, byName, type PipelineLag} from '../../model/watch/iterator-age.ts'
import {type Sorting, type SortOrder, sortOrders} from '../../model/watch/watch.ts'
import {epochMs} from '../../text/units.ts'

/** The number that an order compares, the highest first; null where it is unknown. */
const values: Partial<Record<SortOrder, (pipeline: PipelineLag) => number | null>> = {
  age: ({lag}) => lag.ageSeconds,
  growth: ({lag}) => lag.slope,
  loss: ({lag}) => (lag.lossAt === null ? null : -epochMs(lag.lossAt)),
}

/** The pipelines in this order; those without a value are last in both directions. */
export function sorted(pipelines: readonly PipelineLag[], {by, reversed}: Sorting): PipelineLag[] {
  const sign = reversed ? -1 : 1
  const value = values[by]
  if (value === undefined) return [...pipelines].sort((a, b) => sign * (by === 'name' ? byName(a, b) : byDanger(a, b)))
  return [...pipelines].sort((a, b) => {
    const [first, second] = [value(a), value(b)]
    if (first === null || second === null) return Number(first === null) - Number(second === null) || byDanger(a, b)
    return sign * (second - first) || byDanger(a, b)
  })
}

/** The order after this one, in its usual direction. */
export const nextSorting = ({by}: Sorting): Sorting => ({
  by: sortOrders[(sortOrders.indexOf(by) + 1) % sortOrders.length] ?? 'risk',
  reversed: false,
})
