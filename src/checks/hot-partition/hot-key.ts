import {partitionUnitsPerMinute} from '../../aws-facts/limits.ts'
import {defineCheck, fail, undecidable} from '../../model/check.ts'
import {hottestKey, keyText} from '../../signs/hot-key.ts'
import {count, number, percent} from '../../text/units.ts'

export const hotKey = defineCheck({
  id: 'hot-key',
  severity: 'medium',
  needs: ['hotKeys'],
  run: ({hotKeys}, _wanted, {thresholds}) => {
    if (hotKeys === null) return []
    // While it is ENABLING nothing was counted yet.
    if (hotKeys.status !== 'ENABLED') return undecidable('Contributor Insights, which counts keys, is not enabled on the table')
    const found = hottestKey(hotKeys, thresholds.hotKeyShare)
    if (found === null) return []
    const {labels, key, throttlesPerMinute, partitionShare} = found
    return [fail({attributes: labels, key, throttlesPerMinute, partitionShare})]
  },
  text: {
    title: 'One key uses most of the capacity of a partition',
    why: 'Items with one partition key are stored together: writes to a hot key are throttled, and its shard falls behind.',
    found: ({attributes, key, throttlesPerMinute, partitionShare}) => {
      const name = keyText({labels: attributes, key})
      const throttles = `up to ${count(throttlesPerMinute, 'throttle')} a minute`
      if (partitionShare === null) return `${name}: ${throttles}.`
      const share = `the busiest key takes ${percent(partitionShare)} of the capacity of a partition (${number(partitionUnitsPerMinute)} a minute)`
      return throttlesPerMinute > 0 ? `${name}: ${throttles} and ${share}.` : `${name}: ${share}.`
    },
  },
})
