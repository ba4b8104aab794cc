import {defaults, metric, pipeline, tableName, total} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, aged, always, evenly, fresh, from} from '../shapes.ts'

const expired = from(-85, about(60_000, 4, 0.05), always(0))

export default defineRetold({
  id: 'time-to-live-switched-on-for-old-items',
  story:
    'Somebody switched the time to live on for a table with years of expired items. DynamoDB deletes a thousand of them in a second, and each is a record of the stream. Customers write as much as ever, so the write units show nothing; the function is as fast as ever, and later each minute.',
  source: {
    report: 'awslabs/lambda-streams-to-firehose#59; https://aws.amazon.com/blogs/database (archiving by time to live: 85 TB were deleted)',
    rule: 'DynamoDB Developer Guide, "time-to-live-ttl-streams": each deletion is a record; it uses no write units, and counts in TimeToLiveDeletedItemCount',
  },
  truth: {
    causes: ['write-burst', 'insufficient-throughput'],
    not: ['reader-contention', 'slow-handler', 'poison-record', 'write-back-loop', 'hot-partition'],
    states: ['slow', 'behind'],
    says: /\bTTL\b|TimeToLive|time to live|expir/i,
  },
  world: pipeline({
    mapping: {...defaults, BatchSize: 500},
    traffic: {
      // Four lanes do 53,000 records a minute of 65,000.
      invocations: from(-85, about(106, 1, 0.02), about(90)),
      durations: from(-85, evenly(1900, 2600), evenly(80, 240)),
      concurrency: always(4),
      writes: about(5000, 2),
      returned: from(-85, about(53_000, 3, 0.03), about(5000, 2)),
      reads: from(-85, always(130), always(960)),
      ages: from(
        -85,
        aged(minute => 3 + (minute + 85) * 11, 12),
        fresh,
      ),
    },
    moreMetrics: [
      metric('AWS/DynamoDB', 'TimeToLiveDeletedItemCount', {TableName: tableName}, minute =>
        minute >= -85 ? total(expired)(minute) : undefined,
      ),
    ],
    world: {timeToLive: {[tableName]: {TimeToLiveStatus: 'ENABLED', AttributeName: 'expiresAt'}}},
  }),
})
