import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {always} from '../shapes.ts'

export default defineRetold({
  id: 'idle-table-with-an-internal-error',
  story:
    'Nothing has been written to the table for four days. AWS says "internal Lambda error" of the last attempt, and there is nothing to deliver.',
  source: {
    report: 'open-guides/og-aws#490 (the answer of AWS support: no records for 48 hours)',
    rule: 'Lambda API reference, LastProcessingResult; no invocation without a record',
  },
  truth: {causes: [null], states: ['idle', 'unknown', 'ok'], verdicts: ['healthy', 'at-risk', 'undecided']},
  world: pipeline({
    mapping: {LastProcessingResult: 'PROBLEM: internal Lambda error. Please contact Lambda customer support.'},
    traffic: {invocations: always(0), concurrency: always(0), writes: always(0)},
  }),
})
