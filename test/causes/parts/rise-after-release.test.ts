import {describe, expect, it} from 'vitest'
import {hasRisen, newestRise, riseAround} from '../../../src/causes/parts/rise-after-release.ts'
import {minutesAgo} from '../../support/cause-table.ts'
import {functionMetrics, nowMs, series, startMs, tableMetrics} from '../../support/evidence.ts'

type Value = (ago: number) => number | null

describe('writes and work around a release', () => {
  interface Situation {
    writes: Value
    returned?: Value
    invocations?: Value
    releasedAgo?: number
  }
  /** Each level slopes, so that its middle tells which minutes were compared. */
  const sloping =
    (before: number, after: number, from = 40): Value =>
    ago =>
      ago > from ? before + ago : after - ago
  const rise = ({writes, returned = writes, invocations = () => 60, releasedAgo = 40}: Situation) => {
    const table = tableMetrics(() => null, {'ConsumedWriteCapacityUnits.Sum': series(writes), 'ReturnedRecordsCount.Sum': series(returned)})
    const found = riseAround(
      functionMetrics(() => 1, {'Invocations.Sum': series(invocations)}),
      table,
      minutesAgo(releasedAgo),
    )
    if (found === null) return null
    const ago = (ms: number) => (nowMs - ms) / 60_000
    return [found.before, found.after, ago(found.fromMs), ago(found.untilMs)]
  }
  const level =
    (before: number, after: number, from = 40): Value =>
    ago =>
      ago > from ? before : after
  const twice = {writes: level(1000, 2000)}

  it('is found by the middle of twenty minutes on either side', () => {
    expect(rise({writes: sloping(1000, 3000)})).toEqual([1051, 2970.5, 41, 39])
  })

  it.each<[string, Situation, boolean]>([
    ['twice the writes', twice, true],
    ['1.5 times the writes', {writes: level(1000, 1500)}, true],
    ['1.49 times the writes', {writes: level(1000, 1499)}, false],
    ['no writes before', {writes: level(0, 1500)}, false],
    ['writes that are not known before', {writes: ago => (ago > 40 ? null : 1500)}, false],
    ['writes that are not known since', {writes: ago => (ago > 40 ? 1000 : null)}, false],
    ['1.2 times the reads', {...twice, returned: level(1000, 1200)}, true],
    ['1.19 times the reads', {...twice, returned: level(1000, 1199)}, false],
    ['unknown reads, and 1.2 times the invocations', {...twice, returned: () => null, invocations: level(100, 120)}, true],
    ['unknown reads, and 1.19 times the invocations', {...twice, returned: () => null, invocations: level(100, 119)}, false],
    ['neither reads nor invocations', {...twice, returned: () => null, invocations: () => null}, false],
    ['a rise that is over', {writes: ago => (ago > 40 || ago <= 8 ? 1000 : 2000)}, false],
    ['a rise that ended four minutes ago', {writes: ago => (ago > 40 || ago <= 4 ? 1000 : 2000)}, true],
    ['a rise that ended five minutes ago', {writes: ago => (ago > 40 || ago <= 5 ? 1000 : 2000)}, false],
    ['newest minutes of 1.5 times', {writes: ago => (ago > 40 ? 1000 : ago <= 8 ? 1500 : 2000)}, true],
    ['newest minutes of less', {writes: ago => (ago > 40 ? 1000 : ago <= 9 ? 1499 : 2000)}, false],
    ['a wave of as much in 5 % of the minutes before', {writes: ago => (ago > 40 ? (ago > 174 ? 2000 : 1000) : 2000)}, true],
    ['a wave of as much in more of the minutes before', {writes: ago => (ago > 40 ? (ago > 173 ? 2000 : 1000) : 2000)}, false],
    ['a wave of a little less in more of the minutes before', {writes: ago => (ago > 40 ? (ago > 173 ? 1999 : 1000) : 2000)}, true],
    ['a release eight minutes ago', {writes: level(1000, 2000, 8), releasedAgo: 8}, true],
    ['a release in the newest minute', {writes: level(1000, 2000, 1), releasedAgo: 1}, false],
    ['a release before all minutes', {...twice, releasedAgo: 300}, false],
  ])('%s', (_name, situation, is) => expect(rise(situation) !== null).toBe(is))
})

describe('more is written than at the start of the window', () => {
  const risen = (writes: Value) =>
    hasRisen(
      tableMetrics(() => null, {'ConsumedWriteCapacityUnits.Sum': series(writes)}),
      nowMs,
      startMs,
    )
  // The middle of the first twenty minutes is 1170.5.
  const sloping =
    (last: number): Value =>
    ago =>
      ago > 20 ? 1000 + ago : last
  it.each<[string, Value, boolean]>([
    ['1.5 times', sloping(1.5 * 1170.5), true],
    ['a little less', sloping(1.5 * 1170.5 - 0.1), false],
    ['less', sloping(1.5 * 1170), false],
    ['1.5 times in twenty minutes that slope', ago => (ago > 100 ? 1000 : 1510.5 - ago), true],
    ['a little less in twenty minutes that slope', ago => (ago > 100 ? 1000 : 1510.4 - ago), false],
    ['the start is not known', ago => (ago > 160 ? null : 1), true],
    ['the end is not known', ago => (ago <= 20 ? null : 1000), true],
  ])('%s', (_name, writes, is) => expect(risen(writes)).toBe(is))
})

describe('the newest rise', () => {
  const newest = (writes: Value, sinceAgo = 5) => {
    const found = newestRise(series(writes), minutesAgo(sinceAgo))
    return found && [found.ratio, (nowMs - found.atMs) / 60_000]
  }
  const usual = (ago: number) => 1000 + (ago % 2)
  const since =
    (from: number, value: number, more: Value = usual): Value =>
    ago =>
      ago <= 3 ? null : ago <= from ? value : more(ago)
  it.each<[string, Value, number, [number, number] | null]>([
    ['of the minute of the change', since(5, 2000, () => 1000), 5, [2, 5]],
    ['of the minute before it', since(6, 2000, () => 1000), 5, [2, 6]],
    ['that came before', since(7, 2000, () => 1000), 5, null],
    ['of 1.5 times', since(5, 1500, () => 1000), 5, [1.5, 5]],
    ['of less', since(5, 1499, () => 1000), 5, null],
    ['of less after more', ago => (ago <= 3 ? null : ago === 5 ? 1500 : ago === 4 ? 1200 : 1000), 5, [1.2, 5]],
    ['above the middle of a slope', since(5, 3000, ago => 1000 + 10 * ago), 5, [3000 / 1160, 5]],
    ['as high as a usual minute', since(5, 1600, ago => (ago === 15 ? 1600 : 1000)), 5, null],
    ['higher than a usual minute', since(5, 1601, ago => (ago === 15 ? 1600 : 1000)), 5, [1.601, 5]],
    ['higher than a minute before the twenty', since(5, 1601, ago => (ago > 25 ? 9000 : 1000)), 5, [1.601, 5]],
    ['lower than the first of the twenty', since(5, 1601, ago => (ago === 25 ? 9000 : 1000)), 5, null],
    ['after ten minutes', since(5, 2000, ago => (ago > 16 ? null : 1000)), 5, [2, 5]],
    ['after nine minutes', since(5, 2000, ago => (ago > 15 ? null : 1000)), 5, null],
    ['after no writes', since(5, 2000, () => 0), 5, null],
    ['without a minute since', since(5, 2000, () => 1000), 2, null],
    ['that has not begun', since(0, 0, () => 1000), 5, null],
  ])('%s', (_name, writes, sinceAgo, is) => expect(newest(writes, sinceAgo)).toEqual(is))
})
