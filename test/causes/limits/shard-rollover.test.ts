import {shardRollover} from '../../../src/causes/shard-rollover.ts'
import {ages, causeTable, shardBorn} from '../../support/cause-table.ts'
import {published} from '../../support/evidence.ts'

const errors = (value: (ago: number) => number | null) => ({functionMetrics: {'Errors.Sum': published(value)}})

causeTable(shardRollover, 'is over', {...shardBorn(9), ...ages(ago => (ago === 8 ? 46 : 1.2))}, 0.93, [
  ['the lag is not known', {lag: {state: 'unknown'}}, 'open'],
  ['no record waits', {lag: {state: 'idle'}}, 0.93],
  ['the age still grows', {lag: {state: 'slow'}}, 0.93],
  ['the age is high', {lag: {state: 'behind'}}, 0.93],
  ['the backlog shrinks', {lag: {state: 'recovering'}}, 0.93],
  ['no batch moves', {lag: {state: 'stalled'}}, 'ruled-out'],
  ['nothing is delivered', {lag: {state: 'stopped'}}, 'ruled-out'],
  ['records are lost', {lag: {state: 'losing'}}, 'ruled-out'],
  ['30 s', ages(ago => (ago === 8 ? 30 : 1.2)), 'ruled-out'],
  ['31 s', ages(ago => (ago === 8 ? 31 : 1.2)), 0.93],
  ['31 s, which the configuration makes', ages(ago => (ago === 8 ? 31 : 1.2), 1, {floorSeconds: 31}), 'ruled-out'],
  ['100 s', ages(ago => (ago === 8 ? 100 : 1.2)), 0.93],
  ['more', ages(ago => (ago === 8 ? 101 : 1.2)), 'ruled-out'],
  ['two minutes, of which the second is too high', ages(ago => (ago === 8 ? 46 : ago === 7 ? 101 : 1.2)), 'ruled-out'],
  ['two minutes, of which the first is higher', ages(ago => (ago === 8 ? 90 : ago === 7 ? 46 : 1.2)), 0.93],
  ['four minutes', {...shardBorn(12), ...ages(ago => (ago <= 11 && ago >= 8 ? 46 : 1.2))}, 0.93],
  ['five minutes', {...shardBorn(13), ...ages(ago => (ago <= 12 && ago >= 8 ? 46 : 1.2))}, 'ruled-out'],
  ['it goes on', {...shardBorn(6), ...ages(ago => (ago <= 5 ? 46 : 1.2))}, 0.75],
  ['failures go on', {failures: {scope: 'passing'}}, 'ruled-out'],
  ['failures are not known', {failures: 'denied'}, 0.93],
  ['errors in every minute since', errors(ago => (ago <= 8 ? 1 : 0)), 'ruled-out'],
  ['errors in all minutes since but one', errors(ago => (ago <= 8 && ago !== 5 ? 1 : 0)), 0.93],
  ['errors in the minute before the spike alone', errors(ago => (ago === 9 ? 1 : 0)), 0.93],
  ['errors in every minute since, and in a tenth of the hour before', errors(ago => (ago <= 8 || ago % 10 === 0 ? 1 : 0)), 0.93],
  [
    'errors in every minute since, and in less of the hour before',
    errors(ago => (ago <= 8 || (ago % 10 === 0 && ago > 10) ? 1 : 0)),
    'ruled-out',
  ],
  ['errors in every minute since, and before the hour', errors(ago => (ago <= 8 || ago > 68 ? 1 : 0)), 'ruled-out'],
  ['no minute since is published', errors(ago => (ago <= 8 ? null : 0)), 0.93],
  ['the metrics are not known', {functionMetrics: 'denied'}, 0.93],
  ['the shard was made four minutes before', shardBorn(12.1), 'absent'],
  ['the shard was made three minutes before', shardBorn(11), 0.93],
  ['the shard continues none', shardBorn(9, null), 'absent'],
  ['the stream is not known', {stream: 'denied'}, 'absent'],
  ['the mapping is not known', {mapping: 'denied'}, 0.93],
])
