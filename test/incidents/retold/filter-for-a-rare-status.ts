import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, evenly} from '../shapes.ts'

export default defineRetold({
  id: 'filter-for-a-rare-status',
  story:
    'The mapping passes parcels that are lost, and nothing else. That happens every few hours; between them all records are left out, as they should be.',
  source: {
    report: 'emmkong/serverless-plugin-offline-dynamodb-stream#52; localstack/localstack#10325 (filters on an attribute)',
    rule: 'Lambda Developer Guide, "with-ddb-filtering"; FilteredOutEventCount',
  },
  truth: {
    causes: [null],
    states: ['ok', 'idle', 'unknown'],
    verdicts: ['healthy', 'at-risk', 'undecided'],
    not: ['filter-drops-all'],
    unsaid: /records? (?:are|were|is) lost/i,
  },
  world: pipeline({
    mapping: {FilterCriteria: {Filters: [{Pattern: '{"dynamodb":{"NewImage":{"status":{"S":["LOST"]}}}}'}]}},
    traffic: {
      invocations: minute => (minute === -131 ? 1 : 0),
      concurrency: minute => (minute === -131 ? 1 : 0),
      writes: about(3100, 2),
      ages: evenly(500, 900),
    },
    events: {
      Polled: about(3100, 2),
      FilteredOut: minute => Math.round(about(3100, 2)(minute)) - (minute === -131 ? 1 : 0),
      Invoked: minute => (minute === -131 ? 1 : 0),
    },
  }),
})
