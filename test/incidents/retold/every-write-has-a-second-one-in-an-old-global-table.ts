import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly} from '../shapes.ts'

export default defineRetold({
  id: 'every-write-has-a-second-one-in-an-old-global-table',
  story:
    'A global table of the version of 2017. After each write of a customer DynamoDB writes the item once more, with the attributes of the replication, so the stream has two records for each change: the consumer passes over the second one. The replication reads the stream too. A colleague sees twice the writes and suspects that the function writes into its own table; it writes nowhere.',
  source: {
    report: 'jgilbert01/aws-lambda-stream#11, #363 (the extra MODIFY of a global table of version 2017.11.29 is left out by the consumer)',
    rule: 'DynamoDB Developer Guide, "globaltables.V1": the attributes aws:rep are written to each item; "metrics-dimensions": ReturnedRecordsCount counts all readers',
  },
  truth: {
    causes: [null],
    not: ['write-back-loop', 'reader-contention', 'silent-loss', 'write-burst'],
    states: ['ok'],
    verdicts: ['healthy', 'at-risk'],
  },
  world: pipeline({
    shards: 3,
    table: {GlobalTableVersion: '2017.11.29'},
    mapping: {BatchSize: 100},
    traffic: {
      invocations: about(116),
      durations: evenly(30, 170),
      concurrency: always(2),
      // 2,300 of customers, and as many of the replication.
      writes: about(4600, 2),
      returned: minute => 2 * about(4600, 2)(minute),
      reads: always(1436),
    },
    log: {failing: () => []},
    world: {
      role: {
        simulated: action => (/dynamodb:(?:Put|Update|Delete|BatchWrite)/.test(action) ? 'implicitDeny' : 'allowed'),
        inline: {
          stream: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Action: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
                Resource: '*',
              },
            ],
          },
        },
        attached: [],
      },
    },
  }),
})
