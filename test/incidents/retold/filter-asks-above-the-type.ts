import {defaults, epochSeconds, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always} from '../shapes.ts'

const written = about(2100, 2)

export default defineRetold({
  id: 'filter-asks-above-the-type',
  story:
    'The function is to see parcels with a time of delivery, so the filter asks whether that attribute exists. In a record it is no value but an object with a type, and "exists" works on values alone: since the mapping was made, three hours and a half ago, every record is filtered out.',
  source: {
    report:
      'awsdocs/amazon-dynamodb-developer-guide#312, #311 (exists has to go down to the type of the field); awsdocs/amazon-eventbridge-user-guide#27 (exists works on leaf nodes)',
    rule: 'EventBridge User Guide, "eb-create-pattern-operators": exists matching works on leaf nodes; Lambda Developer Guide, "with-ddb-filtering"; FilteredOutEventCount',
  },
  truth: {
    causes: ['filter-drops-all'],
    not: ['mapping-disabled', 'access-denied', 'stale-stream', 'function-unavailable'],
    states: ['stopped', 'idle', 'unknown'],
    says: /exists/,
    dead: /put-function-concurrency|--enabled/,
  },
  world: pipeline({
    shards: 3,
    function: {Runtime: 'python3.13', Handler: 'app.handler', LastModified: '2026-11-26T06:31:15.000+0000'},
    mapping: {
      ...defaults,
      BatchSize: 100,
      LastModified: epochSeconds(214),
      FilterCriteria: {Filters: [{Pattern: '{"eventName":["MODIFY"],"dynamodb":{"NewImage":{"deliveredAt":[{"exists":true}]}}}'}]},
    },
    traffic: {invocations: always(0), concurrency: always(0), writes: written, reads: always(720)},
    events: {Polled: written, FilteredOut: written},
  }),
})
