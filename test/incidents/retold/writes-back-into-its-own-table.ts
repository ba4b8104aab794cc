import {functionTime, pipeline, tableName} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, aged, always, evenly, fresh, from} from '../shapes.ts'
import {virginia} from '../stand-in/place.ts'

export default defineRetold({
  id: 'writes-back-into-its-own-table',
  story:
    'A release writes the result of each record into the table of the stream. Every write is a new record: the function feeds itself at the rate at which it works.',
  source: {
    report: 'aws-amplify/amplify-cli#10967; localstack/localstack#4926; KensioSoftware/yulin#1346',
    rule: 'Lambda Developer Guide, "invocation-recursion": loops through DynamoDB are not detected',
  },
  truth: {causes: ['write-back-loop'], states: ['slow', 'behind'], says: /its own|itself|loop/},
  world: pipeline({
    function: {LastModified: functionTime(53)},
    mapping: {BatchSize: 100},
    traffic: {
      // Four shards do 80,000 records a minute, which are their own writes; the 3,000 of customers come on top and wait.
      invocations: from(-52, about(800, 1, 0.05), about(62)),
      durations: from(-52, evenly(240, 330), evenly(60, 150)),
      concurrency: from(-52, always(4), always(2)),
      writes: from(-52, minute => about(800, 1, 0.05)(minute) * 100 + 3000, about(3000, 2)),
      returned: from(-52, minute => about(800, 1, 0.05)(minute) * 100, about(3000, 2)),
      ages: from(
        -52,
        aged(minute => 3 + (minute + 52) * 2.25, 6),
        fresh,
      ),
    },
    world: {
      role: {
        simulated: () => 'allowed',
        inline: {
          write: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Action: ['dynamodb:UpdateItem', 'dynamodb:PutItem'],
                Resource: virginia.arn('dynamodb', `table/${tableName}`),
              },
            ],
          },
        },
        attached: [],
      },
    },
  }),
})
