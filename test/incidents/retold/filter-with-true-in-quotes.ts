import {defaults, epochSeconds, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always} from '../shapes.ts'

export default defineRetold({
  id: 'filter-with-true-in-quotes',
  story:
    'The library that makes the filter takes text alone, so the flag is compared with "true" in quotes. In the stream it is a boolean. The table is written all day, and the new function has not been invoked once.',
  source: {
    report: 'aws/aws-cdk#30734 (isEqual takes text only, and cannot ask for a boolean)',
    rule: 'Lambda Developer Guide, "with-ddb-filtering": the data types of the pattern have to be those of the record',
  },
  truth: {
    causes: ['filter-drops-all'],
    not: ['mapping-disabled', 'access-denied', 'stale-stream', 'function-unavailable'],
    states: ['stopped', 'idle', 'unknown'],
    says: /BOOL|boolean|true/,
    dead: /put-function-concurrency|--enabled/,
  },
  world: pipeline({
    shards: 2,
    function: {LastModified: '2026-11-26T04:51:02.000+0000'},
    mapping: {
      ...defaults,
      BatchSize: 100,
      LastModified: epochSeconds(312),
      FilterCriteria: {Filters: [{Pattern: '{"eventName":["INSERT","MODIFY"],"dynamodb":{"NewImage":{"released":{"BOOL":["true"]}}}}'}]},
    },
    traffic: {invocations: always(0), concurrency: always(0), writes: about(1300, 2), reads: always(480)},
  }),
})
