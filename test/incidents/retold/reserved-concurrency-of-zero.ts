import {defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, from} from '../shapes.ts'

export default defineRetold({
  id: 'reserved-concurrency-of-zero',
  story:
    'Somebody pressed "Throttle" in the console an hour ago and forgot it: the function has a reserved concurrency of zero, and no invocation is let in.',
  source: {
    report: 'hashicorp/terraform-provider-aws#5287; ilsilfverskiold/ai-tech-news-bot#1',
    rule: 'Lambda Developer Guide, "configuration-concurrency": zero stops all invocations until the limit is removed',
  },
  truth: {causes: ['throttled-concurrency', 'function-unavailable'], states: ['stopped'], says: /reserved concurrency/i},
  world: pipeline({
    around: {reserved: 0},
    mapping: {...defaults, LastProcessingResult: 'PROBLEM: Function call failed'},
    traffic: {
      invocations: from(-63, always(0), about(120)),
      throttles: from(-63, about(14), always(0)),
      concurrency: from(-63, always(0), always(3)),
      returned: from(-63, always(0), about(9000, 2)),
      reads: from(-63, always(8), always(960)),
    },
  }),
})
