import {writeBackLoop} from '../../../src/causes/write-back-loop.ts'
import {causeTable, loadWindow, minutesAgo, newestMinute, stuckLine, unpublishedMinute} from '../../support/cause-table.ts'
import {functionVersion, none, published} from '../../support/evidence.ts'

/** Invocations of a minute, which vary; the writes follow them. */
const invoked = (ago: number) => (ago > 40 ? 60 : 150 + ((ago * 7) % 11))
const policies = (...statements: {effect?: string; actions?: string[]; resources?: string[]}[]) => ({
  rolePolicies: {
    role: 'orders-projector',
    statements: statements.map(one => ({policy: 'handler', effect: 'Allow', actions: ['dynamodb:PutItem'], resources: ['*'], ...one})),
  },
})
const writes = (value: (ago: number) => number | null) => ({tableMetrics: {'ConsumedWriteCapacityUnits.Sum': published(value)}})
const versions = [functionVersion('$LATEST', {codeSha256: 'new'}), functionVersion('5')]
const releasedAgo = (ago: number) => ({function: {lastModifiedMs: minutesAgo(ago)}})

causeTable(
  writeBackLoop,
  'writes follow the work since a release',
  {
    lag: {state: 'behind', scope: 'all'},
    ...releasedAgo(41),
    functionMetrics: {'Invocations.Sum': published(invoked)},
    tableMetrics: {
      'ConsumedWriteCapacityUnits.Sum': published(ago => (ago > 40 ? 1200 : 1200 + 30 * invoked(ago))),
      'ReturnedRecordsCount.Sum': published(ago => (ago > 40 ? 20 : 100) * invoked(ago)),
    },
    ...policies({}),
  },
  0.92,
  [
    ['the policies were not read', {rolePolicies: 'skipped'}, 0.92],
    ['the policies are not known', {rolePolicies: 'denied'}, 0.92],
    ['the role may not write', policies({actions: ['s3:*']}), 'ruled-out'],
    ['the role may write in any case', policies({actions: ['DynamoDB:*']}), 0.92],
    ['the role may delete', policies({actions: ['s3:*', 'dynamodb:DeleteItem']}), 0.92],
    ['the role may update', policies({actions: ['dynamodb:UpdateItem']}), 0.92],
    ['the role may write batches', policies({actions: ['dynamodb:BatchWriteItem']}), 0.92],
    ['the role may write in transactions', policies({actions: ['dynamodb:TransactWriteItems']}), 0.92],
    ['the role may only read', policies({actions: ['dynamodb:GetItem']}), 'ruled-out'],
    ['a deny alone', policies({effect: 'Deny'}), 'ruled-out'],
    ['a statement without resources', policies({resources: []}), 0.92],
    ['a statement of this table', policies({resources: ['arn:other', 'arn:aws:dynamodb:us-east-1:123456789012:table/Orders']}), 0.92],
    ['a statement of another table', policies({resources: ['arn:aws:dynamodb:us-east-1:123456789012:table/refunds']}), 'ruled-out'],
    ['two statements, of which one allows it', policies({actions: ['s3:*']}, {}), 0.92],
    ['the function is not known', {function: 'denied'}, 'absent'],
    ['the function is not known, and no more is written', {function: 'denied', ...writes(() => 1200)}, 'ruled-out'],
    ['the function does not exist', {function: null as never}, 'ruled-out'],
    ['its change is not dated', {function: {lastModifiedMs: null}}, 'ruled-out'],
    ['the load hardly varies', writes(ago => (ago > 40 ? 1200 : 6000 + ((ago * 5) % 7))), 0.65],
    [
      'the load hardly varies, and the role may not write',
      {...writes(ago => (ago > 40 ? 1200 : 6000 + ((ago * 5) % 7))), ...policies({effect: 'Deny'})},
      'ruled-out',
    ],
    ['the writes vary by themselves', writes(ago => (ago > 40 ? 1200 : 6000 + 100 * ((ago * 5) % 11))), 'ruled-out'],
    ['no more is written', writes(() => 1200), 'ruled-out'],
    ['a release nearly two minutes before', releasedAgo(42.8), 0.92],
    ['a release two minutes before', releasedAgo(42.9), 'ruled-out'],
    ['a release longer before, and a floor of a minute', {...releasedAgo(46.9), lag: {floorSeconds: 60}}, 0.92],
    ['a release still longer before, and a floor of a minute', {...releasedAgo(47.1), lag: {floorSeconds: 60}}, 'ruled-out'],
    ['a release longer before, behind an alias', {...releasedAgo(50.5), mapping: {qualifier: 'live'}}, 0.92],
    ['a release longer before, of the newest code', {...releasedAgo(50.5), mapping: {qualifier: '$LATEST'}}, 'ruled-out'],
    ['a release longer before, without a qualifier', releasedAgo(50.5), 'ruled-out'],
    ['a release just in the minute of the rise', releasedAgo(39.1), 0.92],
    ['a release after the rise', releasedAgo(38.9), 'ruled-out'],
    ['versions are published', {versions}, 0.92],
    ['the table has no name', {mapping: {tableName: null}}, 0.92],
    ['the age still grows', {lag: {state: 'slow'}}, 0.92],
    ['a batch is stuck', {lag: {stuck: stuckLine()}}, 0.92],
    ['no record is late', {lag: {state: 'ok'}}, 'ruled-out'],
    ['no record waits', {lag: {state: 'idle'}}, 'ruled-out'],
    ['the backlog shrinks', {lag: {state: 'recovering'}}, 'ruled-out'],
    [
      'no record is late, and the newest minute is unusual',
      {lag: {state: 'ok'}, newestMinute: newestMinute({isUnusual: true})},
      'ruled-out',
    ],
  ],
)

const flooded = newestMinute({
  waits: true,
  writeRatio: 3,
  leftShare: 0.6,
  ageSeconds: 20,
  roseAtMs: minutesAgo(4),
  middleAgeSeconds: 10,
  load: loadWindow({laneUse: 0.9, batchFill: 1}),
})

causeTable(writeBackLoop, 'writes rise in the minute of a release', {newestMinute: flooded, ...releasedAgo(4)}, 0.6, [
  ['the age grows', {lag: {state: 'slow'}}, 0.6],
  ['the age grows, and the function is not known', {lag: {state: 'slow'}, function: 'denied', ...writes(() => 1200)}, 'ruled-out'],
  ['no batch moves', {lag: {state: 'stalled'}}, 'ruled-out'],
  ['a batch is stuck', {lag: {stuck: stuckLine()}}, 'ruled-out'],
  ['the role may not write', policies({actions: ['s3:*']}), 'ruled-out'],
  ['the role may write', policies({}), 0.6],
  ['the release is a minute before', releasedAgo(5), 0.6],
  ['the release is longer before', releasedAgo(5.1), 'ruled-out'],
  ['the release is in its minute', releasedAgo(3.1), 0.6],
  ['the release is after it', releasedAgo(3), 'ruled-out'],
  ['the release is not dated', {function: {lastModifiedMs: null}}, 'ruled-out'],
  ['the function is not known', {function: 'denied'}, 'ruled-out'],
  ['1.5 times the writes', {newestMinute: {writeRatio: 1.5}}, 0.6],
  ['1.49 times the writes', {newestMinute: {writeRatio: 1.49}}, 'ruled-out'],
  ['the function keeps up', {newestMinute: {leftShare: 0.1}}, 'ruled-out'],
  ['the writes rose earlier', {newestMinute: {roseAtMs: minutesAgo(8)}}, 'ruled-out'],
  ['versions are published', {versions}, 0.6],
  [
    'the writes are not known',
    {
      newestMinute: {
        leftShare: null,
        writeRatio: null,
        usualFill: 0.5,
        usualUse: 0.5,
        unpublished: unpublishedMinute({invocationRatio: 1.1}),
      },
    },
    'ruled-out',
  ],
  [
    'only the log shows it',
    {
      newestMinute: {
        roseAtMs: null,
        leftShare: 0,
        writeRatio: 1.2,
        writesRise: true,
        usualFill: 0.5,
        usualUse: 0.5,
        unpublished: unpublishedMinute(),
      },
    },
    0.6,
  ],
  [
    'only the log shows it, and the writes are not known',
    {
      newestMinute: {
        roseAtMs: null,
        leftShare: null,
        writeRatio: null,
        writesRise: true,
        usualFill: 0.5,
        usualUse: 0.5,
        unpublished: unpublishedMinute({invocationRatio: 1.1}),
      },
    },
    0.6,
  ],
])

const since = (value: number) => published(ago => (ago <= 5 ? value : null))

causeTable(
  writeBackLoop,
  'writes rise since the mapping was moved',
  {
    lag: {state: 'unknown'},
    mapping: {qualifier: '7', lastModifiedMs: minutesAgo(5)},
    functionMetrics: {'Invocations.Sum': since(60), 'IteratorAge.Maximum': since(45_000)},
    ...writes(ago => (ago <= 5 ? 3600 : 1200)),
  },
  0.6,
  [
    ['no record is late', {lag: {state: 'ok'}}, 0.6],
    ['a batch is stuck', {lag: {state: 'ok', stuck: stuckLine()}}, 'ruled-out'],
    ['the role may not write', {lag: {state: 'ok'}, ...policies({actions: ['s3:*']})}, 'ruled-out'],
    ['a minute is known', {lag: {state: 'ok'}, newestMinute: newestMinute()}, 'ruled-out'],
    ['the newest code', {mapping: {qualifier: '$LATEST'}}, 'ruled-out'],
    ['no qualifier', {mapping: {qualifier: null}}, 'ruled-out'],
    ['an alias', {mapping: {qualifier: 'live'}}, 0.6],
    ['the function is not known', {lag: {state: 'ok'}, function: 'denied'}, 0.6],
    ['the move is not dated', {mapping: {lastModifiedMs: null}}, 'ruled-out'],
    ['no invocation is known', {functionMetrics: {'Invocations.Sum': none}}, 'ruled-out'],
    ['invocations a minute before the move', {functionMetrics: {'Invocations.Sum': published(ago => (ago <= 6 ? 60 : null))}}, 0.6],
    ['invocations longer before the move', {functionMetrics: {'Invocations.Sum': published(ago => (ago <= 7 ? 60 : null))}}, 'ruled-out'],
    ['no age is known', {functionMetrics: {'IteratorAge.Maximum': none}}, 'ruled-out'],
    ['an age of 30 s', {functionMetrics: {'IteratorAge.Maximum': since(30_000)}}, 'ruled-out'],
    ['a little more', {functionMetrics: {'IteratorAge.Maximum': since(30_001)}}, 0.6],
    ['1.5 times the writes', writes(ago => (ago <= 5 ? 1800 : 1200)), 0.6],
    ['fewer writes', writes(ago => (ago === 5 ? 1800 : ago <= 4 ? 1799 : 1200)), 'ruled-out'],
    ['writes that rise in the minute before', writes(ago => (ago <= 6 ? 3600 : 1200)), 'ruled-out'],
    [
      'writes that rise in the minute of the move',
      {...writes(ago => (ago <= 6 ? 3600 : 1200)), mapping: {lastModifiedMs: minutesAgo(5.1)}},
      0.6,
    ],
    ['writes that rise a minute later', writes(ago => (ago <= 4 ? 3600 : 1200)), 0.6],
    [
      'a move a minute before the rise',
      {...writes(ago => (ago <= 4 ? 3600 : 1200)), mapping: {lastModifiedMs: minutesAgo(5.1)}},
      'ruled-out',
    ],
  ],
)

/** Twenty units a minute, and since the change in the thirteenth minute so many more each minute. */
const growing = (each: number, minutes = 10) => writes(ago => (ago > minutes + 3 ? 20 : 20 + each * (minutes + 4 - ago)))

causeTable(writeBackLoop, 'writes grow while the function keeps up', {...growing(20), mapping: {lastModifiedMs: minutesAgo(14)}}, 0.6, [
  ['the role may write', policies({}), 0.75],
  ['the role may write, and the table has no name', {...policies({}), mapping: {tableName: null}}, 0.75],
  ['the role may not write', policies({actions: ['s3:*']}), 'ruled-out'],
  ['the function was changed instead', {mapping: {lastModifiedMs: null}, ...releasedAgo(14)}, 0.6],
  ['nothing is dated', {mapping: {lastModifiedMs: null}, function: {lastModifiedMs: null}}, 'ruled-out'],
  ['the function is not known', {function: 'denied'}, 0.6],
  ['the backlog shrinks', {lag: {state: 'recovering'}}, 0.6],
  ['no record waits', {lag: {state: 'idle'}}, 0.6],
  ['the age is high', {lag: {state: 'behind'}}, 'ruled-out'],
])
