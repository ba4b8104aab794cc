import {pipeline, shard} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly, noise} from '../shapes.ts'

/** Forty shards are closed and continued every four hours: ten in an hour. */
const births = Array.from({length: 28}, (_, i) => 4 + 6 * i + (i % 3))

export default defineRetold({
  id: 'shards-roll-over-all-day',
  story:
    'A table of forty partitions: each shard is closed and continued every four hours, so that ten times an hour the age of one is half a minute, and in no other minute.',
  source: {
    report:
      'https://phpout.com/questions/amazon-web-sevices/amazon-web-services-dynamodb-stream-lambda-iterator-age (spikes of 30 to 60 s, ten an hour)',
    rule: 'AWS re:Post, stackoverflow.com/questions/41965786: shards roll over about every four hours, and the mapping has to find the new one',
  },
  truth: {causes: [null], not: ['poison-record', 'reader-contention', 'hot-partition'], states: ['ok'], verdicts: ['healthy', 'at-risk']},
  world: pipeline({
    shardList: [
      ...Array.from({length: 12}, (_, i) => shard(i, 175 + 5 * i)),
      ...births.flatMap((minutes, i) => [
        shard(100 + i, minutes + 240, {closed: true}),
        shard(200 + i, minutes, {parent: String(shard(100 + i, minutes + 240).ShardId)}),
      ]),
    ],
    traffic: {
      invocations: about(900),
      durations: evenly(20, 90),
      concurrency: always(20),
      writes: about(16_000, 2),
      reads: always(9600),
      ages: (minute, n) =>
        births.some(born => -born === minute)
          ? [
              {n: n - 2, low: 200, high: 1300},
              {n: 2, low: 31_000, high: 33_000 + 21_000 * noise(minute, 4)},
            ]
          : [{n, low: 200, high: 1300}],
    },
  }),
})
