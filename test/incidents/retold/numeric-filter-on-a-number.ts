import {defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always} from '../shapes.ts'

export default defineRetold({
  id: 'numeric-filter-on-a-number',
  story: 'A filter compares a number attribute with "numeric". In the stream numbers are strings, so nothing has ever matched.',
  source: {
    report: 'aws/serverless-application-model#3123',
    rule: 'Lambda Developer Guide, "with-ddb-filtering": DynamoDB numbers are strings, numeric operators do not match them',
  },
  truth: {
    causes: ['filter-drops-all'],
    states: ['stopped', 'idle', 'unknown'],
    says: /numbers?\b[^.]{0,60}\bstrings?\b|strings?\b[^.]{0,60}\bnumbers?\b/i,
  },
  world: pipeline({
    traffic: {invocations: always(0), concurrency: always(0), writes: about(420, 2)},
    mapping: {
      ...defaults,
      BatchSize: 5,
      MaximumBatchingWindowInSeconds: 30,
      FilterCriteria: {Filters: [{Pattern: '{"dynamodb":{"NewImage":{"weightGrams":{"N":[{"numeric":[">",20000]}]}}}}'}]},
    },
  }),
})
