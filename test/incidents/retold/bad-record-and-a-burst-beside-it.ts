import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, between, evenly, fresh, from, oneBlocked} from '../shapes.ts'

export default defineRetold({
  id: 'bad-record-and-a-burst-beside-it',
  story:
    'A weight with a comma in it has blocked one of eight shards of a Go consumer for nearly two hours. A quarter of an hour ago a burst of five times the writes came on top and was gone after eight minutes. Everybody looks at the burst.',
  source: {
    report: 'aws/aws-lambda-go#57 (one record fails, and nothing behind it is delivered)',
    rule: 'Lambda Developer Guide, "services-dynamodb-errors": a bad record blocks the shard; the other shards go on',
  },
  truth: {
    causes: ['poison-record'],
    states: ['stalled'],
    not: ['write-burst', 'insufficient-throughput', 'hot-partition', 'failing-function'],
    says: /ParseFloat|invalid syntax/,
  },
  world: pipeline({
    shards: 8,
    metricDelayMinutes: 3,
    function: {Runtime: 'provided.al2023', Handler: 'bootstrap', MemorySize: 256},
    mapping: {...defaults, ...callFailed, BatchSize: 200},
    traffic: {
      invocations: between(-14, -6, about(390), from(-112, about(213), about(240))),
      errors: from(-112, always(3), always(0)),
      durations: between(-14, -6, evenly(60, 400), evenly(15, 80)),
      concurrency: between(-14, -6, always(7), always(3)),
      writes: between(-14, -6, about(52_000, 2), about(10_400, 2)),
      returned: between(-14, -6, about(45_500, 3), from(-112, about(9100, 3), about(10_400, 2))),
      reads: from(-112, always(1690), always(1920)),
      ages: oneBlocked(-112, always(3), {others: between(-14, -6, evenly(900, 21_000), fresh)}),
    },
    log: {
      format: 'text-old',
      memoryMb: 256,
      usedMb: 61,
      failing: ({at}) => [
        `${at.slice(0, 19).replaceAll('-', '/').replace('T', ' ')} {"errorMessage":"parcel p-88121: weight: strconv.ParseFloat: parsing \\"1,250\\": invalid syntax","errorType":"wrapError"}`,
      ],
    },
  }),
})
