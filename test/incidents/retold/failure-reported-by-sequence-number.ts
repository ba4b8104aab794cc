import {defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, from, oneBlocked} from '../shapes.ts'

export default defineRetold({
  id: 'failure-reported-by-sequence-number',
  story:
    'The handler reports the bad record by its sequence number, as it should; the mapping has no bound on retries and no destination. One shard of four is blocked without a single error in the metrics.',
  source: {
    report: 'floci-io/floci#3428 (a record that is reported again and again)',
    rule: 'Lambda Developer Guide, "services-ddb-batchfailurereporting": retried from the lowest number on; not counted in Errors, but in FailedInvokeEventCount',
  },
  truth: {causes: ['poison-record'], states: ['stalled']},
  world: pipeline({
    mapping: {...defaults, BatchSize: 100, FunctionResponseTypes: ['ReportBatchItemFailures']},
    traffic: {invocations: from(-49, about(94), about(120)), reads: from(-49, always(720), always(960)), ages: oneBlocked(-49, always(3))},
    events: {Polled: about(9000, 2), Invoked: from(-49, about(7050, 3), about(9000, 2)), FailedInvoke: from(-49, always(300), always(0))},
  }),
})
