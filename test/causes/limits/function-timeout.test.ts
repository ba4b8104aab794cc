import {functionTimeout} from '../../../src/causes/function-timeout.ts'
import {causeTable, failing, logged, minutesAgo} from '../../support/cause-table.ts'
import {functionVersion} from '../../support/evidence.ts'
import {loggedOf, network} from '../../support/on-demand.ts'

const released = {function: {lastModifiedMs: minutesAgo(22)}}
const versions = (timeoutSeconds: number) => [functionVersion('$LATEST', {codeSha256: 'new'}), functionVersion('5', {timeoutSeconds})]
const refused = logged({kind: 'downstream-throttled', type: 'ThrottlingException', sample: 'Rate exceeded'})
const placed = {function: {subnetIds: ['subnet-a']}}

causeTable(
  functionTimeout,
  'all shards run into it',
  {
    ...failing({kind: 'timeout', goodRecordsFail: 'no batch succeeds on any shard'}),
    lag: {state: 'stalled', scope: 'all'},
    load: {now: {durationMaximumMs: 30_000}},
    logErrors: loggedOf('timeout'),
  },
  0.95,
  [
    ['too few minutes are known', {failures: {young: 'two minutes are published'}}, 'open'],
    ['no invocation fails', {failures: {scope: 'none'}}, 'ruled-out'],
    ['one shard fails', {failures: {scope: 'one-lane'}}, 'ruled-out'],
    ['the only shard fails', {failures: {scope: 'one-of-one'}}, 0.85],
    ['30 % fail', {failures: {share: 0.3}}, 0.95],
    ['fewer fail', {failures: {share: 0.29}}, 'ruled-out'],
    ['fewer fail, and the function is not known', {failures: {share: 0.29}, function: 'denied'}, 'ruled-out'],
    ['the function is not known', {function: 'denied'}, 'open'],
    ['the function does not exist', {function: null as never}, 'ruled-out'],
    ['an exception', {failures: {kind: 'exception'}}, 'ruled-out'],
    ['it is not known why', {failures: {kind: null}}, 'ruled-out'],
    ['in a VPC that was not read', placed, 0.75],
    ['in a VPC', {...placed, network: network()}, 0.95],
    ['the only shard, in a VPC', {...placed, failures: {scope: 'one-of-one'}}, 0.85],
    ['the durations are not known', {load: {now: {durationMaximumMs: null}, before: {durationP99Ms: null}}}, 0.95],
    ['the load is not known', {load: {now: null, before: null}}, 0.95],
    ['it took as long as the timeout before', {load: {before: {durationMaximumMs: 31_500}}}, 0.95],
    ['it took longer than the timeout before', {load: {before: {durationMaximumMs: 31_501}}}, 0.95],
    ['it took as long as the new timeout before', {load: {before: {durationMaximumMs: 90_000}}}, 0.95],
    ['it took longer than the new timeout before', {load: {before: {durationMaximumMs: 90_001}}}, 0.95],
    ['it took a third of the new timeout before', {load: {before: {durationMaximumMs: 30_000}}}, 0.95],
    ['batches are full', {load: {now: {batchFill: 1}}}, 0.95],
    ['a service throttles it', {failures: {throttled: refused}}, 0.95],
    ['starts run into a limit', {failures: {logged: logged({kind: 'timeout', starts: 1})}}, 0.95],
    ['no start does', {failures: {logged: logged({kind: 'timeout', starts: 0})}}, 0.95],
    ['it is not known whether starts do', {failures: {logged: logged({kind: 'timeout'})}}, 0.95],
    ['starts fail in another way', {failures: {logged: logged({kind: 'init', starts: 3})}}, 0.95],
    ['a timeout of 3 s', {function: {timeoutSeconds: 3}}, 0.95],
    ['a timeout of 10 s', {function: {timeoutSeconds: 10}}, 0.95],
    ['a timeout of 11 s', {function: {timeoutSeconds: 11}}, 0.95],
    ['a timeout of 599 s', {function: {timeoutSeconds: 599}}, 0.95],
    ['a timeout of 601 s', {function: {timeoutSeconds: 601}}, 0.95],
    ['a timeout of 1,636 s', {function: {timeoutSeconds: 1636}}, 0.95],
    ['a timeout of 1,637 s', {function: {timeoutSeconds: 1637}}, 0.95],
    ['the longest timeout', {function: {timeoutSeconds: 1800}}, 0.95],
    ['the longest timeout, and one record in a batch', {function: {timeoutSeconds: 1800}, mapping: {batchSize: 1}}, 0.95],
    [
      'the longest timeout, after a release',
      {function: {timeoutSeconds: 1800, lastModifiedMs: minutesAgo(22)}, versions: versions(1800)},
      0.95,
    ],
    ['the timeout is not known', {function: {timeoutSeconds: null}}, 0.95],
    ['managed instances', {function: {timeoutSeconds: 1800, managedInstances: true}}, 0.95],
    ['one record in a batch', {mapping: {batchSize: 1}}, 0.95],
    ['two records in a batch', {mapping: {batchSize: 2}}, 0.95],
    ['three records in a batch', {mapping: {batchSize: 3}}, 0.95],
    ['the batch size is not known', {mapping: {batchSize: null}}, 0.95],
    ['the mapping is not known', {mapping: 'denied'}, 0.95],
    ['an alias', {mapping: {qualifier: 'live'}}, 0.95],
    ['the newest code', {mapping: {qualifier: '$LATEST'}}, 0.95],
    ['a release just before', released, 0.95],
    ['a release just before, from a longer timeout', {...released, versions: versions(31)}, 0.95],
    ['a release just before, from the same timeout', {...released, versions: versions(30)}, 0.95],
    ['a release just before, from an unknown timeout', {...released, versions: versions(null as never)}, 0.95],
    [
      'a release just before, to an unknown timeout',
      {function: {lastModifiedMs: minutesAgo(22), timeoutSeconds: null}, versions: versions(1801)},
      0.95,
    ],
    [
      'a release just before, behind an alias',
      {
        function: {lastModifiedMs: minutesAgo(22), version: '8'},
        mapping: {qualifier: 'live'},
        versions: [functionVersion('8', {codeSha256: 'new'}), functionVersion('7', {timeoutSeconds: 60})],
      },
      0.95,
    ],
    ...(['same', 'new'] as const).flatMap(before =>
      [29, 30, 31].map((timeoutSeconds): [string, object, number] => [
        `version 8 just before, of ${before === 'same' ? 'the code' : 'other code than that'} of version 7 with a timeout of ${timeoutSeconds} s`,
        {
          function: {lastModifiedMs: minutesAgo(22), version: '8'},
          mapping: {qualifier: '8'},
          versions: [
            functionVersion('8', {codeSha256: 'same', timeoutSeconds: 30}),
            functionVersion('7', {codeSha256: before, timeoutSeconds}),
            functionVersion('6', {codeSha256: 'old', timeoutSeconds: 30}),
          ],
        },
        0.95,
      ]),
    ),
    ['a release long before', {function: {lastModifiedMs: minutesAgo(60)}, versions: versions(60)}, 0.95],
    ['nothing is discarded', {failures: {goodRecordsFail: null}}, 0.95],
  ],
)

causeTable(
  functionTimeout,
  'some run into it, and no record is late',
  {
    ...failing({scope: 'passing', kind: 'timeout', share: 0.1, errors: 60, minutes: 40, failingMinutes: 40}),
    mapping: {maximumRetryAttempts: -1},
  },
  0.95,
  [
    ['retries are bounded', {mapping: {maximumRetryAttempts: 3}}, 0.95],
    ['retries are bounded, and there is no destination', {mapping: {maximumRetryAttempts: 3, onFailureDestination: null}}, 'ruled-out'],
    ['retries are not known', {mapping: {maximumRetryAttempts: null}}, 'ruled-out'],
    ['the mapping is not known', {mapping: 'denied'}, 'ruled-out'],
    ['all shards are late', {lag: {state: 'behind', scope: 'all', minimumAgeSeconds: 300}, load: {now: {errorShare: 0.1}}}, 0.95],
  ],
)

causeTable(
  functionTimeout,
  'full batches run into it',
  {
    ...failing({scope: 'one-lane', kind: 'timeout', share: 0.05, errors: 30, fullBatchSeconds: 45}),
    load: {before: {millisecondsPerRecord: 450, batchFill: 0.6}},
  },
  0.9,
  [
    ['1.3 times the timeout', {failures: {fullBatchSeconds: 39}}, 0.9],
    ['less', {failures: {fullBatchSeconds: 38.9}}, 0.75],
    ['as long as a raised timeout', {failures: {fullBatchSeconds: 69.2}}, 0.9],
    ['longer than a raised timeout', {failures: {fullBatchSeconds: 69.3}}, 0.9],
    ['far longer', {failures: {fullBatchSeconds: 4000}}, 0.9],
    ['a batch of one record', {mapping: {batchSize: 1}}, 0.9],
    ['the batch size is not known', {mapping: {batchSize: null}}, 0.9],
    ['the mapping is not known', {mapping: 'denied'}, 0.9],
    ['the function is not known', {function: 'denied'}, 'ruled-out'],
    ['the timeout is not known', {function: {timeoutSeconds: null}, failures: {fullBatchSeconds: 2400}}, 0.9],
    ['the load of before is not known', {load: {before: null}}, 0.9],
    ['a release just before', released, 0.9],
  ],
)
