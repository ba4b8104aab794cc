import {throttledConcurrency} from '../../../src/causes/throttled-concurrency.ts'
import {causeTable} from '../../support/cause-table.ts'
import {published} from '../../support/evidence.ts'

const held = (...requested: [qualifier: string, requested: number | null][]) => ({
  provisionedConcurrency: requested.map(([qualifier, count]) => ({
    qualifier,
    requested: count,
    available: count,
    allocated: count,
    status: 'READY',
  })),
})

causeTable(
  throttledConcurrency,
  'provisioned concurrency uses the reserve',
  {
    lag: {state: 'behind', scope: 'all'},
    functionMetrics: {'Throttles.Sum': published(() => 40)},
    function: {reservedConcurrency: 20},
    ...held(['7', 17]),
  },
  0.96,
  [
    ['enough is left for the shards', held(['7', 16]), 0.75],
    ['two qualifiers have it', held(['7', 10], ['green', 10]), 0.96],
    ['more is requested than is reserved', held(['7', 30]), 0.96],
    ['the newest code has it', held(['$LATEST', 17]), 0.75],
    ['the version of the function has it', {...held(['7', 17]), function: {version: '7'}}, 0.75],
    ['the alias of the mapping has it', {...held(['live', 17]), mapping: {qualifier: 'live'}}, 0.75],
    ['another alias has it', {...held(['blue', 17]), mapping: {qualifier: 'live'}}, 0.96],
    ['nothing is requested', held(['7', 0]), 0.75],
    ['it is not known how much is requested', held(['7', null]), 0.75],
    ['one execution is requested, and the shards need all', {...held(['7', 1], ['8', 0]), mapping: {parallelizationFactor: 5}}, 0.96],
    ['the open shards are not known, and one is left', {...held(['7', 19]), stream: 'denied'}, 0.75],
    ['the open shards are not known, and none is left', {...held(['7', 20]), stream: 'denied'}, 0.96],
    ['there is no reserve', {function: {reservedConcurrency: null}}, 0.75],
    ['the mapping is not known', {mapping: 'denied'}, 0.75],
    ['it was not read', {provisionedConcurrency: 'denied'}, 0.75],
    ['one shard is later', {skew: {kind: 'skewed'}}, 0.96],
    ['the limit is reached as well', {functionMetrics: {'ConcurrentExecutions.Maximum': published(() => 20)}}, 0.96],
  ],
)
