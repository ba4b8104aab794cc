import {defaults, epochSeconds, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always} from '../shapes.ts'

export default defineRetold({
  id: 'filter-with-root-key-body',
  story:
    'The filter was taken from an example for SQS: its pattern begins with "body", which no record of a stream has. Nothing was ever delivered.',
  source: {
    report: 'localstack/localstack#6096',
    rule: 'Lambda Developer Guide, "with-ddb-filtering": the data key of DynamoDB is "dynamodb"',
  },
  truth: {
    causes: ['filter-drops-all'],
    states: ['stopped', 'idle', 'unknown'],
    says: /body\b[^.]{0,120}\b(?:not|no|never|only|SQS|root)\b|\b(?:not|no|root|key)\b[^.]{0,120}\bbody/,
  },
  world: pipeline({
    mapping: {
      ...defaults,
      LastModified: epochSeconds(26 * 60),
      FilterCriteria: {Filters: [{Pattern: '{"body":{"eventName":["INSERT"]}}'}]},
    },
    traffic: {invocations: always(0), concurrency: always(0), writes: about(1300, 2)},
  }),
})
