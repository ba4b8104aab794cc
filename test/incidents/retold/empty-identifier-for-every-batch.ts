import {callFailed, defaults, functionTime, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from} from '../shapes.ts'

export default defineRetold({
  id: 'empty-identifier-for-every-batch',
  story:
    'A release of an hour ago reads a key that no record has, inside its try, and answers an empty identifier for the first record of every batch. No error is counted; all shards stand still.',
  source: {
    report: 'https://github.com/VagnerBellacosa/Curso_AmazonAWS Handler.py (a copy of an old sample)',
    rule: 'Lambda Developer Guide, "services-ddb-batchfailurereporting": an empty itemIdentifier fails the whole batch, and Errors does not count it',
  },
  truth: {causes: ['failing-function'], states: ['stalled'], dead: /MaximumRetryAttempts=\d/},
  world: pipeline({
    function: {Runtime: 'python3.12', LastModified: functionTime(61)},
    mapping: {...defaults, ...callFailed, BatchSize: 100, FunctionResponseTypes: ['ReportBatchItemFailures']},
    traffic: {
      invocations: from(-60, always(18), about(210)),
      durations: from(-60, evenly(2, 5), evenly(70, 210)),
      concurrency: from(-60, always(4), always(3)),
      ages: allBlocked(-60),
    },
  }),
})
