import {describe, expect, it} from 'vitest'
import {type Coupling, couplingOf} from '../../../src/causes/parts/correlation.ts'
import {minutesAgo} from '../../support/cause-table.ts'
import {functionMetrics, series, tableMetrics} from '../../support/evidence.ts'

/** The rise lies between forty and thirty-nine minutes ago; the work is compared from two minutes later on. */
const rise = {before: 1000, after: 3000, fromMs: minutesAgo(40), untilMs: minutesAgo(39)}
const firstAgo = 37

interface Minutes {
  /** Writes and work of the minutes since, oldest first. */
  writes: (number | null)[]
  work?: (number | null)[]
  /** Writes and reads of the minutes before. */
  usual?: number[]
  returned?: number[]
  before?: number
}

const since = (list: readonly (number | null)[]) => (ago: number) => list[firstAgo - ago] ?? null
const earlier = (list: readonly number[]) => (ago: number) => (ago > 40 ? (list[ago - 41] ?? null) : null)

function coupling({
  writes,
  work = writes.map(() => 100),
  usual = alternating(10, 1200, 0),
  returned = [],
  before = 1000,
}: Minutes): Coupling {
  // The minutes of the rise itself would decide, were they compared.
  const between = (ago: number) => (ago <= 40 && ago > firstAgo ? 1e6 * (ago % 2) : null)
  const table = tableMetrics(() => null, {
    'ConsumedWriteCapacityUnits.Sum': series(ago => between(ago) ?? since(writes)(ago) ?? earlier(usual)(ago)),
    'ReturnedRecordsCount.Sum': series(ago => earlier(returned)(ago)),
  })
  const metrics = functionMetrics(() => 1, {
    'Invocations.Sum': series(ago => (ago > 40 ? 100 : ago > firstAgo ? 1e6 * (ago % 2) : since(work)(ago))),
  })
  return couplingOf(metrics, table, {...rise, before})
}

/** So many minutes that go up and down around a mean. */
function alternating(minutes: number, mean: number, by: number): number[] {
  return Array.from({length: minutes}, (_, i) => mean + (i % 2 === 0 ? by : -by))
}

/** Work that varies, and writes of which a part follows it. */
const work = [100, 120, 90, 130, 80, 110, 140, 100, 125, 85]
const noise = [60, -60, 60, -60, -60, 60, 60, 60, -60, -60]
const following = (minutes: number, share: number) => ({
  work: work.slice(0, minutes),
  writes: work.slice(0, minutes).map((value, i) => 3000 + 10 * value + share * (noise[i] as number)),
})

describe('writes and work since a rise', () => {
  it.each<[string, Minutes, Coupling]>([
    ['nothing varies', {writes: alternating(10, 3000, 0)}, null],
    ['writes vary as chance explains', {writes: alternating(10, 3000, 52)}, null],
    ['writes vary by more', {writes: alternating(10, 3000, 53)}, 'apart'],
    ['writes vary as before', {writes: alternating(10, 3000, 62), usual: alternating(10, 1200, 20)}, null],
    ['writes vary by more than before', {writes: alternating(10, 3000, 63), usual: alternating(10, 1200, 20)}, 'apart'],
    ['a record takes four units', {writes: alternating(10, 3000, 105), returned: alternating(10, 300, 0)}, null],
    [
      'a record takes four units, and writes vary by more',
      {writes: alternating(10, 3000, 106), returned: alternating(10, 300, 0)},
      'apart',
    ],
    ['a record takes less than a unit', {writes: alternating(10, 3000, 53), returned: alternating(10, 2400, 0)}, 'apart'],
    ['the reads of some minutes are known', {writes: alternating(10, 3000, 106), returned: alternating(2, 300, 0)}, 'apart'],
    ['no record was read before', {writes: alternating(10, 3000, 500), returned: alternating(10, 0, 0)}, null],
    ['the work varies against the writes', {writes: alternating(10, 3000, 337), work: alternating(10, 100, -10)}, null],
    ['the work varies less against the writes', {writes: alternating(10, 3000, 338), work: alternating(10, 100, -10)}, 'apart'],
    ['no more is written than before', {writes: alternating(10, 3000, 1), before: 4000}, 'apart'],
    ['no more is written than before, and nothing varies', {writes: alternating(10, 3000, 0), before: 4000}, null],
    ['five minutes', {writes: alternating(5, 3000, 80)}, 'apart'],
    ['five minutes of less', {writes: alternating(5, 3000, 60)}, null],
    ['four minutes', {writes: alternating(4, 3000, 800)}, null],
    ['eight minutes before', {writes: alternating(10, 3000, 53), usual: alternating(8, 1200, 0)}, 'apart'],
    ['seven minutes before', {writes: alternating(10, 3000, 500), usual: alternating(7, 1200, 0)}, null],
    ['no work', {writes: alternating(10, 3000, 500), work: alternating(10, 0, 0)}, null],
    ['work of other minutes', {writes: alternating(8, 3000, 500), work: [...alternating(4, 100, 0), null, null, null, null]}, null],
    ['the writes follow', following(8, 0), 'follows'],
    ['the writes follow in eight minutes', following(8, 2.64), 'follows'],
    ['the writes follow less in eight minutes', following(8, 2.65), null],
    ['the writes follow in ten minutes', following(10, 2.91), 'follows'],
    ['the writes follow less in ten minutes', following(10, 2.92), null],
    ['the writes follow in seven minutes', following(7, 0), null],
    ['the writes go against the work', {work: work.slice(0, 9), writes: work.slice(0, 9).map(value => 4000 - value)}, null],
  ])('%s', (_name, minutes, is) => expect(coupling(minutes)).toBe(is))
})
