import {pipeline} from '../pipeline.ts'
import {renamed} from '../renamed.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly, lively} from '../shapes.ts'

export default defineRetold({
  id: 'tracer-complains-outside-the-handler',
  story:
    'A library for traces wraps a call that refreshes settings between two invocations. There is no trace then, and it writes an error about that, in one request of four. Every record is processed. Looked at with --deep.',
  source: {
    report:
      'aws/aws-xray-sdk-node#526, aws-powertools/powertools-lambda-typescript#1071 (the line at level ERROR); mskg/tabler-world-mobile#157',
    rule: 'Lambda Developer Guide, "services-xray"; "monitoring-metrics-types": Errors counts invocations that fail, and no log lines',
  },
  truth: {
    causes: [null],
    not: ['silent-loss', 'swallowed-errors', 'failing-function', 'poison-record'],
    states: ['ok'],
    verdicts: ['healthy', 'at-risk'],
    unsaid: /(?<!\bno )records? (?:are|were|is|have been) lost/i,
  },
  deep: true,
  world: renamed(
    pipeline({
      shards: 3,
      function: {Runtime: 'nodejs20.x', MemorySize: 384, TracingConfig: {Mode: 'PassThrough'}},
      mapping: {BatchSize: 50},
      traffic: {
        invocations: about(96),
        durations: evenly(45, 290),
        concurrency: always(3),
        writes: about(2300, 2),
        reads: about(717, 8, 0.005),
        ages: lively(),
      },
      log: {
        memoryMb: 384,
        usedMb: 112,
        failing: () => [],
        passing: ({at, id, nth}) =>
          nth % 4 === 0
            ? [
                `${at}\tundefined\tERROR\tError: Missing AWS Lambda trace data for X-Ray. Ensure Active Tracing is enabled and no subsegments are created outside the function handler.\n    at Object.contextMissingLogError [as contextMissing] (/var/task/node_modules/aws-xray-sdk-core/dist/lib/context_utils.js:22:27)\n    at Segment.resolveLambdaTraceData (/var/task/node_modules/aws-xray-sdk-core/dist/lib/env/aws_lambda.js:86:49)`,
                `${at}\t${id}\tINFO\t24 changes published`,
              ]
            : [`${at}\t${id}\tINFO\t24 changes published`],
      },
    }),
    {function: 'members-change-feed', table: 'members'},
  ),
})
