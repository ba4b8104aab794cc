import {throttledConcurrency} from '../../../src/causes/throttled-concurrency.ts'
import {causeTable, loadWindow, minutesAgo, newestMinute, stuckLine} from '../../support/cause-table.ts'
import {published} from '../../support/evidence.ts'

/** Twelve minutes of the newest quarter of an hour are published, with 60 invocations each. */
const throttles = (each: number) => ({functionMetrics: {'Throttles.Sum': published(ago => (ago > 15 ? 999 : each))}})
const change = (what: 'concurrency' | 'mapping' | 'function') => ({
  changes: {
    onsetMs: minutesAgo(40),
    list: [{what, atMs: minutesAgo(42), words: `The ${what} was changed`, operation: null, settings: [], beforeOnsetSeconds: 120}],
  },
})

causeTable(
  throttledConcurrency,
  'the reserve is used up',
  {
    lag: {state: 'behind', scope: 'all', because: ['the oldest batch is 10 min old']},
    ...throttles(40),
    function: {reservedConcurrency: 4},
  },
  0.96,
  [
    ['the age still grows', {lag: {state: 'slow'}}, 0.96],
    ['no batch moves', {lag: {state: 'stalled'}}, 0.96],
    ['nothing is delivered', {lag: {state: 'stopped'}}, 0.96],
    ['records are lost', {lag: {state: 'losing'}}, 0.96],
    ['no record is late', {lag: {state: 'ok'}}, 'ruled-out'],
    ['the backlog shrinks', {lag: {state: 'recovering'}}, 'ruled-out'],
    ['5 % are throttled', {functionMetrics: {'Throttles.Sum': published(() => 3), 'Invocations.Sum': published(() => 57)}}, 'ruled-out'],
    ['more are throttled', {functionMetrics: {'Throttles.Sum': published(() => 3), 'Invocations.Sum': published(() => 56)}}, 0.96],
    ['none is throttled', throttles(0), 'ruled-out'],
    [
      'one is throttled, and none invoked',
      {functionMetrics: {'Throttles.Sum': published(ago => (ago === 15 ? 1 : 0)), 'Invocations.Sum': published(() => 0)}},
      0.96,
    ],
    [
      '94 % of the reserve is used',
      {function: {reservedConcurrency: 100}, functionMetrics: {'ConcurrentExecutions.Maximum': published(() => 94)}},
      0.75,
    ],
    [
      '95 % of the reserve is used',
      {function: {reservedConcurrency: 100}, functionMetrics: {'ConcurrentExecutions.Maximum': published(() => 95)}},
      0.96,
    ],
    [
      'the reserve is used a quarter of an hour ago',
      {functionMetrics: {'ConcurrentExecutions.Maximum': published(ago => (ago === 15 ? 4 : 1))}},
      0.96,
    ],
    ['the reserve is used longer ago', {functionMetrics: {'ConcurrentExecutions.Maximum': published(ago => (ago === 16 ? 4 : 1))}}, 0.75],
    ['the concurrency is not known', {functionMetrics: {'ConcurrentExecutions.Maximum': published(() => null)}}, 0.75],
    ['a reserve of 0', {function: {reservedConcurrency: 0}}, 0.97],
    [
      'a reserve of 0, and one throttle',
      {function: {reservedConcurrency: 0}, functionMetrics: {'Throttles.Sum': published(ago => (ago === 9 ? 1 : 0))}},
      0.97,
    ],
    ['a reserve of 0, and no throttle', {function: {reservedConcurrency: 0}, ...throttles(0)}, 0.97],
    ['a reserve of 0, and no record is late', {function: {reservedConcurrency: 0}, lag: {state: 'ok'}}, 0.97],
    ['eight batches run at once', {mapping: {parallelizationFactor: 2}}, 0.96],
    ['the open shards are not known', {stream: 'denied'}, 0.96],
    [
      'one of two shards is open',
      {
        stream: {
          shards: [
            {shardId: 'a', parentShardId: null, open: true},
            {shardId: 'b', parentShardId: null, open: false},
          ],
        },
      },
      0.96,
    ],
    ['the mapping is not known', {mapping: 'denied'}, 0.96],
    ['the factor is not known', {mapping: {parallelizationFactor: null}}, 0.96],
    ['the function is not known', {function: 'denied'}, 0.75],
    ['neither function nor mapping is known', {function: 'denied', mapping: 'denied'}, 0.75],
    ['the account is not known, and no limit is used up', {accountSettings: 'denied', function: {reservedConcurrency: 40}}, 0.75],
    ['the concurrency was changed before', change('concurrency'), 0.96],
    ['the mapping was changed before', change('mapping'), 0.96],
    ['the function was changed before', change('function'), 0.96],
    ['the changes are not known', {changes: 'denied'}, 0.96],
    ['one shard is later', {skew: {kind: 'skewed'}}, 0.96],
    ['one shard is later, and two batches of it run', {skew: {kind: 'skewed'}, mapping: {parallelizationFactor: 2}}, 0.96],
    ['one shard is later, and nine batches of it run', {skew: {kind: 'skewed'}, mapping: {parallelizationFactor: 9}}, 0.96],
    ['one shard is later, and ten batches of it run', {skew: {kind: 'skewed'}, mapping: {parallelizationFactor: 10}}, 0.96],
    ['one shard is later, and the factor is not known', {skew: {kind: 'skewed'}, mapping: {parallelizationFactor: null}}, 0.96],
    ['one shard is later, and the stream is not known', {skew: {kind: 'skewed'}, stream: 'denied'}, 0.96],
    ['one shard is later, and the mapping is not known', {skew: {kind: 'skewed'}, mapping: 'denied'}, 0.96],
    [
      'one shard is later, and the account has just enough',
      {skew: {kind: 'skewed'}, accountSettings: {unreservedConcurrentExecutions: 112}},
      0.96,
    ],
    [
      'one shard is later, and the account has too little',
      {skew: {kind: 'skewed'}, accountSettings: {unreservedConcurrentExecutions: 111}},
      0.96,
    ],
    ['one shard is later, and the account is not known', {skew: {kind: 'skewed'}, accountSettings: 'denied'}, 0.96],
    [
      'one shard is later, and the pool is not known',
      {skew: {kind: 'skewed'}, accountSettings: {unreservedConcurrentExecutions: null}},
      0.96,
    ],
    ['one shard is later, and the function is not known', {skew: {kind: 'skewed'}, function: 'denied'}, 0.75],
    ['one shard moves half as fast', {lag: {throughputRatio: 0.25}, load: {now: {invocationsPerMinute: 30}}}, 0.96],
    ['one shard moves less than half as fast', {lag: {throughputRatio: 0.24}, load: {now: {invocationsPerMinute: 30}}}, 0.96],
    ['the pace of the shard is not known', {lag: {throughputRatio: null}, load: {now: {invocationsPerMinute: 30}}}, 0.96],
    ['the records are not known', {lag: {throughputRatio: 0.01}, load: {now: {recordsPerInvocation: null}}}, 0.96],
    ['the writes are not known', {lag: {throughputRatio: 0.01}, load: {now: {writesPerMinute: null}}}, 0.96],
    ['nothing is written', {lag: {throughputRatio: 0.01}, load: {now: {writesPerMinute: 0}}}, 0.96],
    ['nothing is known of now', {lag: {throughputRatio: 0.01}, load: {now: null}}, 0.96],
    ['the load is not known', {lag: {throughputRatio: 0.01}, load: 'denied'}, 0.96],
  ],
)

causeTable(
  throttledConcurrency,
  'the account is used up',
  {
    lag: {state: 'behind', scope: 'all'},
    ...throttles(40),
    accountMetrics: {'ConcurrentExecutions.Maximum': published(() => 950)},
  },
  0.96,
  [
    ['a little less is used', {accountMetrics: {'ConcurrentExecutions.Maximum': published(() => 949)}}, 0.75],
    [
      'the unreserved pool is used up',
      {
        accountMetrics: {
          'ConcurrentExecutions.Maximum': published(() => 949),
          'UnreservedConcurrentExecutions.Maximum': published(() => 475),
        },
        accountSettings: {unreservedConcurrentExecutions: 500},
      },
      0.96,
    ],
    [
      'a little less of the pool is used',
      {
        accountMetrics: {
          'ConcurrentExecutions.Maximum': published(() => 949),
          'UnreservedConcurrentExecutions.Maximum': published(() => 474),
        },
        accountSettings: {unreservedConcurrentExecutions: 500},
      },
      0.75,
    ],
    ['the limit is not known', {accountSettings: {concurrentExecutions: null}}, 0.75],
    ['neither limit is known', {accountSettings: {concurrentExecutions: null, unreservedConcurrentExecutions: null}}, 0.75],
    ['the settings are not known', {accountSettings: 'denied'}, 0.75],
    ['the metrics are not known', {accountMetrics: 'denied'}, 0.75],
    ['the function has a reserve that is not used up', {function: {reservedConcurrency: 40}}, 0.75],
    ['the function does not exist', {function: null as never}, 0.96],
    ['the open shards are not known', {stream: 'denied'}, 0.96],
    ['one shard is later', {skew: {kind: 'skewed'}}, 0.96],
    ['one shard is later, and the open shards are not known', {skew: {kind: 'skewed'}, stream: 'denied'}, 0.96],
  ],
)

causeTable(
  throttledConcurrency,
  'begins',
  {
    newestMinute: newestMinute({waits: true, ageSeconds: 20, load: loadWindow({throttleShare: 0.4})}),
    ...throttles(0.1),
    function: {reservedConcurrency: 4},
  },
  0.7,
  [
    ['no record waits', {newestMinute: {waits: false}}, 'ruled-out'],
    ['no minute is known', {newestMinute: null}, 'ruled-out'],
    ['a batch is stuck', {lag: {stuck: stuckLine()}}, 'ruled-out'],
    ['5 % of the minute are throttled', {newestMinute: {load: {throttleShare: 0.05}}}, 'ruled-out'],
    ['more of the minute are throttled', {newestMinute: {load: {throttleShare: 0.051}}}, 0.7],
    [
      'the age grows, and 5 % of the quarter are throttled',
      {lag: {state: 'slow'}, functionMetrics: {'Throttles.Sum': published(() => 3), 'Invocations.Sum': published(() => 57)}},
      0.7,
    ],
    ['the age grows, and more of the quarter are throttled', {lag: {state: 'slow'}, ...throttles(4)}, 0.96],
    ['no record is late, and more of the quarter are throttled', throttles(4), 0.7],
    ['no limit is used up', {function: {reservedConcurrency: 40}}, 0.7],
  ],
)
