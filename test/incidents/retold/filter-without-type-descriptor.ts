import {defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always} from '../shapes.ts'

export default defineRetold({
  id: 'filter-without-type-descriptor',
  story:
    'The filter compares NewImage.status with "PAID". In the stream the attribute is an object with its type, so the pattern cannot match.',
  source: {
    report: 'aws/aws-cdk#26408; terraform-aws-modules/terraform-aws-lambda#412',
    rule: 'Lambda Developer Guide, "with-ddb-filtering": name the type, as {"status":{"S":["PAID"]}}',
  },
  truth: {causes: ['filter-drops-all'], states: ['stopped', 'idle', 'unknown'], says: /type|"S"|\bS\b/},
  world: pipeline({
    mapping: {
      ...defaults,
      BatchSize: 10,
      FilterCriteria: {Filters: [{Pattern: '{"eventName":["MODIFY"],"dynamodb":{"NewImage":{"status":["PAID"]}}}'}]},
    },
    traffic: {invocations: always(0), concurrency: always(0), writes: about(760, 2)},
    events: {Polled: about(760, 2), FilteredOut: about(760, 2)},
  }),
})
