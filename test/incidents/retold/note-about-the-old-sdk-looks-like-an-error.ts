import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly} from '../shapes.ts'

const isFirst = ({minute, nth}: {minute: number; nth: number}) => nth < 3 && Math.abs(minute) % 5 === 1

export default defineRetold({
  id: 'note-about-the-old-sdk-looks-like-an-error',
  story:
    'A library still brings version 2 of the SDK, which writes a note at each start of an environment. The runtime logs it at the level ERROR, and a dashboard that counts the word is red. Every batch passes. Looked at with --deep.',
  source: {
    report:
      'aws/aws-sdk-js#4445 (the note at each start; intended), #4679; aws-solutions-library-samples/qnabot-on-aws#828 (a warning of the runtime)',
    rule: 'Lambda Developer Guide, "monitoring-metrics-types": Errors counts invocations that fail, and no log lines',
  },
  truth: {
    causes: [null],
    not: ['silent-loss', 'swallowed-errors', 'failing-function', 'cold-start-burden'],
    states: ['ok'],
    verdicts: ['healthy', 'at-risk'],
    unsaid: /records? (?:are|were|is) lost/i,
  },
  deep: true,
  world: pipeline({
    function: {Runtime: 'nodejs22.x', MemorySize: 512},
    mapping: {BatchSize: 100},
    traffic: {
      invocations: about(132),
      durations: evenly(50, 230),
      concurrency: always(4),
      writes: about(6800, 2),
      reads: about(955, 8, 0.01),
    },
    log: {
      memoryMb: 512,
      usedMb: 126,
      failing: () => [],
      coldMs: request => (isFirst(request) ? 412 : undefined),
      passing: request =>
        isFirst(request)
          ? [
              `${request.at}\t${request.id}\tERROR\t(node:2) NOTE: The AWS SDK for JavaScript (v2) has reached end-of-support.\nIt will no longer receive updates or releases.\n\nPlease migrate your code to use AWS SDK for JavaScript (v3).\nFor more information, check the blog post at https://a.co/cUPnyil\n(Use \`node --trace-warnings ...\` to show where the warning was created)`,
            ]
          : [`${request.at}\t${request.id}\tINFO\tindexed ${30 + (request.nth % 40)} parcels`],
    },
  }),
})
