import {defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {noise} from '../shapes.ts'

const began = -110
const batch = 100
const shards = 4
const written = 9000

/** Seconds of an invocation: 0.4 until the cluster begins to suffer, and 5 by now. */
const seconds = (minute: number): number => 0.4 + 0.042 * Math.max(0, minute - began)
/** Batches in a minute: small ones as long as there is time, and as many full ones as four shards can do after that. */
const batches = (minute: number): number => Math.min(120, (shards * 60) / seconds(minute))

/** Seconds by which all shards are late: records that are not processed in a minute wait. */
const lateBy = (() => {
  const ages = new Map<number, number>()
  let age = 0
  for (let minute = began; minute <= 0; minute++) {
    age = Math.max(0, age + 60 * (1 - (batches(minute) * batch) / written))
    ages.set(minute, age)
  }
  return (minute: number): number => ages.get(minute) ?? 0
})()

export default defineRetold({
  id: 'search-cluster-slows-down-by-the-hour',
  story:
    'The search cluster merges its segments and answers a little more slowly each minute, since almost two hours. Nothing fails and nothing was changed. At first there was time enough; since 56 minutes the four shards do less than is written, and the age grows faster and faster.',
  source: {
    report: 'awslabs/fhir-works-on-aws-persistence-ddb#93, #119 (the synchronization with Elasticsearch cannot keep up)',
    rule: 'Lambda Developer Guide, "with-ddb": one batch of a shard at a time; "monitoring-metrics-types": Duration, IteratorAge',
  },
  truth: {
    causes: ['slow-handler', 'insufficient-throughput'],
    not: ['poison-record', 'hot-partition', 'write-burst', 'throttled-concurrency'],
    states: ['slow', 'behind'],
    says: /duration|slow|longer|takes/i,
    dead: /MaximumRetryAttempts=\d|update-alias/,
  },
  world: pipeline({
    shards,
    mapping: {...defaults, BatchSize: batch},
    traffic: {
      invocations: minute => batches(minute) * (0.98 + 0.03 * noise(minute, 1)),
      durations: (minute, n) => [{n, low: seconds(minute) * 940, high: seconds(minute) * 1060}],
      concurrency: minute => (minute < -60 ? 3 : 4),
      writes: minute => written * (0.97 + 0.06 * noise(minute, 2)),
      returned: minute => Math.min(written, batches(minute) * batch) * (0.97 + 0.06 * noise(minute, 3)),
      reads: minute => (lateBy(minute) > 0 ? batches(minute) : 960),
      ages: (minute, n) => [{n, low: 300 + lateBy(minute) * 1000, high: 1600 + (lateBy(minute) + Math.min(12, lateBy(minute))) * 1000}],
    },
    log: {failing: () => []},
  }),
})
