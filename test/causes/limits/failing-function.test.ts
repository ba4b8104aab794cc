import {failingFunction} from '../../../src/causes/failing-function.ts'
import type {Discarding} from '../../../src/model/derived/discarding.ts'
import type {RuntimeUpdate} from '../../../src/model/derived/runtime-update.ts'
import {causeTable, failing, logged, minutesAgo, newestMinute, type Situation} from '../../support/cause-table.ts'
import {functionVersion} from '../../support/evidence.ts'
import {loggedOf} from '../../support/on-demand.ts'

const released = {function: {lastModifiedMs: minutesAgo(22)}}
const update: RuntimeUpdate = {
  isSet: false,
  version: '$LATEST',
  from: 'nodejs:22.v34',
  to: 'nodejs:22.v35',
  fromArn: 'arn:aws:lambda:us-east-1::runtime:v34',
  lastBeforeMs: minutesAgo(40),
  firstMs: minutesAgo(22),
}
const set: RuntimeUpdate = {...update, isSet: true, from: 'nodejs:22.v35', to: 'nodejs:24.v3'}
const on24 = {runtime: 'nodejs24.x', lastModifiedMs: minutesAgo(22)}
const lost = (leaves: Discarding['leaves']): Discarding => ({share: 0.064, recordsPerMinute: 770, attempts: 3, leaves})
const refused = logged({kind: 'downstream-throttled', type: 'ThrottlingException', sample: 'Rate exceeded'})
const data = logged({type: 'TypeError', sample: "Cannot read properties of undefined (reading 'id')"})
const code = logged({type: 'ReferenceError', sample: 'x is not defined'})
const closed = {egress: {internet: ['no route'], dynamodb: []}}
const open = {egress: {internet: [], dynamodb: []}}
const versions = [functionVersion('$LATEST', {codeSha256: 'new'}), functionVersion('5')]

/** Another version was published so many minutes ago, and the mapping invokes the present one. */
const since = (qualifier: string, ago: number, target: object = {}, present = '7'): Situation => ({
  mapping: {qualifier},
  function: {version: present, ...target},
  versions: [
    functionVersion('$LATEST', {codeSha256: 'new'}),
    functionVersion(present === '1' ? '1' : '6', {lastModifiedMs: minutesAgo(900)}),
    functionVersion(present, {lastModifiedMs: minutesAgo(60)}),
    functionVersion('8', {lastModifiedMs: minutesAgo(ago)}),
  ],
})
const wordless = (target: object): Situation => ({failures: {logged: logged({wordless: true})}, function: target})

causeTable(
  failingFunction,
  'all shards fail',
  {
    ...failing({kind: 'exception', logged: logged(), goodRecordsFail: 'no batch succeeds on any shard'}),
    lag: {state: 'stalled', scope: 'all', ageSeconds: 1200, minimumAgeSeconds: 1100},
    logErrors: loggedOf('exception'),
    runtimeUpdate: null as never,
  },
  0.96,
  [
    ['too few minutes are known', {failures: {young: 'two minutes are published'}}, 'open'],
    ['no invocation fails', {failures: {scope: 'none'}}, 'ruled-out'],
    ['one shard fails', {failures: {scope: 'one-lane'}}, 'ruled-out'],
    ['it runs into the timeout', {failures: {kind: 'timeout'}}, 'ruled-out'],
    ['it runs out of memory', {failures: {kind: 'memory'}}, 'ruled-out'],
    ['denied', {failures: {kind: 'denied'}}, 'ruled-out'],
    ['the network is closed to the internet', {failures: {kind: 'network'}, ...closed}, 'ruled-out'],
    ['the network is closed to DynamoDB', {failures: {kind: 'network'}, egress: {internet: [], dynamodb: ['no endpoint']}}, 'ruled-out'],
    ['the network is open', {failures: {kind: 'network'}, ...open}, 0.96],
    [
      'the network is open, and the function is in a VPC',
      {failures: {kind: 'network'}, ...open, function: {subnetIds: ['subnet-a']}},
      0.96,
    ],
    ['an exception, and the function is in a VPC', {function: {subnetIds: ['subnet-a']}}, 0.96],
    ['the network is not known', {failures: {kind: 'network'}}, 0.96],
    ['the network is not known, and the function is in a VPC', {failures: {kind: 'network'}, function: {subnetIds: ['subnet-a']}}, 0.4],
    ['neither network nor function is known', {failures: {kind: 'network'}, function: 'denied'}, 0.96],
    ['an exception behind a closed network', closed, 0.96],
    ['a TLS handshake fails behind a closed network', {failures: {kind: 'handshake'}, ...closed}, 0.96],
    ['an import fails', {failures: {kind: 'import'}}, 0.96],
    ['the log names no error', {failures: {logged: null, kind: null}}, 0.85],
    ['the log was not read', {failures: {logged: null, kind: null}, logErrors: 'skipped'}, 0.7],
    ['a service throttles it', {failures: {kind: 'throttled', throttled: refused}}, 0.93],
    ['a service throttles it, and the mapping is not known', {failures: {kind: 'throttled', throttled: refused}, mapping: 'denied'}, 0.93],
    ['a service throttles some calls', {failures: {throttled: refused}}, 0.96],
    ['the function was changed just before', released, 0.96],
    ['the function was changed just before, and the log names no error', {...released, failures: {logged: null}}, 0.85],
    ['the function was changed just before, and versions are published', {...released, versions}, 0.96],
    ['the function was changed just before, and the mapping is not known', {...released, mapping: 'denied'}, 0.96],
    ['the function is not known', {function: 'denied'}, 0.96],
    ['the runtime was updated just before', {runtimeUpdate: update}, 0.96],
    ['the runtime was updated just before, and so was the function', {...released, runtimeUpdate: update}, 0.96],
    ['the runtime was updated just before, to a version without a name', {runtimeUpdate: {...update, fromArn: null}}, 0.96],
    ['another runtime was set just before', {runtimeUpdate: set}, 0.96],
    ['another runtime was set just before, by an update of the function', {...released, runtimeUpdate: set, function: on24}, 0.96],
    ['another runtime was set just before, and another one since', {runtimeUpdate: set, function: {runtime: 'nodejs22.x'}}, 0.96],
    ['another runtime was set just before, in a published version', {runtimeUpdate: set, mapping: {qualifier: 'live'}}, 0.96],
    ['another runtime was set just before, and AWS refuses the earlier one', {runtimeUpdate: {...set, from: 'nodejs:12.v9'}}, 0.96],
    ['the runtime was updated longer before', {runtimeUpdate: {...update, firstMs: minutesAgo(35)}}, 0.96],
    ['the runtime is not known', {runtimeUpdate: 'denied'}, 0.96],
    ['the response reports it', {failures: {hidden: true}}, 0.93],
    ['the response reports it, and the log names no error', {failures: {hidden: true, logged: null, kind: null}}, 0.85],
    [
      'the response reports it after a release, and the log names no error',
      {...released, failures: {hidden: true, logged: null, kind: null}},
      0.93,
    ],
    ['the response reports some', {failures: {hidden: true, share: 0.4, errors: 240}}, 0.93],
    [
      'the response reports it, and half of the invocations are left',
      {failures: {hidden: true}, load: {now: {invocationsPerMinute: 30}}},
      0.93,
    ],
    ['the response reports it, and fewer are left', {failures: {hidden: true}, load: {now: {invocationsPerMinute: 29}}}, 0.93],
    ['the response reports it, and the load is not known', {failures: {hidden: true}, load: {now: null}}, 0.93],
    [
      'the response reports it, and the load of before is not known',
      {failures: {hidden: true}, load: {now: {invocationsPerMinute: 29}, before: null}},
      0.93,
    ],
    ['fewer invocations are left', {load: {now: {invocationsPerMinute: 29}}}, 0.96],
    ['batches are discarded', {lag: {state: 'losing', lossBy: 'retries', because: ['Lambda discards each batch after 4 attempts']}}, 0.96],
    ['batches are discarded, and no reason is known', {lag: {state: 'losing', lossBy: 'retries', because: []}}, 0.96],
    ['the age is not known', {lag: {ageSeconds: null}}, 0.96],
    ['the youngest age is not known', {lag: {minimumAgeSeconds: null}}, 0.96],
    ['it is not known whether all shards lag', {lag: {scope: 'unknown'}}, 0.96],
    ['starts fail', {failures: {startFails: logged({kind: 'init', type: 'Extension.Crash', starts: 4, phase: 'init'})}}, 0.96],
    ['starts fail, and no phase is known', {failures: {startFails: logged({kind: 'init', type: null, starts: 1})}}, 0.96],
    ['starts fail, and nothing of them is known', {failures: {startFails: logged({type: null, kind: null as never})}}, 0.96],
    ['the restore fails', {failures: {startFails: logged({type: null, sample: 'Status: timeout', starts: 2, phase: 'restore'})}}, 0.96],
    ['the newest minutes are those of the log', {failures: {fromLog: true}}, 0.96],
    ['the error has no request', {failures: {logged: logged({requests: 0, count: 1})}}, 0.96],
    ['the error has one request', {failures: {logged: logged({requests: 1})}}, 0.96],
    ['the error is a line of an unknown format', {failures: {logged: logged({raw: true, sample: 'boom'})}}, 0.96],
    ['the error has no type', {failures: {logged: logged({type: null})}}, 0.96],
    ['the error does not contain its type', {failures: {logged: logged({type: 'TypeError', sample: 'boom'})}}, 0.96],
    ['a version was published since, behind an alias', since('live', 10), 0.96],
    ['a version was published since, beside a version', since('7', 10), 0.96],
    ['a version was published before, behind an alias', since('live', 30), 0.96],
    ['a version was published since, and the mapping is not known', {...since('live', 10), mapping: 'denied'}, 0.96],
    ['a version was published since, and the function is not known', {...since('live', 10), function: 'denied'}, 0.96],
    ['a version was published since a release, behind an alias', since('live', 10, {lastModifiedMs: minutesAgo(22)}), 0.96],
    [
      'a version was published since a release without a version before it',
      since('live', 10, {lastModifiedMs: minutesAgo(22), version: '1'}, '1'),
      0.96,
    ],
    ['the log has no message', wordless({}), 0.96],
    ['the log has no message, and its level is ERROR', wordless({applicationLogLevel: 'ERROR', logFormat: 'JSON'}), 0.96],
    ['the log has no message, and its level is WARN', wordless({applicationLogLevel: 'WARN', logFormat: 'JSON'}), 0.96],
    ['the log has no message, and its level is INFO', wordless({applicationLogLevel: 'INFO', logFormat: 'JSON'}), 0.96],
    ['the log has no message, and its level is not known', wordless({logFormat: 'JSON'}), 0.96],
    ['the log has no message, and its format is text', wordless({applicationLogLevel: 'ERROR', logFormat: 'Text'}), 0.96],
    ['the log has a message, and its level is ERROR', {function: {applicationLogLevel: 'ERROR', logFormat: 'JSON'}}, 0.96],
    ['nothing is discarded', {mapping: {maximumRetryAttempts: -1}}, 0.96],
    ['there is no destination', {mapping: {onFailureDestination: null}}, 0.96],
    ['good records pass', {failures: {goodRecordsFail: null}}, 0.96],
    ['the mapping is not known', {mapping: 'denied'}, 0.96],
  ],
)

causeTable(
  failingFunction,
  'the only shard fails',
  {...failing({scope: 'one-of-one'}), lag: {state: 'stalled', ageSeconds: 1200}, logErrors: 'skipped'},
  0.45,
  [
    ['after a release', released, 0.85],
    ['after an update of the runtime', {runtimeUpdate: update}, 0.85],
    ['with an error of the code', {failures: {logged: code}}, 0.85],
    ['with an error of the code, after a release', {...released, failures: {logged: code}}, 0.96],
    ['with an error of the data', {failures: {logged: data}}, 0.3],
    ['with an error of the data, after a release', {...released, failures: {logged: data}}, 0.5],
    ['an import fails', {failures: {kind: 'import'}}, 0.96],
    ['a service does not answer', {failures: {kind: 'network'}, ...open}, 0.85],
    ['a service throttles it', {failures: {kind: 'throttled', throttled: refused}}, 0.93],
    ['the response reports it', {failures: {hidden: true}}, 0.45],
    ['the function is not known', {function: 'denied'}, 0.45],
    ['the function does not exist', {function: null as never}, 0.45],
  ],
)

causeTable(
  failingFunction,
  'one minute of failures in the response',
  {
    ...failing({begins: true, hidden: true}),
    newestMinute: newestMinute({waits: true, ageSeconds: 20}),
    lag: {state: 'slow', scope: 'all'},
  },
  0.65,
  [
    ['of the only shard', {failures: {scope: 'one-of-one'}}, 0.5],
    ['no minute is known', {newestMinute: null}, 0.85],
    ['it does not begin now', {failures: {begins: false}}, 0.85],
    ['the function was changed just before', released, 0.65],
  ],
)

causeTable(
  failingFunction,
  'some fail, and all shards are late',
  {
    ...failing({scope: 'passing', share: 0.1, errors: 60}),
    lag: {state: 'behind', scope: 'all', minimumAgeSeconds: 300, onsetAtMs: minutesAgo(20)},
    load: {now: {errorShare: 0.1}},
  },
  0.75,
  [
    ['an exception', {failures: {kind: 'exception', logged: logged()}}, 0.9],
    ['a service throttles it', {failures: {kind: 'throttled', throttled: refused, logged: refused}}, 0.94],
    ['a service throttles it beside another error', {failures: {kind: 'exception', throttled: refused, logged: logged()}}, 0.94],
    ['it runs into the timeout', {failures: {kind: 'timeout'}}, 'ruled-out'],
    ['the response reports it', {failures: {hidden: true}}, 0.75],
    ['the function is 1.5 times as slow', {load: {now: {durationP50Ms: 180}}}, 0.75],
    ['the function is slower than that', {load: {now: {durationP50Ms: 181}}}, 0.75],
    ['the duration is not known', {load: {now: {durationP50Ms: null}}}, 0.75],
    ['the duration of before is not known', {load: {now: {durationP50Ms: 1e9}, before: {durationP50Ms: null}}}, 0.75],
    ['the function was changed just before', {...released, versions}, 0.75],
    ['the runtime was updated just before', {runtimeUpdate: update}, 0.75],
    ['good records fail, and halves of a batch keep them', {failures: {goodRecordsFail: 'x', halvingKeepsThem: true}}, 0.75],
    ['other shards are current', {lag: {scope: 'some', minimumAgeSeconds: 10}}, 'ruled-out'],
    ['other shards are late as well', {lag: {scope: 'some', minimumAgeSeconds: 10.1}}, 0.75],
    ['the load of before is not known', {load: {before: null}}, 0.75],
  ],
)

causeTable(
  failingFunction,
  'some fail, and no record is late',
  {...failing({scope: 'passing', share: 0.1, errors: 60, minutes: 40, failingMinutes: 40}), mapping: {maximumRetryAttempts: -1}},
  0.75,
  [
    ['an exception', {failures: {kind: 'exception', logged: logged()}}, 0.9],
    ['a service throttles it', {failures: {throttled: refused}}, 0.9],
    ['the function was changed just before', {...released, versions}, 0.75],
    ['the runtime was updated just before', {runtimeUpdate: update}, 0.75],
    ['the age is high', {lag: {state: 'recovering'}}, 'ruled-out'],
    ['retries are bounded', {mapping: {maximumRetryAttempts: 3}}, 0.75],
    ['a bucket keeps a share of the records', {mapping: {maximumRetryAttempts: 2}, discarding: lost('records')}, 0.75],
    ['a queue gets pointers to a share of the records', {mapping: {maximumRetryAttempts: 2}, discarding: lost('pointers')}, 0.75],
    [
      'a queue gets pointers, good records fail, and CloudWatch does not count them',
      {
        mapping: {maximumRetryAttempts: 2},
        failures: {goodRecordsFail: 'x'},
        discarding: {...lost('pointers'), recordsPerMinute: null},
      },
      0.75,
    ],
    ['retries are bounded, and there is no destination', {mapping: {maximumRetryAttempts: 3, onFailureDestination: null}}, 'ruled-out'],
    ['retries do not end, and there is no destination', {mapping: {onFailureDestination: null}}, 0.75],
    ['retries are not known', {mapping: {maximumRetryAttempts: null}}, 'ruled-out'],
    ['the mapping is not known', {mapping: 'denied'}, 'ruled-out'],
    ['5 % fail', {failures: {share: 0.05}}, 0.75],
    ['fewer fail', {failures: {share: 0.049}}, 'ruled-out'],
    ['fewer fail, of an exception', {failures: {share: 0.049, logged: logged()}}, 'ruled-out'],
    ['fewer fail, of a process that dies', {failures: {share: 0.011, logged: logged({kind: 'crash'})}}, 0.75],
    ['1 % fail, of a process that dies', {failures: {share: 0.01, logged: logged({kind: 'crash'})}}, 'ruled-out'],
    ['thirty minutes are known', {failures: {minutes: 30, failingMinutes: 30}}, 0.75],
    ['fewer minutes are known', {failures: {minutes: 29, failingMinutes: 29}}, 'ruled-out'],
    ['half of the minutes fail', {failures: {failingMinutes: 20}}, 0.75],
    ['fewer minutes fail', {failures: {failingMinutes: 19}}, 'ruled-out'],
    ['the response reports it', {failures: {hidden: true}}, 'ruled-out'],
    ['an alias without weights', {mapping: {qualifier: 'live'}, alias: {name: 'live', functionVersion: '7', weights: {}}}, 0.75],
  ],
)
