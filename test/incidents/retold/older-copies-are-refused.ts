import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, lively, wavering} from '../shapes.ts'

export default defineRetold({
  id: 'older-copies-are-refused',
  story:
    'The consumer writes to the index with the version of the item, so that a record that is delivered a second time cannot overwrite a newer one. The index answers such a copy with a version conflict, which the consumer logs as a warning and passes over, as it should. A colleague counts the conflicts and believes that changes are lost.',
  source: {
    report:
      'legrego/homeassistant-elasticsearch#261 (409 of documents that are in the index already; no harm to the function); confluentinc/kafka-connect-elasticsearch#709 (ignoring a version conflict of an older document)',
    rule: 'Lambda Developer Guide, "with-ddb": records may be delivered more than once, and the code has to stand that; "monitoring-metrics-types": Errors',
  },
  truth: {
    causes: [null],
    not: ['silent-loss', 'swallowed-errors', 'failing-function', 'poison-record', 'write-back-loop'],
    states: ['ok'],
    verdicts: ['healthy', 'at-risk'],
  },
  world: pipeline({
    shards: 6,
    function: {Runtime: 'python3.13', Handler: 'index.handler', MemorySize: 512},
    mapping: {BatchSize: 200},
    traffic: {
      invocations: about(176),
      durations: wavering(70, 360),
      concurrency: always(4),
      writes: about(13_000, 2),
      ages: lively(110),
      reads: about(1430, 8, 0.005),
    },
    log: {
      memoryMb: 512,
      usedMb: 114,
      failing: () => [],
      coldMs: ({nth, minute}) => (nth === 0 && Math.abs(minute) % 11 === 6 ? 640 : undefined),
      passing: ({at, id, nth, minute}) =>
        nth % 6 === 1
          ? [
              `[WARNING]\t${at}\t${id}\tversion_conflict_engine_exception: [P-${30_000 + nth}]: version conflict, current version [${20 + (Math.abs(minute) % 9)}] is higher than the one provided [${19 + (Math.abs(minute) % 9)}]; the index has a newer copy, passed over`,
            ]
          : [`[INFO]\t${at}\t${id}\tindexed ${40 + (nth % 90)} documents`],
    },
  }),
})
