import {silentLoss} from '../../../src/causes/silent-loss.ts'
import {causeTable, failing, logged} from '../../support/cause-table.ts'
import {published} from '../../support/evidence.ts'

const dropped = (value: (ago: number) => number | null) => ({mappingMetrics: {'DroppedEventCount.Sum': published(value)}})
const bare = {mapping: {onFailureDestination: null, maximumRetryAttempts: 2}}

causeTable(
  silentLoss,
  'retries are used up',
  {...bare, ...failing({scope: 'passing', errors: 30, failingMinutes: 10, minutes: 20, share: 0.05, logged: logged()})},
  0.92,
  [
    ['there is a destination', {mapping: {onFailureDestination: 'arn:aws:sqs:us-east-1:123456789012:orders-failed'}}, 'ruled-out'],
    ['retries do not end', {mapping: {maximumRetryAttempts: -1}}, 'ruled-out'],
    ['retries are not known', {mapping: {maximumRetryAttempts: null}}, 'ruled-out'],
    ['no invocation fails', {failures: {scope: 'none'}}, 'ruled-out'],
    ['one shard fails', {failures: {scope: 'one-lane'}}, 'ruled-out'],
    ['all shards fail', failing(), 0.92],
    ['all shards fail at times', {failures: {scope: 'all', errors: 20}}, 0.92],
    ['the only shard fails at times', {failures: {scope: 'one-of-one', errors: 20}}, 0.92],
    ['no retry', {mapping: {maximumRetryAttempts: 0}}, 0.96],
    ['no retry, and errors come one by one', {mapping: {maximumRetryAttempts: 0}, failures: {errors: 14}}, 0.96],
    ['errors come 1.3 at a time', {failures: {errors: 18}}, 0.6],
    ['errors come 1.25 at a time', {failures: {errors: 1.25 * 10 * 2 * Math.LN2}}, 0.6],
    ['errors come 1.24 at a time', {failures: {errors: 1.24 * 10 * 2 * Math.LN2}}, 'ruled-out'],
    ['errors come 1.8 at a time', {failures: {errors: 1.801 * 10 * 2 * Math.LN2}}, 0.92],
    ['errors come 1.79 at a time', {failures: {errors: 1.79 * 10 * 2 * Math.LN2}}, 0.6],
    ['one retry, and errors come 1.26 at a time', {mapping: {maximumRetryAttempts: 1}, failures: {errors: 1.26 * 10 * 2 * Math.LN2}}, 0.92],
    ['one retry, and errors come one by one', {mapping: {maximumRetryAttempts: 1}, failures: {errors: 14}}, 'ruled-out'],
    ['95 % of the minutes fail', {failures: {failingMinutes: 19}}, 'ruled-out'],
    ['95 % of the minutes fail, with many errors', {failures: {failingMinutes: 19, errors: 200}}, 0.92],
    ['more of the minutes fail', {failures: {failingMinutes: 20, errors: 200}}, 0.6],
    ['no minute fails', {failures: {failingMinutes: 0}}, 0.6],
    ['no minute is known', {failures: {failingMinutes: 0, minutes: 0}}, 0.6],
    ['good records fail', {failures: {goodRecordsFail: 'good records fail as well'}}, 0.92],
    [
      'good records fail, and halves of a batch keep them',
      {failures: {goodRecordsFail: 'good records fail as well', halvingKeepsThem: true}},
      0.92,
    ],
    ['records are counted as dropped', dropped(ago => (ago === 20 ? 3 : 0)), 0.97],
    [
      'records are counted as dropped, and halves keep them',
      {...dropped(ago => (ago === 20 ? 3 : 0)), failures: {goodRecordsFail: 'x', halvingKeepsThem: true}},
      0.97,
    ],
    ['half an hour ago', dropped(ago => (ago === 30 ? 3 : 0)), 0.97],
    ['longer ago', dropped(ago => (ago === 31 ? 3 : 0)), 0.9],
    ['one record, longer ago', dropped(ago => (ago === 31 ? 1 : 0)), 0.9],
    ['in several minutes, longer ago', dropped(ago => (ago > 31 && ago % 40 === 0 ? 3 : 0)), 0.9],
    ['none is counted', dropped(() => 0), 'ruled-out'],
    ['nothing is counted', dropped(() => null), 0.92],
    ['none is counted, and records are lost', {...dropped(() => 0), lag: {state: 'losing', lossBy: 'retries'}}, 0.92],
    ['the metrics of the mapping are not known', {mappingMetrics: 'denied'}, 0.92],
    ['records are dropped, and nothing fails', {...dropped(ago => (ago === 20 ? 3 : 0)), failures: {scope: 'none', logged: null}}, 0.95],
  ],
)

causeTable(
  silentLoss,
  'the age limit is reached',
  {
    mapping: {onFailureDestination: null, maximumRecordAgeSeconds: 3600},
    lag: {state: 'losing', lossBy: 'age-limit', ageSeconds: 3590, because: ['the oldest batch is as old as the limit']},
  },
  0.95,
  [
    ['the stream expires them', {lag: {lossBy: 'retention'}}, 'ruled-out'],
    ['records are not lost', {lag: {state: 'behind'}}, 'ruled-out'],
    ['the age is not known', {lag: {ageSeconds: null}}, 0.95],
    ['the limit is not known', {mapping: {maximumRecordAgeSeconds: null}}, 0.95],
    ['three batches of a shard', {mapping: {parallelizationFactor: 3}}, 0.95],
    ['two batches of a shard', {mapping: {parallelizationFactor: 2}}, 0.95],
    ['nine batches of a shard', {mapping: {parallelizationFactor: 9}}, 0.95],
    ['ten batches of a shard', {mapping: {parallelizationFactor: 10}}, 0.95],
    ['the factor is not known', {mapping: {parallelizationFactor: null}}, 0.95],
    ['records are counted as dropped', dropped(ago => (ago === 20 ? 3 : 0)), 0.97],
    ['none is counted', dropped(() => 0), 0.95],
    ['good records fail, and halves keep them', {failures: {goodRecordsFail: 'x', halvingKeepsThem: true}}, 0.95],
    ['good records fail', {failures: {goodRecordsFail: 'x'}}, 0.95],
  ],
)
