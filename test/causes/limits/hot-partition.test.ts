import {hotPartition} from '../../../src/causes/hot-partition.ts'
import type {HotKeys} from '../../../src/model/evidence/evidence.ts'
import {ages, causeTable, loadWindow, minutesAgo, newestMinute, shardBorn, stuckLine} from '../../support/cause-table.ts'

type Key = HotKeys['keys'][number]
const key = (maximumPerMinute: number, labels = ['id'], counts: Key['counts'] = 'accessed'): Key => ({
  counts,
  labels,
  key: labels.map(label => `${label}-${maximumPerMinute}`),
  maximumPerMinute,
})
const keys = (...list: Key[]): {hotKeys: HotKeys} => ({hotKeys: {status: 'ENABLED', mode: null, keys: list}})

causeTable(
  hotPartition,
  'one shard falls behind',
  {
    lag: {
      state: 'behind',
      ageSeconds: 900,
      minimumAgeSeconds: 1,
      scope: 'one-shard',
      slope: 0.5,
      throughputRatio: 0.5,
      onsetAtMs: minutesAgo(30),
    },
    skew: {kind: 'skewed'},
  },
  0.92,
  [
    ['the lag is not known', {lag: {state: 'unknown'}}, 'open'],
    ['the age still grows', {lag: {state: 'slow'}}, 0.92],
    [
      'a burst is over, and its backlog drains',
      {lag: {state: 'slow', drainSeconds: 600}, load: {peakWriteRatio: 1.6, writeRatio: 1.25}},
      'ruled-out',
    ],
    ['its backlog does not drain', {lag: {state: 'slow', drainSeconds: null}, load: {peakWriteRatio: 1.6, writeRatio: 1.25}}, 0.92],
    [
      'a record of it is lost before',
      {lag: {state: 'slow', drainSeconds: 600, lossAtMs: minutesAgo(-5)}, load: {peakWriteRatio: 1.6, writeRatio: 1.25}},
      0.92,
    ],
    ['the burst goes on', {lag: {state: 'slow', drainSeconds: 600}, load: {peakWriteRatio: 1.6, writeRatio: 1.26}}, 0.92],
    ['the writes rose less', {lag: {state: 'slow', drainSeconds: 600}, load: {peakWriteRatio: 1.59, writeRatio: 1.25}}, 0.92],
    ['the writes are not known', {lag: {state: 'slow', drainSeconds: 600}, load: {peakWriteRatio: null, writeRatio: null}}, 0.92],
    ['no record is late', {lag: {state: 'ok'}}, 'ruled-out'],
    ['records are lost', {lag: {state: 'losing'}}, 'ruled-out'],
    ['all shards are as late', {skew: {kind: 'even'}}, 'ruled-out'],
    ['it is not known which shards are late', {skew: {kind: 'unknown'}}, 'ruled-out'],
    ['nearly still for ten minutes', {lag: {slope: 0.91, onsetAtMs: minutesAgo(10)}}, 0.92],
    ['nearly still for less', {lag: {slope: 0.91, onsetAtMs: minutesAgo(9.9)}}, 'ruled-out'],
    ['nearly still, and the onset is not known', {lag: {slope: 0.91, onsetAtMs: null}}, 'ruled-out'],
    ['just not nearly still', {lag: {slope: 0.9, onsetAtMs: null}}, 0.92],
    ['the slope is not known', {lag: {slope: null, onsetAtMs: null}}, 0.92],
    ['reads are refused in three minutes', {load: {refusedReadMinutes: 3}}, 'ruled-out'],
    ['reads are refused in two minutes', {load: {refusedReadMinutes: 2}}, 0.92],
    ['it is not known whether reads are refused', {load: {refusedReadMinutes: null}}, 0.92],
    ['5 % fail', {load: {now: {errorShare: 0.05}}}, 0.92],
    ['more fail', {load: {now: {errorShare: 0.051}}}, 'ruled-out'],
    ['the load is not known', {load: {now: null}}, 0.92],
    ['5 % are throttled', {load: {now: {throttleShare: 0.05}}}, 0.92],
    ['more are throttled', {load: {now: {throttleShare: 0.051}}}, 0.6],
    ['all shards are late', {lag: {scope: 'all'}}, 0.6],
    ['the ages are not known', {lag: {ageSeconds: null, throughputRatio: null, minimumAgeSeconds: null}}, 0.92],
    ['it moves back', {lag: {throughputRatio: -0.2}}, 0.92],
    ['the partition is at its limit in three minutes', {load: {hotWriteMinutes: 3}}, 0.96],
    ['the partition is at its limit in two minutes', {load: {hotWriteMinutes: 2}}, 0.92],
    ['a shard was continued', {...shardBorn(9), ...ages(ago => (ago === 8 ? 46 : 1.2))}, 'ruled-out'],
    [
      'a shard was continued, and more is written',
      {...shardBorn(9), ...ages(ago => (ago === 8 ? 46 : 1.2)), newestMinute: newestMinute({roseAtMs: minutesAgo(8)})},
      0.92,
    ],
    [
      'a shard was continued, and no more is written',
      {...shardBorn(9), ...ages(ago => (ago === 8 ? 46 : 1.2)), newestMinute: newestMinute()},
      'ruled-out',
    ],
    ['one of three shards is closed', shardsOpen(2), 0.92],
    ['the stream is not known', {stream: 'denied'}, 0.92],
    ['the mapping is not known', {mapping: 'denied'}, 0.92],
    ['ten batches of a shard', {mapping: {parallelizationFactor: 10}}, 0.92],
    ['nine batches of a shard', {mapping: {parallelizationFactor: 9}}, 0.92],
    ['the factor is not known', {mapping: {parallelizationFactor: null}}, 0.92],
    ['the factor is not known, and all is carried', {mapping: {parallelizationFactor: null}, lag: {throughputRatio: 1}}, 0.92],
    ['keys are counted, and none stands out', keys(key(89_999)), 0.92],
    ['a key takes half of the capacity of a partition', keys(key(90_000)), 0.92],
    ['an item takes half of the capacity of a partition', keys(key(90_000, ['id', 'sort'])), 0.92],
    ['a key is a hundred times the next', keys(key(40), key(4000)), 0.92],
    ['a key is more than that', keys(key(39), key(4000)), 0.92],
    ['a partition key beside its items', keys(key(5000, ['id', 'sort']), key(4000), key(1000)), 0.92],
    ['the busiest key comes last', keys(key(1000), key(2000), key(4000)), 0.92],
    ['a key beside keys that are throttled', keys(key(4000), key(10, ['id'], 'throttled'), key(10, ['id'], 'throttled')), 0.92],
    ['keys are not counted', {hotKeys: {status: 'DISABLED', mode: null, keys: []}}, 0.92],
    ['the keys could not be read', {hotKeys: 'denied'}, 0.92],
  ],
)

causeTable(hotPartition, 'writers are refused', {load: {hotWriteMinutes: 3}}, 0.92, [
  ['in two minutes', {load: {hotWriteMinutes: 2}}, 'ruled-out'],
  ['it is not known', {load: {hotWriteMinutes: null}}, 'absent'],
  ['in two minutes, and it is not known which shards are late', {load: {hotWriteMinutes: 2}, skew: {kind: 'unknown'}}, 'ruled-out'],
  ['in two minutes, and records begin to wait', {load: {hotWriteMinutes: 2}, ...ages(ago => (ago === 4 ? 11 : 1), 3)}, 0.92],
  ['in one minute, and records begin to wait', {load: {hotWriteMinutes: 1}, ...ages(ago => (ago === 4 ? 11 : 1), 3)}, 'ruled-out'],
  [
    'in two minutes, and the configuration makes the wait',
    {load: {hotWriteMinutes: 2}, ...ages(ago => (ago === 4 ? 10 : 1), 3)},
    'ruled-out',
  ],
  ['in two minutes, and the oldest is three times as old', {load: {hotWriteMinutes: 2}, ...ages(ago => (ago === 4 ? 12 : 1), 4)}, 0.92],
  [
    'in two minutes, and the oldest is less than that',
    {load: {hotWriteMinutes: 2}, ...ages(ago => (ago === 4 ? 11.9 : 1), 4)},
    'ruled-out',
  ],
  [
    'in two minutes, and a batch is stuck',
    {load: {hotWriteMinutes: 2}, ...ages(ago => (ago === 4 ? 40 : 1), 3, {stuck: stuckLine()})},
    'ruled-out',
  ],
  ['in two minutes, and no age is known', {load: {hotWriteMinutes: 2}, lag: {series: []}}, 'ruled-out'],
  ['in two minutes, and no median is known', {load: {hotWriteMinutes: 2}, ...ages(ago => (ago === 4 ? 40 : 1), null)}, 'ruled-out'],
  ['the age is high', {lag: {state: 'behind'}}, 0.92],
  ['invocations are throttled', {load: {now: {throttleShare: 0.2}}}, 0.92],
  ['all shards are late', {lag: {state: 'behind', scope: 'all'}}, 0.92],
  ['records begin to wait', ages(ago => (ago === 4 ? 40 : 1), 3), 0.92],
  ['a key takes half of the capacity of a partition', keys(key(90_000)), 0.92],
  ['the mapping is not known', {mapping: 'denied'}, 0.92],
])

causeTable(
  hotPartition,
  'begins',
  {
    newestMinute: newestMinute({
      waits: true,
      roseAtMs: minutesAgo(6),
      middleAgeSeconds: 2,
      ageSeconds: 20,
      writeRatio: 2,
      load: loadWindow({laneUse: 0.4}),
    }),
  },
  0.7,
  [
    ['no minute is known', {newestMinute: null}, 'ruled-out'],
    ['a batch is stuck', {lag: {stuck: stuckLine()}}, 'ruled-out'],
    ['no record waits', {newestMinute: {waits: false}}, 'ruled-out'],
    ['more than one shard waits', {newestMinute: {middleAgeSeconds: 3.1}}, 'ruled-out'],
    ['polling may have paused', {newestMinute: {afterPause: true}}, 'ruled-out'],
    ['the configuration makes the age', {newestMinute: {ageSeconds: 10}}, 'ruled-out'],
    ['the age is a little more', {newestMinute: {ageSeconds: 10.1}}, 0.7],
    ['the oldest is three times as old', {newestMinute: {ageSeconds: 12}, lag: {floorSeconds: 6}}, 0.7],
    ['the oldest is less than that', {newestMinute: {ageSeconds: 5.9}, lag: {floorSeconds: 4}}, 'ruled-out'],
    ['the oldest is just as much', {newestMinute: {ageSeconds: 6}, lag: {floorSeconds: 4}}, 0.7],
    ['an invocation fails', {newestMinute: {load: {errorShare: 0.001}}}, 'ruled-out'],
    ['5 % are throttled', {newestMinute: {load: {throttleShare: 0.05}}}, 0.7],
    ['more are throttled', {newestMinute: {load: {throttleShare: 0.051}}}, 'ruled-out'],
    ['two shards are open', shardsOpen(2), 0.7],
    ['one shard is open', shardsOpen(1), 'ruled-out'],
    ['the stream is not known', {stream: 'denied'}, 'ruled-out'],
    ['the writes are not known', {newestMinute: {writeRatio: null}}, 0.7],
    ['writers are refused in one minute', {load: {hotWriteMinutes: 1}}, 0.7],
    ['it is not known whether writers are refused', {load: {hotWriteMinutes: null}}, 0.7],
    ['the mapping is not known', {mapping: 'denied'}, 0.7],
    ['a key takes half of the capacity of a partition', keys(key(90_000)), 0.7],
  ],
)

function shardsOpen(count: number) {
  const closed = {shardId: 'shardId-00000001780000000009-abcdef09', parentShardId: null, open: false}
  const open = Array.from({length: count}, (_, i) => ({...closed, shardId: `shardId-0000000178000000000${i}-abcdef0${i}`, open: true}))
  return {stream: {shards: [...open, closed]}}
}
