import {partitionUnitsPerMinute} from '../aws-facts/limits.ts'
import type {HotKeys} from '../model/evidence/evidence.ts'

type Key = HotKeys['keys'][number]

/** A key that stands out, by Contributor Insights. */
export interface HotKey {
  labels: string[]
  key: string[]
  throttlesPerMinute: number
  /** The share of a partition's limit, 0–1; null where accesses are not counted. */
  partitionShare: number | null
}

/** Where the whole table lacks capacity, writes to many keys are refused: a key is hot when most refused writes are its own. */
function mostThrottled(keys: readonly Key[]): Key | undefined {
  const throttled = keys.filter(({counts, maximumPerMinute}) => counts === 'throttled' && maximumPerMinute > 0)
  return throttled.find(key => {
    const alike = throttled.filter(({labels}) => labels.length === key.labels.length)
    return key.maximumPerMinute >= alike.reduce((sum, one) => sum + one.maximumPerMinute, 0) / 2
  })
}

/** The key with the most refused calls, or with this share of a partition's limit; null where none stands out. */
export function hottestKey({keys}: Pick<HotKeys, 'keys'>, leastShare: number): HotKey | null {
  const hottest = [...keys].sort((a, b) => b.maximumPerMinute - a.maximumPerMinute)
  const throttled = mostThrottled(hottest)
  const accessed = hottest.find(key => key.counts === 'accessed')
  const share = accessed ? accessed.maximumPerMinute / partitionUnitsPerMinute : 0
  const found = throttled ?? (share >= leastShare ? accessed : undefined)
  return found === undefined
    ? null
    : {
        labels: found.labels,
        key: found.key,
        throttlesPerMinute: throttled?.maximumPerMinute ?? 0,
        partitionShare: accessed ? share : null,
      }
}

/** "customerId = C-00804". */
export const keyText = ({labels, key}: Pick<HotKey, 'labels' | 'key'>): string => `${labels.join(', ')} = ${key.join(', ')}`
