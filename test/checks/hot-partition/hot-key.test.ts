import {hotKey} from '../../../src/checks/hot-partition/hot-key.ts'
import type {HotKeys} from '../../../src/model/evidence/evidence.ts'
import {testCheck} from '../../support/test-check.ts'

const counted = (counts: 'accessed' | 'throttled', maximumPerMinute: number, key = 'c-17'): HotKeys['keys'][number] => ({
  counts,
  labels: ['customerId'],
  key: [key],
  maximumPerMinute,
})
const hotKeys = (...keys: HotKeys['keys']): {hotKeys: HotKeys} => ({
  hotKeys: {status: 'ENABLED', mode: 'ACCESSED_AND_THROTTLED_KEYS', keys},
})

testCheck(hotKey, {
  with: hotKeys(counted('accessed', 2000)),
  fail: [
    [
      'a key that takes 90 % of a partition',
      hotKeys(counted('accessed', 162_000), counted('accessed', 900, 'c-18')),
      {key: ['c-17'], partitionShare: 0.9},
    ],
    ['a key that is throttled', hotKeys(counted('throttled', 40)), {throttlesPerMinute: 40}],
    ['both', hotKeys(counted('accessed', 170_000), counted('throttled', 40, 'c-18')), {key: ['c-18']}],
  ],
  pass: [
    ['no key at all', hotKeys()],
    ['throttled keys, of which none was throttled', hotKeys(counted('throttled', 0))],
    ['a table without capacity, which refuses all its keys', hotKeys(...['a', 'b', 'c'].map(key => counted('throttled', 3, key)))],
    ['no table', {hotKeys: null}],
  ],
  undecidable: [
    ['Contributor Insights is off', {hotKeys: {status: 'DISABLED', mode: null, keys: []}}],
    ['Contributor Insights is being switched on', {hotKeys: {status: 'ENABLING', mode: null, keys: []}}],
  ],
  unknownWithout: [['hotKeys']],
})
