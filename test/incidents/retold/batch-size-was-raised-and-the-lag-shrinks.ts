import {epochSeconds, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, aged, always, evenly, fresh, from, type Rate} from '../shapes.ts'

const [grown, changed, resumed] = [-110, -14, -12]

/** One law for each part: small batches that keep up, small ones that do not, the update of the mapping, and large batches. */
const parts =
  <R>(before: R, behind: R, stopped: R, large: R) =>
  (minute: number): R =>
    minute < grown ? before : minute < changed ? behind : minute < resumed ? stopped : large

const by =
  (before: Rate, behind: Rate, large: Rate): Rate =>
  minute =>
    parts(before, behind, always(0), large)(minute)(minute)

/** 12.9 seconds later in each minute; two minutes of standstill; then 71 seconds earlier in each. */
const age: Rate = minute => (minute < changed ? 3 + (minute - grown) * 12.9 : 1361 - (minute - resumed) * 70.7)

export default defineRetold({
  id: 'batch-size-was-raised-and-the-lag-shrinks',
  story:
    'With batches of ten the consumer could not follow since the writes grew, an hour and fifty minutes ago, and got twenty minutes late. The one on call raised the batch size to two hundred a quarter of an hour ago: the mapping stood still for two minutes, and since then the lag shrinks by more than a minute in each minute. In seven minutes it is gone.',
  source: {
    report:
      'elastic/observability-docs#2473 (raise the batch size above ten where the iterator age keeps increasing, and the duration allows it)',
    rule: 'Lambda Developer Guide, "with-ddb": throughput = shards × factor × batch ÷ duration; an update takes some minutes to stop and to start again, and keeps the position',
  },
  truth: {
    causes: [null],
    not: ['insufficient-throughput', 'slow-handler', 'write-burst', 'poison-record', 'hot-partition', 'throttled-concurrency'],
    states: ['recovering'],
    verdicts: ['healthy', 'at-risk', 'degraded'],
    dead: /BatchSize=\d|ParallelizationFactor=\d|MaximumRetryAttempts=\d|MaximumRecordAgeInSeconds=\d/,
  },
  world: pipeline({
    function: {Runtime: 'nodejs22.x', MemorySize: 512},
    mapping: {BatchSize: 200, LastModified: epochSeconds(14.2), MaximumRecordAgeInSeconds: -1},
    traffic: {
      invocations: by(about(600, 1, 0.04), about(706, 1, 0.02), about(98, 1, 0.02)),
      durations: (minute, n) => parts(evenly(180, 430), evenly(260, 420), evenly(0, 0), evenly(2000, 2900))(minute)(minute, n),
      concurrency: by(always(4), always(4), always(4)),
      writes: from(grown, about(9000, 2, 0.03), about(5000, 2)),
      returned: by(about(5000, 2), about(7060, 3, 0.02), about(19_600, 3, 0.02)),
      reads: by(about(820, 8, 0.02), about(706, 8, 0.02), about(140, 8)),
      ages: (minute, n) => (minute < grown ? fresh : aged(age, 18))(minute, n),
    },
    log: {memoryMb: 512, usedMb: 129, failing: () => []},
  }),
})
