import fc from 'fast-check'
import type {Evidence} from '../../src/model/evidence/evidence.ts'
import {evidence, functionMetrics, mapping, mappingMetrics, minutes, nowMs, published, stream, tableMetrics} from './evidence.ts'
import {random} from './random.ts'

/** How the oldest age of a minute goes, in seconds, by minutes ago: each of these shapes was seen on AWS. */
const shapes = fc.oneof(
  fc.record({
    kind: fc.constant('climbs' as const),
    slope: fc.constantFrom(-2, -0.5, 0, 0.03, 0.5, 0.9, 0.95, 1, 1, 1),
    from: fc.constantFrom(1, 40, 3000, 80_000),
  }),
  fc.record({
    kind: fc.constant('comes and goes' as const),
    share: fc.constantFrom(0.1, 0.3, 0.5, 0.7),
    high: fc.constantFrom(12, 29, 31, 67, 4000),
  }),
  fc.record({kind: fc.constant('stays' as const), at: fc.constantFrom(1, 11, 29, 31, 300, 86_000)}),
  fc.record({kind: fc.constant('ends' as const), ago: fc.integer({min: 1, max: minutes})}),
  fc.record({kind: fc.constant('turns' as const), ago: fc.integer({min: 4, max: 40})}),
)
type Shape = typeof shapes extends fc.Arbitrary<infer T> ? T : never

function ageOf(shape: Shape, since: number, noise: number, seed: number) {
  const draw = random(seed)
  const dice = Array.from({length: minutes + 1}, () => draw())
  return (ago: number): number | null => {
    const [chance, jitter] = [dice[ago] ?? 0, noise * (dice[minutes - ago] ?? 0)]
    switch (shape.kind) {
      case 'climbs':
        return ago > since ? 1 + jitter / 10 : Math.max(0.2, shape.from + (since - ago) * 60 * shape.slope + 50 + jitter)
      case 'comes and goes':
        return chance < shape.share ? shape.high + jitter : 2
      case 'stays':
        return shape.at + jitter
      case 'ends':
        return ago > shape.ago ? 1 : null
      case 'turns':
        return Math.max(1, 3000 - Math.abs(ago - shape.ago) * 40 + jitter)
    }
  }
}

/** The possible courses of each metric of a pipeline beside the ages. */
export const anyLag = fc.record({
  shape: shapes,
  since: fc.integer({min: 5, max: 120}),
  noise: fc.constantFrom(0, 0, 3, 40),
  seed: fc.integer({min: 1, max: 1_000_000}),
  younger: fc.constantFrom(0, 0.5, 0.9, 1),
  shards: fc.constantFrom(1, 4, 20),
  sent: fc.constantFrom(3, 16, 60, 3000),
  failing: fc.constantFrom(0, 0, 0.1, 0.4, 1),
  throttles: fc.constantFrom(0, 0, 50),
  durationMs: fc.constantFrom(5, 300, 29_000),
  writes: fc.constantFrom(0, 6, 1200),
  reads: fc.constantFrom(null, 0, 900),
  returned: fc.constantFrom(null, 0, 1200),
  polled: fc.constantFrom(null, 0, 1200),
  shared: fc.boolean(),
  state: fc.constantFrom('Enabled', 'Enabled', 'Enabled', 'Disabled', 'Enabling'),
  changedAgo: fc.constantFrom(1, 8, 60, 3000, 100_000),
  result: fc.constantFrom('OK', 'OK', 'PROBLEM: Function call failed', 'No records processed'),
  reports: fc.boolean(),
  recordAge: fc.constantFrom(-1, -1, 60, 3600, 86_400),
  window: fc.constantFrom(0, 0, 60, 300),
  filters: fc.constantFrom([], [], ['{"eventName":["INSERT"]}']),
})

type LagDraw = typeof anyLag extends fc.Arbitrary<infer T> ? T : never

/** Evidence of one pipeline whose ages, failures, reads and settings go together in ways that occur. */
export function evidenceOfLag(given: LagDraw): Evidence {
  const age = ageOf(given.shape, given.since, given.noise, given.seed)
  const since = (before: number, after: number) => published(ago => (age(ago) === null ? null : ago > given.since ? before : after))
  const of = mapping({
    state: given.state,
    lastModifiedMs: nowMs - given.changedAgo * 60_000,
    lastProcessingResult: given.result,
    functionResponseTypes: given.reports ? ['ReportBatchItemFailures'] : [],
    maximumRecordAgeSeconds: given.recordAge,
    maximumBatchingWindowSeconds: given.window,
    filterPatterns: [...given.filters],
    metrics: given.polled === null ? [] : ['EventCount'],
  })
  return evidence({
    mapping: of,
    siblings: given.shared ? [mapping({uuid: 'other', eventSourceArn: 'arn:aws:dynamodb:us-east-1:1:table/x/stream/y'})] : [],
    stream: stream(given.shards),
    functionMetrics: functionMetrics(
      age,
      {
        'IteratorAge.SampleCount': since(60, given.sent),
        'Invocations.Sum': since(60, given.sent),
        'Errors.Sum': since(0, Math.round(given.failing * given.sent)),
        'Throttles.Sum': since(0, given.throttles),
        'Duration.p99': since(300, given.durationMs),
        'Duration.Average': since(130, given.durationMs * 0.7),
      },
      ago => (age(ago) === null ? null : (age(ago) ?? 0) * given.younger),
    ),
    tableMetrics: tableMetrics(() => given.writes, {
      'GetRecords.SampleCount': published(() => given.reads),
      'ReturnedRecordsCount.Sum': published(() => given.returned),
    }),
    mappingMetrics: mappingMetrics(
      given.polled === null ? {} : {'PolledEventCount.Sum': published(() => given.polled), 'FilteredOutEventCount.Sum': published(() => 0)},
    ),
  })
}
