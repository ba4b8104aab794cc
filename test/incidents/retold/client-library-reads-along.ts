import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly, noise} from '../shapes.ts'

export default defineRetold({
  id: 'client-library-reads-along',
  story:
    'An ingestion service with the Kinesis client library and a backup tool read the stream beside the mapping. Each record is read three times, and the age is often above half a minute although the function is idle.',
  source: {
    report: 'opensearch-project/data-prepper#5208 (a reader of its own); octoenergy.github.io, post of 2024-05-13 (more than two readers)',
    rule: 'DynamoDB Streams API reference, GetRecords: more than two processes of a shard are throttled',
  },
  truth: {
    causes: ['reader-contention'],
    states: ['ok', 'behind', 'slow', 'recovering'],
    not: ['insufficient-throughput', 'slow-handler', 'poison-record', 'hot-partition'],
    says: /read/,
  },
  world: pipeline({
    shards: 3,
    mapping: {BatchSize: 200},
    traffic: {
      durations: evenly(60, 190),
      writes: about(4300, 2),
      returned: minute => 3 * about(4300, 2)(minute),
      reads: always(1900),
      ages: (minute, n) =>
        noise(minute, 31) < 0.55 ? [{n, low: 29_000, high: 46_000 + 14_000 * noise(minute, 32)}] : [{n, low: 400, high: 7000}],
    },
  }),
})
