import {functionTimeout} from '../../../src/causes/function-timeout.ts'
import {causeTable, failing, minutesAgo} from '../../support/cause-table.ts'
import {functionVersion, published} from '../../support/evidence.ts'

/** Since twenty minutes ago all minutes fail but so many, whose invocations take so long. */
const passing = (minutes: number, milliseconds: number) => ({
  functionMetrics: {
    'Errors.Sum': published(ago => (ago > 20 - minutes && ago <= 20 ? 0 : 6)),
    'Duration.Average': published(ago => (ago > 20 - minutes && ago <= 20 ? milliseconds : 20_000)),
  },
})

causeTable(
  functionTimeout,
  'some invocations hang',
  {...failing({scope: 'passing', kind: 'timeout', share: 0.4, errors: 240}), ...passing(3, 3000)},
  0.95,
  [
    ['the others take more than a tenth of the timeout', passing(3, 3001), 0.95],
    ['the others take a second', passing(4, 1000), 0.95],
    ['too few minutes pass', passing(2, 1000), 0.95],
    ['no minute has an invocation', {functionMetrics: {'Invocations.Sum': published(() => 0)}}, 0.95],
    ['one invocation in a minute', {functionMetrics: {'Invocations.Sum': published(() => 1)}}, 0.95],
    ['the minutes are before', {functionMetrics: {'Errors.Sum': published(ago => (ago > 20 ? 0 : 6))}}, 0.95],
    ['the durations are not known', {functionMetrics: {'Duration.Average': published(() => null)}}, 0.95],
    ['the errors are not known', {functionMetrics: {'Errors.Sum': published(() => null)}}, 0.95],
    ['all invocations fail', {failures: {scope: 'all'}}, 0.95],
    ['the timeout is not known', {function: {timeoutSeconds: null}}, 0.95],
    ['the metrics are not known', {functionMetrics: 'denied'}, 0.95],
    [
      'after a release',
      {
        function: {lastModifiedMs: minutesAgo(22)},
        versions: [functionVersion('$LATEST', {codeSha256: 'new'}), functionVersion('5', {timeoutSeconds: 60})],
      },
      0.95,
    ],
  ],
)
