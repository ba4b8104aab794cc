import {defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always} from '../shapes.ts'

export default defineRetold({
  id: 'filter-on-an-image-that-is-not-carried',
  story: 'The stream carries new images alone, and the filter compares OldImage to see the change: nothing matches.',
  source: {
    report: 'terraform-aws-modules/terraform-aws-lambda#413; localstack/localstack#10325',
    rule: 'DynamoDB API reference, StreamViewType NEW_IMAGE; Lambda Developer Guide, "with-ddb-filtering"',
  },
  truth: {causes: ['filter-drops-all'], states: ['stopped', 'idle', 'unknown'], says: /OldImage/},
  world: pipeline({
    table: {StreamSpecification: {StreamEnabled: true, StreamViewType: 'NEW_IMAGE'}},
    stream: {StreamViewType: 'NEW_IMAGE'},
    mapping: {...defaults, FilterCriteria: {Filters: [{Pattern: '{"dynamodb":{"OldImage":{"status":{"S":["SHIPPED"]}}}}'}]}},
    traffic: {invocations: always(0), concurrency: always(0), writes: about(540, 2)},
  }),
})
