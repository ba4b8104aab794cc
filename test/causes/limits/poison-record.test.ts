import {poisonRecord} from '../../../src/causes/poison-record.ts'
import {causeTable, logged, minutesAgo, stuckLine} from '../../support/cause-table.ts'
import {published} from '../../support/evidence.ts'

const counted = (value: (ago: number) => number | null) => ({mappingMetrics: {'FailedInvokeEventCount.Sum': published(value)}})
const endless = {mapping: {maximumRetryAttempts: -1}}
const failures = {
  scope: 'one-lane',
  share: 0.02,
  errors: 12,
  invocations: 600,
  failingMinutes: 5,
  minutes: 10,
  sinceMs: minutesAgo(20),
} as const

causeTable(
  poisonRecord,
  'one batch stands still',
  {
    ...endless,
    lag: {state: 'stalled', stuck: stuckLine({positionMs: minutesAgo(22)}), scope: 'one-shard', ageSeconds: 1200, minimumAgeSeconds: 1},
    failures: {...failures, logged: logged({sequenceNumbers: ['111']})},
  },
  0.97,
  [
    ['too few minutes are known', {failures: {young: 'two minutes are published'}}, 'open'],
    ['it is not known whether it is one batch', {failures: {perhapsOne: 'one minute is published'}}, 'open'],
    ['neither lag nor failures are known', {lag: {state: 'unknown'}, failures: {scope: 'none'}}, 'open'],
    ['the lag is not known', {lag: {state: 'unknown'}}, 0.97],
    ['all shards fail', {failures: {scope: 'all'}}, 'ruled-out'],
    ['full batches take longer than the timeout', {failures: {fullBatchSeconds: 40}}, 'ruled-out'],
    ['no batch stands still', {lag: {stuck: null}}, 'ruled-out'],
    ['no batch stands still, and some fail', {lag: {stuck: null}, failures: {scope: 'passing'}}, 'ruled-out'],
    ['some shards are late', {lag: {scope: 'some'}}, 0.97],
    ['all shards are late', {lag: {scope: 'all'}}, 0.92],
    ['all shards are late, and the youngest age is not known', {lag: {scope: 'all', minimumAgeSeconds: null}}, 0.92],
    ['less than half of the minutes fail', {failures: {failingMinutes: 4}}, 0.9],
    ['less than half of the minutes fail, and all shards are late', {lag: {scope: 'all'}, failures: {failingMinutes: 4}}, 0.75],
    ['the others are as old as the floor', {lag: {minimumAgeSeconds: 10}}, 0.97],
    ['the others are older', {lag: {minimumAgeSeconds: 10.1}}, 0.97],
    ['the response reports it', {failures: {hidden: true}}, 0.92],
    ['the response reports it, and the others are older', {failures: {hidden: true}, lag: {minimumAgeSeconds: 10.1}}, 0.75],
    ['no error is counted', {failures: {scope: 'none'}}, 'absent'],
    [
      'no error is counted, and the mapping counts failed records',
      {failures: {scope: 'none'}, ...counted(ago => (ago === 5 ? 1 : 0))},
      0.92,
    ],
    ['no error is counted, and it repeats', {failures: {scope: 'none', repeating: true}}, 'absent'],
    ['some fail', {failures: {scope: 'passing'}}, 'absent'],
    ['it runs into the timeout', {failures: {kind: 'timeout'}}, 0.97],
    ['it runs out of memory', {failures: {kind: 'memory'}}, 'ruled-out'],
    ['the log names two records', {failures: {logged: logged({sequenceNumbers: ['111', '222']})}}, 0.97],
    ['the log names three records', {failures: {logged: logged({sequenceNumbers: ['1', '2', '3']})}}, 0.97],
    ['the log names four records', {failures: {logged: logged({sequenceNumbers: ['1', '2', '3', '4']})}}, 0.97],
    ['the log names no record', {failures: {logged: logged()}}, 0.97],
    ['the log is not known', {failures: {logged: null}}, 0.97],
    ['the mapping counts failed records', counted(ago => (ago <= 20 && ago > 3 ? 2 : 0)), 0.97],
    ['the mapping counts none', counted(() => 0), 0.97],
    ['another mapping shares the function', {lag: {sharedBy: 1}}, 0.6],
    ['another mapping shares the function, and the log is not known', {lag: {sharedBy: 1}, failures: {logged: null}}, 0.6],
    [
      'another mapping shares the function, and this one counts failed records',
      {lag: {sharedBy: 1}, ...counted(ago => (ago === 22 ? 1 : 0))},
      0.97,
    ],
    [
      'another mapping shares the function, and this one counted them before',
      {lag: {sharedBy: 1}, ...counted(ago => (ago === 23 ? 1 : 0))},
      'ruled-out',
    ],
    ['another mapping shares the function, and this one counts none', {lag: {sharedBy: 2}, ...counted(() => 0)}, 'ruled-out'],
    ['more are throttled than fail', {functionMetrics: {'Throttles.Sum': published(ago => (ago === 22 ? 40 : 0))}}, 'ruled-out'],
    ['5 % are throttled', {functionMetrics: {'Throttles.Sum': published(ago => (ago === 22 ? 600 / 19 : 0))}}, 0.97],
    [
      'as many are throttled as fail',
      {functionMetrics: {'Throttles.Sum': published(ago => (ago === 22 ? 40 : 0))}, failures: {errors: 40}},
      0.97,
    ],
    ['they were throttled before', {functionMetrics: {'Throttles.Sum': published(ago => (ago > 22 ? 40 : 0))}}, 0.97],
    ['retries are bounded', {mapping: {maximumRetryAttempts: 3}}, 0.97],
    ['retries are bounded, and batches are not halved', {mapping: {maximumRetryAttempts: 3, bisectBatchOnFunctionError: false}}, 0.97],
    ['retries are not known', {mapping: {maximumRetryAttempts: null}}, 0.97],
    ['there is no destination', {mapping: {onFailureDestination: null}}, 0.97],
    ['the mapping is not known', {mapping: 'denied'}, 0.97],
    ['the metrics of the mapping are not known', {mappingMetrics: 'denied'}, 0.97],
    ['the age is not known', {lag: {ageSeconds: null}}, 0.97],
  ],
)

causeTable(
  poisonRecord,
  'it repeats',
  {...endless, lag: {state: 'ok', ageSeconds: 30}, failures: {...failures, scope: 'passing', repeating: true, logged: logged()}},
  0.75,
  [
    ['it does not repeat', {failures: {repeating: false}}, 'ruled-out'],
    ['an exception', {failures: {kind: 'exception'}}, 0.75],
    ['denied', {failures: {kind: 'denied'}}, 'absent'],
    ['throttled', {failures: {kind: 'throttled'}}, 'absent'],
    ['an import fails', {failures: {kind: 'import'}}, 'absent'],
    ['the network is closed', {failures: {kind: 'network'}}, 'absent'],
    ['a TLS handshake fails', {failures: {kind: 'handshake'}}, 'absent'],
    ['it runs into the timeout', {failures: {kind: 'timeout'}}, 0.75],
    ['no error is counted', {failures: {scope: 'none'}}, 0.75],
    ['another mapping shares the function', {lag: {sharedBy: 1}}, 0.6],
    ['it began a minute ago', {failures: {begins: true, scope: 'one-lane'}}, 0.75],
    ['the onset is not known', {failures: {sinceMs: null}}, 0.75],
  ],
)

causeTable(
  poisonRecord,
  'records of one shard expire',
  {
    ...endless,
    lag: {state: 'losing', lossBy: 'retention', scope: 'one-shard', ageSeconds: 86_300, minimumAgeSeconds: 1},
    failures: {...failures, logged: logged()},
  },
  0.8,
  [
    ['less than half of the minutes fail', {failures: {failingMinutes: 4}}, 'absent'],
    ['the age limit takes them', {lag: {lossBy: 'age-limit'}}, 'ruled-out'],
    ['the others are late as well', {lag: {minimumAgeSeconds: 11}}, 'ruled-out'],
    ['the log is not known', {failures: {logged: null}}, 0.8],
    ['another mapping shares the function', {lag: {sharedBy: 1}}, 0.6],
    ['the age is not known', {lag: {ageSeconds: null}}, 0.8],
    ['it repeats', {failures: {repeating: true}}, 0.8],
    ['it began a minute ago', {failures: {begins: true}}, 0.8],
  ],
)

const data = logged({type: 'TypeError', sample: "Cannot read properties of undefined (reading 'id')"})
const code = logged({type: 'ReferenceError', sample: 'x is not defined'})
const released = {function: {lastModifiedMs: minutesAgo(22)}}

causeTable(
  poisonRecord,
  'the only shard fails',
  {
    ...endless,
    lag: {state: 'stalled', stuck: stuckLine(), ageSeconds: 1200},
    failures: {...failures, scope: 'one-of-one', share: 1, errors: 600},
  },
  0.55,
  [
    ['after a release', released, 0.3],
    ['after a release ten minutes before', {function: {lastModifiedMs: minutesAgo(30)}}, 0.3],
    ['after a release longer before', {function: {lastModifiedMs: minutesAgo(30) - 1}}, 0.55],
    ['with an error of the data', {failures: {logged: data}}, 0.8],
    ['with an error of the data, after a release', {...released, failures: {logged: data}}, 0.5],
    ['with an error of the code', {failures: {logged: code}}, 'absent'],
    ['with an exception', {failures: {kind: 'exception', logged: data}}, 0.8],
    ['with a timeout', {failures: {kind: 'timeout'}}, 0.3],
    ['out of memory', {failures: {kind: 'memory'}}, 0.3],
    ['denied', {failures: {kind: 'denied'}}, 'absent'],
    ['no batch stands still', {lag: {stuck: null}}, 0.55],
    ['another mapping shares the function, with an error of the data', {lag: {sharedBy: 1}, failures: {logged: data}}, 0.6],
    ['it began a minute ago', {lag: {stuck: null}, failures: {begins: true}}, 0.55],
    ['the function is not known', {function: 'denied'}, 0.55],
  ],
)
