import {defaults, epochSeconds, functionTime, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, aged, always, evenly, from} from '../shapes.ts'

/** 33,000 records a minute are read of a day in which 900 were written in each: the position moves by 36 minutes in one. */
const ageSeconds = (minute: number): number => Math.max(1, 86_100 - (minute + 25) * 35.7 * 60)

export default defineRetold({
  id: 'renamed-function-reads-the-day-again',
  story:
    'A function was renamed, so the deployment made a new one and a new mapping for it, which starts at TRIM_HORIZON. The last 24 hours are delivered a second time; the age began at a day and falls by more than half an hour in each minute.',
  source: {
    report: 'awslabs/lambda-streams-to-firehose#28 (a new function replayed the last 24 hours); serverless-heaven/serverless-aws-alias#108',
    rule: 'Lambda Developer Guide, "with-ddb": TRIM_HORIZON starts at the oldest record; a position belongs to its mapping alone',
  },
  truth: {
    causes: [null],
    not: ['insufficient-throughput', 'slow-handler', 'poison-record', 'hot-partition'],
    states: ['recovering'],
    verdicts: ['healthy', 'at-risk', 'degraded'],
    says: /recover|catch|falls|falling|shrink|drain|backlog/i,
    dead: /StartingPosition=LATEST/,
  },
  world: pipeline({
    shards: 2,
    function: {LastModified: functionTime(29)},
    mapping: {...defaults, BatchSize: 1000, LastModified: epochSeconds(27)},
    traffic: {
      invocations: from(-25, about(33, 1, 0.03), always(0)),
      durations: evenly(2400, 3600),
      concurrency: from(-25, always(2), always(0)),
      writes: about(900, 2),
      returned: from(-25, about(33_000, 3, 0.03), about(900, 2)),
      reads: from(-25, always(70), always(480)),
      ages: aged(ageSeconds, 20),
    },
    log: {failing: () => []},
  }),
})
