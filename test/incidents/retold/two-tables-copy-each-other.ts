import {configuredFunction, mappingTo, pipeline, shard, streamOf, tableName, tableOf} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly, from} from '../shapes.ts'
import {virginia} from '../stand-in/place.ts'

const otherLabel = '2026-11-24T08:30:00.118'
const other = `${tableName}-mirror`

/** 600 items a minute begin, and each is written five and a half times a minute from then on. */
const copied = (minute: number): number => 600 + 3300 * (minute + 24)

export default defineRetold({
  id: 'two-tables-copy-each-other',
  story:
    'The function copies each change into a second table. 24 minutes ago another team deployed a function that copies the changes of that table back into this one, with the time of the copy in each item. Each change goes round every eleven seconds and never ends; the writes grow minute by minute with no more customers than before. Both functions succeed and keep up.',
  source: {
    report: 'Signiant/dynamodb-replication#5 (two tables that replicate each other make a loop without an end)',
    rule: 'Lambda Developer Guide, "invocation-recursion": loops through DynamoDB are not detected; DynamoDB Developer Guide, "Streams": a write that changes the item is a record',
  },
  truth: {
    causes: ['write-back-loop', 'write-burst'],
    states: ['ok', 'slow', 'behind'],
    not: ['hot-partition', 'poison-record', 'failing-function', 'slow-handler', 'reader-contention'],
    says: /loop|its own|itself|writ/i,
    dead: /MaximumRetryAttempts=\d|MaximumRecordAgeInSeconds=\d/,
  },
  world: pipeline({
    shards: 4,
    mapping: {BatchSize: 500, MaximumBatchingWindowInSeconds: 5},
    traffic: {
      invocations: from(-24, minute => Math.max(46, copied(minute) / 490), about(46)),
      durations: from(-24, evenly(300, 1100), evenly(60, 180)),
      concurrency: from(-24, always(4), always(2)),
      writes: from(-24, copied, about(600, 2)),
      returned: from(-24, copied, about(600, 2)),
      ages: evenly(900, 5900),
    },
    log: {failing: () => []},
    moreTables: {[other]: tableOf(other, otherLabel)},
    moreStreams: {[virginia.streamArn(other, otherLabel)]: streamOf(other, otherLabel, [shard(8, 130), shard(9, 95)])},
    moreMappings: [
      mappingTo({
        UUID: 'c41d7b0e-0000-4000-8000-00000000002b',
        EventSourceArn: virginia.streamArn(other, otherLabel),
        FunctionArn: virginia.functionArn('mirror-back'),
        MaximumBatchingWindowInSeconds: 5,
      }),
    ],
    moreFunctions: {'mirror-back': {configuration: configuredFunction('mirror-back')}},
    world: {
      role: {
        simulated: () => 'allowed',
        inline: {
          copy: {
            Version: '2012-10-17',
            Statement: [
              {Effect: 'Allow', Action: ['dynamodb:PutItem', 'dynamodb:DeleteItem'], Resource: virginia.arn('dynamodb', `table/${other}`)},
            ],
          },
        },
        attached: [],
      },
    },
  }),
})
