import {writeBurst} from '../../../src/causes/write-burst.ts'
import {causeTable, minutesAgo, stuckLine} from '../../support/cause-table.ts'
import {nowMs} from '../../support/evidence.ts'

const blocked = {lag: {state: 'stalled', stuck: stuckLine(), minimumAgeSeconds: 300, scope: 'some'}} as const
const ending = {load: {writeRatio: 2, newestWriteRatio: 1.1}} as const

causeTable(
  writeBurst,
  'drains',
  {lag: {state: 'recovering', drainSeconds: 600, minimumAgeSeconds: 300}, load: {peakWriteRatio: 4, writeRatio: 1.1, newestWriteRatio: 1}},
  0.95,
  [
    ['the lag is not known', {lag: {state: 'unknown'}}, 'open'],
    ['the age is high', {lag: {state: 'behind'}}, 0.92],
    ['the age still grows', {lag: {state: 'slow'}}, 0.92],
    ['no record is late', {lag: {state: 'ok'}}, 'ruled-out'],
    ['no record waits', {lag: {state: 'idle'}}, 'ruled-out'],
    ['nothing is delivered', {lag: {state: 'stopped'}}, 'ruled-out'],
    ['records are lost', {lag: {state: 'losing'}}, 'ruled-out'],
    ['the age comes and goes', {lag: {state: 'losing', recurring: true}}, 'ruled-out'],
    ['nothing is known of the load', {load: {now: null}}, 'ruled-out'],
    ['5 % fail', {load: {now: {errorShare: 0.05}}}, 0.95],
    ['more fail', {load: {now: {errorShare: 0.051}}}, 'ruled-out'],
    ['5 % are throttled', {load: {now: {throttleShare: 0.05}}}, 0.95],
    ['more are throttled', {load: {now: {throttleShare: 0.051}}}, 'ruled-out'],
    ['the writes are not known', {load: {writeRatio: null}}, 'absent'],
    ['the peak is not known', {load: {peakWriteRatio: null}}, 'absent'],
    ['a peak of 1.6', {load: {peakWriteRatio: 1.6}}, 0.95],
    ['a lower peak', {load: {peakWriteRatio: 1.59}}, 'ruled-out'],
    ['the writes are at 1.25', {load: {writeRatio: 1.25, newestWriteRatio: 1.3}}, 0.95],
    ['the writes are higher', {load: {writeRatio: 1.26, newestWriteRatio: 1.3}}, 'ruled-out'],
    ['they are higher, and the newest minute is not known', {load: {writeRatio: 1.26, newestWriteRatio: null}}, 'ruled-out'],
    ['a record takes 1.39 times as long', {load: {workRatio: 1.39}}, 0.95],
    ['a record takes 1.4 times as long', {load: {workRatio: 1.4}}, 'ruled-out'],
    ['nothing is known of the time per record', {load: {workRatio: null}}, 0.95],
    ['it does not drain', {lag: {drainSeconds: null}}, 'ruled-out'],
    ['records are lost before it drains', {lag: {lossAtMs: nowMs + 60_000}}, 'ruled-out'],
    ['the mapping is not known', {mapping: 'denied'}, 0.95],
    [
      'a bulk write that runs',
      {bulkOperations: [{arn: 'arn:bulk/1', status: 'IN_PROGRESS', startMs: minutesAgo(30), endMs: null, items: 1}]},
      0.95,
    ],
    [
      'a bulk write that ended, with nothing known of it',
      {bulkOperations: [{arn: 'arn:bulk/1', status: 'COMPLETED', startMs: null, endMs: minutesAgo(5), items: null}]},
      0.95,
    ],
  ],
)

causeTable(
  writeBurst,
  'ends',
  {lag: {state: 'slow', minimumAgeSeconds: 300}, load: {peakWriteRatio: 4, writeRatio: 2, newestWriteRatio: 1.1, newestPeakWriteRatio: 3}},
  0.65,
  [
    ['the newest minute is at 1.19', {load: {newestWriteRatio: 1.19}}, 0.65],
    ['the newest minute is at 1.2', {load: {newestWriteRatio: 1.2}}, 'ruled-out'],
    ['three minutes are back as well', {load: {writeRatio: 1.2}}, 0.65],
    ['three minutes are back, and a peak of 1.6 is near', {load: {writeRatio: 1.2, newestPeakWriteRatio: 1.6}}, 0.65],
    ['three minutes are back, and the peak is longer ago', {load: {writeRatio: 1.2, newestPeakWriteRatio: 1.59}}, 'ruled-out'],
    ['three minutes are back, and the newest peak is not known', {load: {writeRatio: 1.2, newestPeakWriteRatio: null}}, 'ruled-out'],
    ['three minutes are back, and a forecast drains', {lag: {drainSeconds: 60}, load: {writeRatio: 1.2}}, 0.92],
    ['the newest minute is not known', {load: {writeRatio: 1.2, newestWriteRatio: null}}, 'ruled-out'],
    ['a drain is known', {lag: {drainSeconds: 60}}, 0.65],
    ['records are lost soon', {lag: {lossAtMs: nowMs + 60_000}}, 0.65],
    ['the age is high', {lag: {state: 'behind'}}, 0.65],
  ],
)

causeTable(writeBurst, 'beside a blocked shard', {...blocked, load: {peakWriteRatio: 4, writeRatio: 1.1, newestWriteRatio: 1}}, 0.8, [
  ['the youngest batch is as young as the floor', {lag: {minimumAgeSeconds: 10}}, 'ruled-out'],
  ['the youngest batch is older', {lag: {minimumAgeSeconds: 10.1}}, 0.8],
  ['the youngest batch is not known', {lag: {minimumAgeSeconds: null}}, 'ruled-out'],
  ['the blocked shard is the only late one', {lag: {scope: 'one-shard'}}, 'ruled-out'],
  ['a drain is known', {lag: {drainSeconds: 60}}, 0.8],
  ['records are lost soon', {lag: {lossAtMs: nowMs + 60_000}}, 0.8],
  ['the burst ends now', ending, 0.65],
  ['the age still grows', {lag: {state: 'slow'}}, 0.8],
])
