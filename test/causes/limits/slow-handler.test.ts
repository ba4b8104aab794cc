import {slowHandler} from '../../../src/causes/slow-handler.ts'
import type {Change} from '../../../src/model/derived/changes.ts'
import {causeTable, loadWindow, logged, minutesAgo, newestMinute, stuckLine} from '../../support/cause-table.ts'
import {functionVersion} from '../../support/evidence.ts'

const change = (given: Partial<Change> = {}): Change => ({
  what: 'function',
  atMs: minutesAgo(42),
  words: 'The function was changed',
  operation: null,
  settings: [],
  beforeOnsetSeconds: 120,
  ...given,
})
const changed = (...list: Change[]) => ({changes: {onsetMs: minutesAgo(40), list}})
const memory = (before: number | string | null, after: number | string | null, name = 'MemorySize') =>
  changed(change({settings: [{name, before, after}]}))

causeTable(
  slowHandler,
  'slower',
  {
    lag: {state: 'behind', scope: 'all', throughputRatio: 0.5},
    load: {workRatio: 3, writeRatio: 1.1, now: {durationP50Ms: 360, laneUse: 0.9}, before: {laneUse: 0.3}},
    function: {lastModifiedMs: minutesAgo(42)},
  },
  0.94,
  [
    ['the lag is not known', {lag: {state: 'unknown'}}, 'open'],
    [
      'the lag is not known, and the newest minute is unusual',
      {lag: {state: 'unknown'}, newestMinute: newestMinute({isUnusual: true})},
      'open',
    ],
    ['the age still grows', {lag: {state: 'slow'}}, 0.94],
    ['records are lost', {lag: {state: 'losing'}}, 0.94],
    ['no record is late', {lag: {state: 'ok'}}, 'ruled-out'],
    [
      'no record is late, and the newest minute is unusual',
      {lag: {state: 'ok'}, newestMinute: newestMinute({isUnusual: true})},
      'ruled-out',
    ],
    ['no batch moves', {lag: {state: 'stalled'}}, 'ruled-out'],
    ['a batch is stuck', {lag: {stuck: stuckLine()}}, 'ruled-out'],
    ['the age comes and goes', {lag: {recurring: true}}, 'ruled-out'],
    ['the load is not known', {load: {now: null}}, 'ruled-out'],
    ['the load of before is not known', {load: {before: null}}, 'ruled-out'],
    ['the time per record is not known', {load: {workRatio: null}}, 'ruled-out'],
    ['5 % fail', {load: {now: {errorShare: 0.05}}}, 0.94],
    ['more fail', {load: {now: {errorShare: 0.051}}}, 'ruled-out'],
    ['5 % are throttled', {load: {now: {throttleShare: 0.05}}}, 0.94],
    ['more are throttled', {load: {now: {throttleShare: 0.051}}}, 'ruled-out'],
    ['a record takes 1.8 times as long', {load: {workRatio: 1.8}}, 0.94],
    ['a record takes 1.79 times as long', {load: {workRatio: 1.79}}, 0.8],
    ['a record takes 1.4 times as long', {load: {workRatio: 1.4}}, 0.8],
    ['a record takes 1.39 times as long', {load: {workRatio: 1.39}}, 'ruled-out'],
    ['as much more is written', {load: {writeRatio: 3}}, 0.94],
    ['still more is written', {load: {writeRatio: 3.01}}, 'ruled-out'],
    ['the writes are not known', {load: {writeRatio: null}}, 0.94],
    ['the writes are not known, and a record takes 1.5 times as long', {load: {workRatio: 1.5, writeRatio: null}}, 0.8],
    ['an invocation takes 1.15 times as long', {load: {now: {durationP50Ms: 138}}}, 0.94],
    ['an invocation takes 1.14 times as long', {load: {now: {durationP50Ms: 137}}}, 'ruled-out'],
    ['the median of now is not known', {load: {now: {durationP50Ms: null}}}, 0.94],
    ['the median of before is not known', {load: {before: {durationP50Ms: null}}}, 0.94],
    ['how busy is not known', {load: {now: {laneUse: null}}}, 0.94],
    ['more than busy', {load: {now: {laneUse: 1.1}, before: {laneUse: 1.2}}}, 0.94],
    ['how busy before is not known', {load: {before: {laneUse: null}}}, 0.94],
    ['a service throttles it', {failures: {throttled: logged({kind: 'downstream-throttled'})}, load: {workRatio: 1.5}}, 0.94],
    [
      'a table throttles it, and two batches of a shard run at once',
      {
        failures: {
          throttled: logged({
            kind: 'downstream-throttled',
            sample: 'The level of configured provisioned throughput for the table was exceeded.',
          }),
        },
        mapping: {parallelizationFactor: 2},
      },
      0.94,
    ],
    ['the failures are not known', {failures: 'denied'}, 0.94],
    ['nothing is known of function and mapping', {function: 'denied', mapping: 'denied'}, 0.94],
    ['the mapping is not known', {mapping: 'denied'}, 0.94],
    ['ten batches of a shard run at once', {mapping: {parallelizationFactor: 10}}, 0.94],
    ['nine batches of a shard run at once', {mapping: {parallelizationFactor: 9}}, 0.94],
    ['the factor is not known', {mapping: {parallelizationFactor: null}}, 0.94],
    ['the factor is not known, and all is carried', {mapping: {parallelizationFactor: null}, lag: {throughputRatio: 1}}, 0.94],
    ['the function was changed before', changed(change()), 0.94],
    [
      'the function was changed before, and versions are published',
      {...changed(change()), versions: [functionVersion('$LATEST'), functionVersion('3')]},
      0.94,
    ],
    ['versions are published, and nothing was changed', {versions: [functionVersion('$LATEST'), functionVersion('3')]}, 0.94],
    ['the function was changed afterwards', changed(change({atMs: minutesAgo(38)})), 0.94],
    ['an alias was moved before', changed(change({what: 'alias', words: 'The alias live was moved'})), 0.94],
    ['the mapping was updated before', changed(change({what: 'mapping', words: 'The mapping was updated'})), 0.94],
    ['the memory was lowered before', memory(1024, 256), 0.94],
    ['the memory was lowered before, and the function is not known', {...memory(1024, 256), function: 'denied'}, 0.94],
    ['the memory was raised before', memory(256, 1024), 0.94],
    ['the memory was set to the same', memory(512, 512), 0.94],
    ['the memory of before is not known', memory(null, 256), 0.94],
    ['the memory since is not known', memory(1024, null), 0.94],
    ['the memory of before is a text', memory('1024', 256), 0.94],
    ['another setting was lowered before', memory(900, 60, 'Timeout'), 0.94],
    ['the log has another name', {logGroup: {logGroupName: '/other', storedBytes: 1} as never}, 0.94],
  ],
)

const slowMinute = newestMinute({
  waits: true,
  isLongest: true,
  durationRatio: 4,
  workRatio: 4,
  ageSeconds: 20,
  isUnusual: true,
  load: loadWindow({durationAverageMs: 520, laneUse: 0.7}),
})

causeTable(slowHandler, 'begins', {lag: {state: 'ok'}, newestMinute: slowMinute}, 0.7, [
  ['the lag is not known', {lag: {state: 'unknown'}}, 0.7],
  ['no batch moves', {lag: {state: 'stalled'}}, 'ruled-out'],
  ['not long enough', {newestMinute: {durationRatio: 1.39, workRatio: 1.39}}, 'ruled-out'],
  ['the average duration is not known', {newestMinute: {load: {durationAverageMs: null}}}, 0.7],
  ['the function was changed before', changed(change()), 0.7],
  ['the changes are not known', {changes: 'denied'}, 0.7],
  [
    'only the log shows it',
    {
      newestMinute: {
        isLongest: false,
        usualFill: 1,
        unpublished: {
          atMs: minutesAgo(3),
          invocations: 60,
          durationAverageMs: 900,
          durationRatio: 6,
          invocationRatio: 0.5,
          isLongest: true,
          laneUse: 0.9,
          isBusiest: true,
          catchesUp: false,
          failedShare: 0,
        },
      },
    },
    0.7,
  ],
  ['the lag shows it as well', {lag: {state: 'slow'}, load: {workRatio: 3, now: {durationP50Ms: 360}}}, 0.94],
])
