import {metric, pipeline, tableName, total} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly, lively} from '../shapes.ts'

export default defineRetold({
  id: 'expired-timers-come-twenty-minutes-late',
  story:
    'Reminders are items with a time to live; the consumer gets the deleted items, and sends the reminder. Users get it twenty minutes after the time. DynamoDB deletes in the background, some time after an item expired: from the deletion to the reminder it takes a second.',
  source: {
    report: 'bahrmichael/aws-scheduler#1 (an item is deleted ten to thirty minutes after it expired, where the table is not busy)',
    rule: 'DynamoDB Developer Guide, "howitworks-ttl": deleted within a few days of the expiration; "time-to-live-ttl-streams": a record for each deletion',
  },
  truth: {
    causes: [null],
    not: ['slow-handler', 'insufficient-throughput', 'cold-start-burden', 'filter-drops-all', 'throttled-concurrency'],
    states: ['ok'],
    verdicts: ['healthy', 'at-risk'],
    dead: /ParallelizationFactor=\d|put-provisioned-concurrency-config|put-function-concurrency/,
  },
  world: pipeline({
    shards: 1,
    function: {Runtime: 'python3.13', Handler: 'remind.handler', MemorySize: 256},
    mapping: {
      BatchSize: 100,
      FilterCriteria: {Filters: [{Pattern: '{"userIdentity":{"type":["Service"],"principalId":["dynamodb.amazonaws.com"]}}'}]},
    },
    traffic: {
      invocations: about(24),
      durations: evenly(80, 340),
      concurrency: always(1),
      writes: about(46, 2),
      returned: minute => about(46, 2)(minute) + about(42, 4)(minute),
      ages: lively(),
    },
    moreMetrics: [metric('AWS/DynamoDB', 'TimeToLiveDeletedItemCount', {TableName: tableName}, minute => total(about(42, 4))(minute))],
    log: {memoryMb: 256, usedMb: 74, failing: () => []},
    world: {timeToLive: {[tableName]: {TimeToLiveStatus: 'ENABLED', AttributeName: 'remindAt'}}},
  }),
})
