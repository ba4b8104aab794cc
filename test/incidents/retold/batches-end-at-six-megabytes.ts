import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, aged, always, evenly, fresh, from} from '../shapes.ts'

export default defineRetold({
  id: 'batches-end-at-six-megabytes',
  story:
    'Since 65 minutes the writers put the label of a parcel into its item, as a picture: items have grown from three kilobytes to 110, the number of writes is the same. The stream carries the new image, and a batch may hold a thousand records and six megabytes, so it ends at 55 records now, and takes eleven seconds. Nothing fails; four shards process nine tenths of the writes. Raising the batch size, as two colleagues did, changed nothing.',
  source: {
    report: 'awsdocs/aws-cloudformation-user-guide#769 (a batch is sent when its payload reaches 6 MB, with any number of records)',
    rule: 'Lambda Developer Guide, "invocation-eventsourcemapping": the payload quota of 6 MB ends a batch; "with-ddb": one batch at a time for each shard',
  },
  truth: {
    causes: ['insufficient-throughput', 'slow-handler'],
    states: ['slow', 'behind'],
    not: ['poison-record', 'hot-partition', 'throttled-concurrency', 'failing-function', 'write-back-loop'],
    dead: /--batch-size \d|BatchSize=\d|MaximumRetryAttempts=\d|MaximumRecordAgeInSeconds=\d/,
  },
  world: pipeline({
    shards: 4,
    function: {Runtime: 'python3.13', Handler: 'labels.handler', MemorySize: 1769, Timeout: 120},
    table: {StreamSpecification: {StreamEnabled: true, StreamViewType: 'NEW_IMAGE'}},
    stream: {StreamViewType: 'NEW_IMAGE'},
    mapping: {BatchSize: 1000},
    traffic: {
      invocations: from(-65, about(21.3, 1, 0.03), about(160)),
      durations: from(-65, evenly(9200, 12_800), evenly(160, 520)),
      concurrency: from(-65, always(4), always(3)),
      // 1,360 records a minute: of 3 write units each, and of 110 since then.
      writes: from(-65, about(149_600, 2, 0.04), about(4080, 2, 0.04)),
      returned: from(-65, about(1170, 3, 0.04), about(1360, 2, 0.04)),
      reads: from(-65, about(180, 8), always(960)),
      ages: from(
        -65,
        aged(minute => 8 + (minute + 65) * 8.2, 14),
        fresh,
      ),
    },
    events: {Polled: from(-65, about(1170, 3, 0.04), about(1360, 2, 0.04)), Invoked: from(-65, about(1170, 3, 0.04), about(1360, 2, 0.04))},
    log: {memoryMb: 1769, usedMb: 420, failing: () => []},
  }),
})
