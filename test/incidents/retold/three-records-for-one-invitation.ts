import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, lively, wavering} from '../shapes.ts'

export default defineRetold({
  id: 'three-records-for-one-invitation',
  story:
    'A form saves an invitation while it is typed, so the table gets three writes for one, and the consumer three records. Two of them find that the mail was sent already. The team believes that the stream delivers everything three times; each write is delivered once, within a second.',
  source: {
    report: 'aws-amplify/amplify-js#1971 (several records for one mutation, more of the item in each, and mails in the consumer)',
    rule: 'DynamoDB Developer Guide, "Streams": a record for each modification of an item, in the order of the modifications; Lambda Developer Guide, "with-ddb"',
  },
  truth: {
    causes: [null],
    not: ['write-back-loop', 'reader-contention', 'silent-loss', 'swallowed-errors', 'hot-partition'],
    states: ['ok'],
    verdicts: ['healthy', 'at-risk'],
    dead: /delete-event-source-mapping|--no-enabled/,
  },
  world: pipeline({
    shards: 2,
    function: {Runtime: 'nodejs24.x', MemorySize: 256},
    mapping: {BatchSize: 10},
    traffic: {
      invocations: about(51, 1, 0.2),
      durations: wavering(30, 380),
      concurrency: always(1),
      writes: about(93, 2, 0.2),
      ages: lively(80),
      reads: about(478, 8, 0.005),
    },
    log: {
      memoryMb: 256,
      usedMb: 86,
      failing: () => [],
      passing: ({at, id, nth}) =>
        nth % 3 === 0
          ? [`${at}\t${id}\tINFO\tinvitation I-${4000 + nth} sent`]
          : [`${at}\t${id}\tINFO\tinvitation I-${4000 + nth} was sent before, nothing to do`],
    },
  }),
})
