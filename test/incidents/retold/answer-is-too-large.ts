import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from} from '../shapes.ts'

export default defineRetold({
  id: 'answer-is-too-large',
  story:
    'The handler returns all that it has indexed. Since items have grown, the answer is above 6 MB, and Lambda counts each invocation as failed although the work was done.',
  source: {
    report: 'anomalyco/console#63; aws/aws-lambda-dotnet#1815',
    rule: 'Lambda Developer Guide, "gettingstarted-limits": 6 MB for the response of a synchronous invocation',
  },
  truth: {causes: ['failing-function'], states: ['stalled'], says: /413|payload size/},
  world: pipeline({
    mapping: {...defaults, ...callFailed, BatchSize: 1000},
    traffic: {
      invocations: from(-31, always(15), about(40)),
      errors: from(-31, always(15), always(0)),
      durations: from(-31, evenly(900, 1600), evenly(700, 1400)),
      concurrency: always(4),
      ages: allBlocked(-31),
    },
    log: {
      failing: ({at, id}) => [
        `${at}\t${id}\tERROR\t[LAMBDA_RUNTIME] Failed to post handler success response. Http response code: 413. {"errorMessage":"Exceeded maximum allowed payload size (6291556 bytes).","errorType":"RequestEntityTooLarge"}`,
      ],
    },
  }),
})
