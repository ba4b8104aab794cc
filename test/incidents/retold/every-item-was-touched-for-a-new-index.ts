import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, aged, always, between, evenly, from, lively, noise, wavering} from '../shapes.ts'

export default defineRetold({
  id: 'every-item-was-touched-for-a-new-index',
  story:
    'To fill a new index, a script updated every item of the table, from 55 minutes to a quarter of an hour ago. The writes are ordinary again, and the age still rises by twenty seconds a minute: the records read now were written while the script ran, faster than it can be read. In some minutes it will fall to nothing, and nobody has to help.',
  source: {
    report: 'wellcomecollection/platform#194 (a way to send everything in a table through its stream again: mark each record as updated)',
    rule: 'Lambda Developer Guide, "monitoring-metrics-types": IteratorAge is that of the last record of a batch; "with-ddb"',
  },
  truth: {
    causes: ['write-burst', 'insufficient-throughput', null],
    not: ['slow-handler', 'hot-partition', 'poison-record', 'write-back-loop', 'throttled-concurrency', 'failing-function'],
    states: ['slow', 'behind', 'recovering'],
    says: /writ|burst|backlog/i,
    dead: /MaximumRetryAttempts=\d|MaximumRecordAgeInSeconds=\d/,
  },
  world: pipeline({
    shards: 12,
    function: {Runtime: 'python3.12', Handler: 'transform.handler', MemorySize: 1024},
    mapping: {BatchSize: 100, MaximumRecordAgeInSeconds: -1},
    traffic: {
      // Twelve lanes do 400 batches of a hundred in a minute.
      invocations: from(-55, about(400, 1, 0.02), about(160)),
      durations: from(-55, evenly(1550, 2050), wavering(180, 1250)),
      concurrency: from(-55, always(12), always(4)),
      writes: between(-55, -14, about(60_000, 2, 0.03), about(7000, 2)),
      returned: from(-55, about(40_000, 3, 0.02), about(7000, 2)),
      reads: from(-55, about(480, 8), about(2870, 8, 0.005)),
      // At the look the position is four minutes before the end of the script.
      ages: from(
        -55,
        aged(minute => 3 + (minute + 55) * 20 + 9 * noise(minute, 277), 18),
        lively(130),
      ),
    },
    log: {usedMb: 166, failing: () => []},
  }),
})
