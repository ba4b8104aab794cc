import {insufficientThroughput} from '../../../src/causes/insufficient-throughput.ts'
import type {Change} from '../../../src/model/derived/changes.ts'
import {causeTable, loadWindow, minutesAgo, newestMinute, stuckLine, unpublishedMinute} from '../../support/cause-table.ts'

const updated: Change = {
  what: 'mapping',
  atMs: minutesAgo(42),
  words: 'The event source mapping was updated',
  operation: null,
  settings: [],
  beforeOnsetSeconds: 120,
}
const former = (value: number, source = 'inferred from the metrics') => ({value, source})
const before = loadWindow({fromMs: minutesAgo(62), toMs: minutesAgo(42)})
const after = loadWindow({batchFill: 1, laneUse: 0.9})

causeTable(
  insufficientThroughput,
  'the capacity was lowered',
  {
    lag: {state: 'behind', scope: 'all', throughputRatio: 0.5},
    mapping: {batchSize: 25},
    changes: {
      onsetMs: minutesAgo(40),
      list: [updated],
      capacity: {
        atMs: updated.atMs,
        before,
        after,
        growthBefore: 0,
        growthAfter: 0.5,
        former: {BatchSize: former(100), ParallelizationFactor: former(4, 'as the journal of ddbstream has it')},
      },
    },
  },
  0.93,
  [
    ['the age still grows', {lag: {state: 'slow'}}, 0.93],
    ['records are lost', {lag: {state: 'losing'}}, 0.93],
    ['no record is late', {lag: {state: 'ok'}}, 'ruled-out'],
    ['a batch is stuck', {lag: {stuck: stuckLine()}}, 'ruled-out'],
    ['the mapping was not changed', {changes: {list: [{...updated, what: 'function'}]}}, 'ruled-out'],
    ['nothing is known of the capacity', {changes: {capacity: null}}, 'ruled-out'],
    ['the load of before is not known', {changes: {capacity: {before: null}}}, 'ruled-out'],
    ['the load since is not known', {changes: {capacity: {after: null}}}, 'ruled-out'],
    ['the age of before is not known', {changes: {capacity: {growthBefore: null}}}, 'ruled-out'],
    ['the age since is not known', {changes: {capacity: {growthAfter: null}}}, 'ruled-out'],
    ['batches are 90 % full', {changes: {capacity: {after: {batchFill: 0.9, laneUse: 0.1}}}}, 0.93],
    ['batches are emptier', {changes: {capacity: {after: {batchFill: 0.89, laneUse: 0.1}}}}, 'ruled-out'],
    ['busy for 75 % of the time', {changes: {capacity: {after: {batchFill: 0.1, laneUse: 0.75}}}}, 0.93],
    ['busy for less', {changes: {capacity: {after: {batchFill: 0.1, laneUse: 0.74}}}}, 'ruled-out'],
    ['neither is known', {changes: {capacity: {after: {batchFill: null, laneUse: null}}}}, 'ruled-out'],
    ['how busy is not known', {changes: {capacity: {after: {laneUse: null}}}}, 0.93],
    ['more than busy', {changes: {capacity: {after: {laneUse: 1.2}}}}, 0.93],
    ['the age grew a little before', {changes: {capacity: {growthBefore: 0.05}}}, 0.93],
    ['the age grew before', {changes: {capacity: {growthBefore: 0.06}}}, 'ruled-out'],
    ['the age shrank before, and grows by 0.1', {changes: {capacity: {growthBefore: -0.5, growthAfter: 0.1}}}, 0.93],
    ['the age shrank before, and grows by less', {changes: {capacity: {growthBefore: -0.5, growthAfter: 0.09}}}, 'ruled-out'],
    ['the age grows by 0.1 more', {changes: {capacity: {growthBefore: 0.04, growthAfter: 0.14}}}, 0.93],
    ['the age grows by less more', {changes: {capacity: {growthBefore: 0.04, growthAfter: 0.13}}}, 'ruled-out'],
    ['5 % fail', {changes: {capacity: {after: {errorShare: 0.05}}}}, 0.93],
    ['more fail', {changes: {capacity: {after: {errorShare: 0.051}}}}, 'ruled-out'],
    ['5 % are throttled', {changes: {capacity: {after: {throttleShare: 0.05}}}}, 0.93],
    ['more are throttled', {changes: {capacity: {after: {throttleShare: 0.051}}}}, 'ruled-out'],
    [
      'an invocation takes 1.4 times as long',
      {changes: {capacity: {after: {durationAverageMs: 182, millisecondsPerRecord: 9.1}}}},
      'ruled-out',
    ],
    [
      'an invocation takes 1.39 times as long',
      {changes: {capacity: {after: {durationAverageMs: 180.7, millisecondsPerRecord: 9.1}}}},
      0.93,
    ],
    [
      'an invocation takes longer, and a record 1.39 times as long',
      {changes: {capacity: {after: {durationAverageMs: 200, millisecondsPerRecord: 9.03}}}},
      0.93,
    ],
    [
      'an invocation takes longer, and the records are not known',
      {changes: {capacity: {after: {durationAverageMs: 182, millisecondsPerRecord: null}}}},
      'ruled-out',
    ],
    ['the duration since is not known', {changes: {capacity: {after: {durationAverageMs: null}}}}, 0.93],
    ['the duration of before is not known', {changes: {capacity: {before: {durationAverageMs: null}}}}, 0.93],
    ['1.2 times the writes', {changes: {capacity: {after: {writesPerMinute: 1440}}}}, 'ruled-out'],
    ['1.19 times the writes', {changes: {capacity: {after: {writesPerMinute: 1428}}}}, 0.93],
    ['the writes are not known', {changes: {capacity: {after: {writesPerMinute: null}}}}, 0.93],
    ['only the batch size is known to have been higher', {changes: {capacity: {former: {ParallelizationFactor: null}}}}, 0.93],
    ['only the factor is known to have been higher', {changes: {capacity: {former: {BatchSize: null}}}}, 0.93],
    ['no former setting is known', {changes: {capacity: {former: {BatchSize: null, ParallelizationFactor: null}}}}, 0.8],
    [
      'no former setting is known, and the mapping is not',
      {mapping: 'denied', changes: {capacity: {former: {BatchSize: null, ParallelizationFactor: null}}}},
      0.8,
    ],
    ['the mapping is not known', {mapping: 'denied'}, 0.93],
    ['neither present setting is known', {mapping: {batchSize: null, parallelizationFactor: null}}, 0.93],
    ['both are of one source', {changes: {capacity: {former: {ParallelizationFactor: former(4)}}}}, 0.93],
    ['ddbstream made the change', {changes: {list: [{...updated, operation: 'op-1'}]}}, 0.93],
    ['the lag began before', {changes: {onsetMs: minutesAgo(50)}}, 0.93],
    ['it is not known when it began', {changes: {onsetMs: null}}, 0.93],
  ],
)

const since = minutesAgo(6)
const waiting = newestMinute({waits: true, leftShare: 0.5, ageSeconds: 20, load: loadWindow({batchFill: 1, laneUse: 0.9})})

causeTable(
  insufficientThroughput,
  'the capacity was lowered just now',
  {
    lag: {state: 'ok'},
    mapping: {batchSize: 25},
    newestMinute: waiting,
    changes: {
      onsetMs: since,
      list: [{...updated, atMs: since}],
      capacity: {
        atMs: since,
        before: null,
        after: null,
        growthBefore: null,
        growthAfter: null,
        former: {BatchSize: former(100), ParallelizationFactor: null},
      },
    },
  },
  0.7,
  [
    ['no batch moves', {lag: {state: 'stalled'}}, 'ruled-out'],
    ['the mapping was not changed', {changes: {list: [{...updated, what: 'alias', atMs: since}]}}, 'ruled-out'],
    ['nothing is known of the capacity', {changes: {capacity: null}}, 'ruled-out'],
    ['no former setting is known', {changes: {capacity: {former: {BatchSize: null}}}}, 'ruled-out'],
    ['the minute begins with the update', {newestMinute: {atMs: since}}, 0.7],
    ['the minute is before the update', {newestMinute: {atMs: since - 1}}, 'ruled-out'],
    ['the minute is five minutes later', {newestMinute: {atMs: minutesAgo(1)}}, 0.7],
    ['the minute is later than that', {newestMinute: {atMs: minutesAgo(1) + 1}}, 'ruled-out'],
    ['1.19 times the writes', {newestMinute: {writeRatio: 1.19}}, 0.7],
    ['1.2 times the writes', {newestMinute: {writeRatio: 1.2}}, 'ruled-out'],
    ['the writes are not known', {newestMinute: {writeRatio: null}}, 0.7],
    ['no record waits', {newestMinute: {waits: false}}, 'ruled-out'],
    ['not saturated', {newestMinute: {load: {batchFill: 0.89, laneUse: 0.74}}}, 'ruled-out'],
    ['5 % fail', {newestMinute: {load: {errorShare: 0.05}}}, 0.7],
    ['more fail', {newestMinute: {load: {errorShare: 0.051}}}, 'ruled-out'],
    ['5 % are throttled', {newestMinute: {load: {throttleShare: 0.05}}}, 0.7],
    ['more are throttled', {newestMinute: {load: {throttleShare: 0.051}}}, 'ruled-out'],
    ['an invocation takes 1.39 times as long', {newestMinute: {durationRatio: 1.39}}, 0.7],
    ['an invocation takes 1.4 times as long', {newestMinute: {durationRatio: 1.4}}, 'ruled-out'],
    ['how long is not known', {newestMinute: {durationRatio: null}}, 'ruled-out'],
    ['a quarter was left', {newestMinute: {leftShare: 0.25}}, 0.7],
    ['less was left', {newestMinute: {leftShare: 0.24}}, 'ruled-out'],
    ['how much was left is not known', {newestMinute: {leftShare: null}}, 'ruled-out'],
    ['only the log shows it', {newestMinute: {waits: false, usualFill: 0.8, unpublished: unpublishedMinute({invocationRatio: 0.6})}}, 0.7],
  ],
)
