import {epochSeconds, pipeline, tableName} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly, from} from '../shapes.ts'
import {virginia} from '../stand-in/place.ts'

/** 25 items a minute begin, and each is written forty times a minute from then on. */
const looping = (minute: number): number => 25 + 1000 * (minute + 13)

export default defineRetold({
  id: 'loop-begins-without-its-filter',
  story:
    'The consumer notes in each item when it was indexed. A filter kept these writes away from it, until somebody took the filter off a quarter of an hour ago. Each item now comes back every second and a half; the writes grow minute by minute, and the function still keeps up.',
  source: {
    report:
      'https://theburningmonk.com/2019/06/aws-lambda-how-to-detect-and-stop-accidental-infinite-recursions; digitaliceroom.com, "Understanding and managing AWS Lambda recursive loop invocations" (through a stream of a table)',
    rule: 'Lambda Developer Guide, "invocation-recursion": loops through DynamoDB are not detected',
  },
  truth: {
    causes: ['write-back-loop'],
    states: ['ok', 'slow', 'behind'],
    not: ['insufficient-throughput', 'hot-partition', 'poison-record'],
    says: /its own|itself|loop/,
  },
  world: pipeline({
    mapping: {BatchSize: 100, LastModified: epochSeconds(14)},
    traffic: {
      invocations: from(-12, about(165, 1, 0.05), about(22)),
      durations: from(-12, evenly(180, 520), evenly(60, 150)),
      concurrency: from(-12, always(4), always(1)),
      writes: from(-12, looping, about(25, 2)),
      returned: from(-12, looping, about(25, 2)),
    },
    events: {Polled: from(-12, looping, about(25, 2)), Invoked: from(-12, looping, about(25, 2))},
    log: {failing: () => []},
    world: {
      role: {
        simulated: () => 'allowed',
        inline: {
          index: {
            Version: '2012-10-17',
            Statement: [{Effect: 'Allow', Action: 'dynamodb:UpdateItem', Resource: virginia.arn('dynamodb', `table/${tableName}`)}],
          },
        },
        attached: [],
      },
    },
  }),
})
