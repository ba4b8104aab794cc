import {defineCheck, fail, undecidable} from '../model/check.ts'
import type {HotKeys} from '../model/evidence.ts'
import {partitionUnitsPerMinute} from '../model/limits.ts'
import {count, number, percent} from '../model/units.ts'

type Key = HotKeys['keys'][number]

/** Where the whole table lacks capacity, writes to many keys are refused: a key is hot when most of what is refused is its own. */
function mostThrottled(keys: readonly Key[]): Key | undefined {
  const throttled = keys.filter(({counts, maximumPerMinute}) => counts === 'throttled' && maximumPerMinute > 0)
  return throttled.find(key => {
    const alike = throttled.filter(({labels}) => labels.length === key.labels.length)
    return key.maximumPerMinute >= alike.reduce((sum, one) => sum + one.maximumPerMinute, 0) / 2
  })
}

export const hotKey = defineCheck({
  id: 'hot-key',
  title: 'One key takes most of what a partition can',
  severity: 'medium',
  why: 'All items of a partition key live in the same partitions: a hot key is refused, and its shard falls behind, while the others are idle.',
  needs: ['hotKeys'],
  run: ({hotKeys}, _wanted, {thresholds}) => {
    if (hotKeys === null) return []
    // While it is ENABLING nothing was counted yet.
    if (hotKeys.status !== 'ENABLED') return undecidable('Contributor Insights, which counts keys, is not enabled on the table')
    const hottest = [...hotKeys.keys].sort((a, b) => b.maximumPerMinute - a.maximumPerMinute)
    const throttled = mostThrottled(hottest)
    const accessed = hottest.find(key => key.counts === 'accessed')
    const share = accessed ? accessed.maximumPerMinute / partitionUnitsPerMinute : 0
    const found = throttled ?? (share >= thresholds.hotKeyShare ? accessed : undefined)
    return found
      ? [
          fail({
            attributes: found.labels,
            key: found.key,
            throttlesPerMinute: throttled?.maximumPerMinute ?? 0,
            partitionShare: accessed ? share : null,
          }),
        ]
      : []
  },
  say: ({attributes, key, throttlesPerMinute, partitionShare}) =>
    [
      `${attributes.join(', ')} = ${key.join(', ')}:`,
      ...(throttlesPerMinute > 0 ? [`up to ${count(throttlesPerMinute, 'throttle')} a minute`] : []),
      ...(throttlesPerMinute > 0 && partitionShare !== null ? ['and'] : []),
      ...(partitionShare === null
        ? []
        : [`the busiest key takes ${percent(partitionShare)} of what a partition can (${number(partitionUnitsPerMinute)} a minute)`]),
    ].join(' '),
})
