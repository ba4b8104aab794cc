import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, from} from '../shapes.ts'

export default defineRetold({
  id: 'insert-only-filter-at-night',
  story:
    'The mapping passes new parcels alone. At night nobody adds one and couriers only update theirs: every record is left out, as it should be, and the counts show it.',
  source: {
    report: 'emmkong/serverless-plugin-offline-dynamodb-stream#52 (the same filter)',
    rule: 'Lambda Developer Guide, "with-ddb-filtering"; FilteredOutEventCount in "monitoring-metrics-types"',
  },
  truth: {
    causes: [null],
    states: ['ok', 'idle', 'unknown'],
    verdicts: ['healthy', 'undecided', 'at-risk'],
    not: ['filter-drops-all'],
    unsaid: /records? (?:are|were|is) lost/i,
  },
  world: pipeline({
    traffic: {
      invocations: from(-100, always(0), about(24)),
      concurrency: from(-100, always(0), always(1)),
      writes: from(-100, about(350, 2), about(1100, 2)),
    },
    mapping: {FilterCriteria: {Filters: [{Pattern: '{"eventName":["INSERT"]}'}]}},
    events: {
      Polled: from(-100, about(350, 2), about(1100, 2)),
      FilteredOut: from(-100, about(350, 2), minute => about(1100, 2)(minute) - 52),
      Invoked: from(-100, always(0), always(52)),
    },
  }),
})
