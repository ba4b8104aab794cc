import {readerContention} from '../../../src/causes/reader-contention.ts'
import {ages, causeTable, loadWindow, minutesAgo, newestMinute, stuckLine} from '../../support/cause-table.ts'
import {mapping, published} from '../../support/evidence.ts'

const three = {mappings: ['orders-projector', 'orders-audit', 'orders-search'], pipes: [], least: 3}
const late = (count: number) => ages(ago => (ago > 3 && ago <= 3 + count ? 40 : 1.2))
const other = (functionName: string, lastModifiedMs: number | null, given = {}) =>
  mapping({functionName, uuid: `uuid-${functionName}`, lastModifiedMs, ...given})
const siblings = [
  other('orders-old', null),
  other('orders-audit', minutesAgo(900)),
  other('orders-search', minutesAgo(30)),
  other('orders-off', minutesAgo(1), {state: 'Disabled'}),
  other('orders-of-another', minutesAgo(2), {eventSourceArn: 'arn:aws:dynamodb:us-east-1:123456789012:table/refunds/stream/x'}),
]

causeTable(
  readerContention,
  'reads are refused',
  {
    ...late(2),
    load: {refusedReadMinutes: 3},
    readers: three,
    siblings,
    tableMetrics: {'GetRecords.ThrottledRequests.Sum': published(ago => (ago <= 15 ? 2 : 5))},
  },
  0.96,
  [
    ['reads are refused in two minutes', {load: {refusedReadMinutes: 2}}, 0.96],
    ['reads are refused in one minute', {load: {refusedReadMinutes: 1}}, 'ruled-out'],
    ['reads are refused in two minutes, and one minute is late', {...late(1), load: {refusedReadMinutes: 2}}, 0.96],
    ['reads are refused in two minutes, and none is late', {...late(0), load: {refusedReadMinutes: 2}}, 'ruled-out'],
    ['none is late, and three readers are listed', late(0), 0.96],
    ['one is late, and two readers are known', {...late(1), readers: {mappings: ['a', 'b'], least: 2}}, 'ruled-out'],
    ['two are late, and two readers are known', {readers: {mappings: ['a', 'b'], least: 2}}, 0.9],
    ['two are late, and one reader is known', {readers: {mappings: ['a'], least: 1}}, 0.9],
    ['one is late, and three readers follow from the metrics', {...late(1), readers: {mappings: ['a'], timesRead: 3, pollers: 3}}, 0.96],
    [
      'none is late, and three readers follow from the metrics',
      {...late(0), readers: {mappings: ['a'], timesRead: 3, pollers: 3}},
      'ruled-out',
    ],
    ['a mapping and two pipes are listed', {...late(0), readers: {mappings: ['a'], pipes: ['p', 'q']}}, 0.96],
    ['two pipes are listed, and the mappings are not known', {...late(0), readers: {mappings: null, pipes: ['p', 'q']}}, 'ruled-out'],
    ['two mappings are listed, and the pipes are not known', {...late(0), readers: {mappings: ['a', 'b'], pipes: null}}, 'ruled-out'],
    ['a mapping and a pipe are listed', {...late(0), readers: {mappings: ['a'], pipes: ['p'], least: 2}}, 'ruled-out'],
    ['a late minute is longer ago', ages(ago => (ago > 15 && ago <= 18 ? 40 : 1.2)), 0.96],
    [
      'a late minute is longer ago, and two readers are known',
      {...ages(ago => (ago > 15 && ago <= 18 ? 40 : 1.2)), readers: {mappings: ['a', 'b'], least: 2}},
      'ruled-out',
    ],
    [
      'a quarter of an hour ago, and two readers are known',
      {...ages(ago => (ago === 15 || ago === 14 ? 40 : 1.2)), readers: {mappings: ['a', 'b'], least: 2}},
      0.9,
    ],
    [
      'as late as the configuration makes, and two readers are known',
      {...ages(() => 10), readers: {mappings: ['a', 'b'], least: 2}},
      'ruled-out',
    ],
    ['it is not known whether reads are refused', {load: {refusedReadMinutes: null}}, 'ruled-out'],
    ['the refusals are longer ago', {tableMetrics: {'GetRecords.ThrottledRequests.Sum': published(ago => (ago <= 15 ? 0 : 5))}}, 0.96],
    ['one refusal', {tableMetrics: {'GetRecords.ThrottledRequests.Sum': published(ago => (ago === 15 ? 1 : 0))}}, 0.96],
    ['the pipes are not known', {readers: {pipes: null, least: 4}}, 0.96],
    [
      'one mapping and one pipe, and two are not listed',
      {readers: {mappings: ['a'], pipes: ['p'], least: 4, timesRead: 4, pollers: 3.9}},
      0.96,
    ],
    ['the mappings are not known', {readers: {mappings: null, pipes: null}, siblings: 'denied'}, 0.96],
    ['no reader is listed', {readers: {mappings: [], pipes: []}}, 0.96],
    ['four readers, of which three are known', {readers: {least: 4}}, 0.96],
    ['five readers, of which three are known', {readers: {least: 5}}, 0.96],
    ['six readers, of which three are known', {readers: {least: 6}}, 0.96],
    ['a pipe beside the mappings', {readers: {pipes: ['orders-pipe'], least: 4}}, 0.96],
    ['no other mapping is known', {siblings: []}, 0.96],
    ['neither mapping is known', {siblings: [], mapping: 'denied'}, 0.96],
    ['the mapping is not known', {mapping: 'denied', readers: {pipes: ['orders-pipe']}}, 0.96],
    ['no age is known', {lag: {series: []}}, 0.96],
    ['the newest age is not known', ages(ago => (ago === 4 ? null : ago === 5 ? 77 : 1.2)), 0.96],
  ],
)

const waves = ages(ago => (ago <= 8 ? 40 : 1.2))

causeTable(readerContention, 'ages come and go', {...waves, readers: three}, 0.93, [
  ['five minutes are late', waves, 0.93],
  ['four minutes are late', ages(ago => (ago <= 7 ? 40 : 1.2)), 'ruled-out'],
  ['two minutes are current', ages(ago => (ago <= 13 ? 40 : 1.2)), 0.93],
  ['one minute is current', ages(ago => (ago <= 14 ? 40 : 1.2)), 'ruled-out'],
  ['a batch is stuck', {lag: {stuck: stuckLine()}}, 'ruled-out'],
  ['busy for half of the time', {load: {now: {laneUse: 0.5}}}, 'ruled-out'],
  ['busy for less', {load: {now: {laneUse: 0.49}}}, 0.93],
  ['how busy is not known', {load: {now: {laneUse: null}}}, 'ruled-out'],
  ['the load is not known', {load: {now: null}}, 'ruled-out'],
  ['some minutes fail', {load: {now: {failingMinutes: 0.1}}}, 'ruled-out'],
  ['some are throttled', {load: {now: {throttleShare: 0.01}}}, 'ruled-out'],
  ['a record takes 1.5 times as long', {load: {workRatio: 1.5}}, 'ruled-out'],
  ['a record takes 1.49 times as long', {load: {workRatio: 1.49}}, 0.93],
  ['the time per record is not known', {load: {workRatio: null}}, 0.93],
  ['a partition is at its limit', {load: {hotWriteMinutes: 1}}, 'ruled-out'],
  ['it is not known whether one is', {load: {hotWriteMinutes: null}}, 0.93],
  ['three readers follow from the metrics', {readers: {mappings: ['a'], timesRead: 3, pollers: 3}}, 0.85],
  ['two readers are known', {readers: {mappings: ['a', 'b'], least: 2}}, 'ruled-out'],
  ['nothing tells of a third reader', {readers: {mappings: ['a'], pipes: null, timesRead: null, least: 1}}, 'open'],
  ['the pipes tell', {readers: {mappings: ['a'], timesRead: null, least: 1}}, 'ruled-out'],
  ['the records that were read tell', {readers: {mappings: ['a'], pipes: null, least: 1}}, 'ruled-out'],
  [
    'a table that refuses reads at times',
    {tableMetrics: {'GetRecords.ThrottledRequests.Sum': published(ago => (ago === 8 ? 1 : 0))}},
    0.93,
  ],
])

causeTable(
  readerContention,
  'begins',
  {
    newestMinute: newestMinute({waits: true, readBeyond: 0.6, ageSeconds: 20, load: loadWindow({laneUse: 0.3})}),
    readers: {mappings: ['orders-projector', 'orders-audit'], least: 2},
  },
  0.7,
  [
    ['no minute is known', {newestMinute: null}, 'ruled-out'],
    ['a batch is stuck', {lag: {stuck: stuckLine()}}, 'ruled-out'],
    ['no record waits', {newestMinute: {waits: false}}, 'ruled-out'],
    ['an invocation fails', {newestMinute: {load: {errorShare: 0.001}}}, 'ruled-out'],
    ['some are throttled', {newestMinute: {load: {throttleShare: 0.001}}}, 'ruled-out'],
    ['how busy is not known', {newestMinute: {load: {laneUse: null}}}, 'ruled-out'],
    ['busy for half of the time', {newestMinute: {load: {laneUse: 0.5}}}, 0.7],
    ['busy for more', {newestMinute: {load: {laneUse: 0.51}}}, 'ruled-out'],
    ['1.29 times the writes', {newestMinute: {writeRatio: 1.29}}, 0.7],
    ['1.3 times the writes', {newestMinute: {writeRatio: 1.3}}, 'ruled-out'],
    ['the writes are not known', {newestMinute: {writeRatio: null}}, 0.7],
    ['half a minute more was read', {newestMinute: {readBeyond: 0.5}}, 0.7],
    ['less was read', {newestMinute: {readBeyond: 0.49}}, 'ruled-out'],
    ['it is not known how much was read', {newestMinute: {readBeyond: null}}, 'ruled-out'],
    ['reads are refused in one minute', {load: {refusedReadMinutes: 1}}, 0.7],
    ['reads are refused in one minute, and no minute is known', {newestMinute: null, load: {refusedReadMinutes: 1}}, 'ruled-out'],
    ['no minute is known, and three readers are', {newestMinute: null, readers: {least: 3}}, 'ruled-out'],
  ],
)
