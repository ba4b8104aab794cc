import {callFailed, defaults, functionName, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly, from, oneBlocked} from '../shapes.ts'
import {virginia} from '../stand-in/place.ts'

export default defineRetold({
  id: 'item-too-large-for-the-topic',
  story:
    'The consumer publishes each item to a topic. One item has grown to 300 KB, more than a message may have. Bisect has brought the batch down to that record, and there it stays since more than two hours: a queue for failures is set, and retries have no bound, so it never gets anything.',
  source: {
    report:
      'panther-labs/panther#419; airbnb/streamalert#51; wellcomecollection/platform#1776 (items of up to 400 KB, messages of up to 256)',
    rule: 'Lambda Developer Guide, "services-dynamodb-errors": with the default settings a bad record blocks its shard for up to one day; SNS API reference, Publish',
  },
  truth: {
    causes: ['poison-record'],
    states: ['stalled'],
    not: ['failing-function', 'broken-destination', 'hot-partition'],
    says: /too long|InvalidParameter/i,
  },
  world: pipeline({
    shards: 10,
    function: {Runtime: 'java21', Handler: 'parcels.Publisher', MemorySize: 1769},
    mapping: {
      ...defaults,
      ...callFailed,
      BatchSize: 100,
      BisectBatchOnFunctionError: true,
      DestinationConfig: {OnFailure: {Destination: virginia.arn('sqs', `${functionName}-failed`)}},
    },
    traffic: {
      invocations: about(420),
      errors: from(-133, always(2), always(0)),
      durations: evenly(30, 160),
      concurrency: always(5),
      writes: about(17_000, 2),
      returned: from(-133, about(15_300, 3), about(17_000, 2)),
      reads: from(-133, always(2170), always(2400)),
      ages: oneBlocked(-133, always(2)),
    },
    log: {
      memoryMb: 1769,
      failing: ({at, id}) => [
        `${at} ${id} ERROR parcels.Publisher - publish failed: software.amazon.awssdk.services.sns.model.InvalidParameterException: Invalid parameter: Message too long (Service: Sns, Status Code: 400, Request ID: 713d2d98-8ce1-5131-bd64-7ea6461406f5)`,
        'Invalid parameter: Message too long (Service: Sns, Status Code: 400, Request ID: 713d2d98-8ce1-5131-bd64-7ea6461406f5): software.amazon.awssdk.services.sns.model.InvalidParameterException\nsoftware.amazon.awssdk.services.sns.model.InvalidParameterException: Invalid parameter: Message too long (Service: Sns, Status Code: 400, Request ID: 713d2d98-8ce1-5131-bd64-7ea6461406f5)\n\tat parcels.Publisher.publish(Publisher.java:58)\n\tat parcels.Publisher.handleRequest(Publisher.java:31)',
      ],
    },
  }),
})
