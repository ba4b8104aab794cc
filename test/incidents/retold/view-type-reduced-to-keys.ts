import {nodeError} from '../lines.ts'
import {callFailed, defaults, epochSeconds, label, pipeline, shard, streamOf, tableName} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, between, evenly, from} from '../shapes.ts'
import {virginia} from '../stand-in/place.ts'

const newer = '2026-11-26T09:14:31.206'
const [oldArn, newArn] = [virginia.streamArn(tableName, label), virginia.streamArn(tableName, newer)]
const view = {StreamViewType: 'KEYS_ONLY'}

const own = pipeline({
  table: {StreamSpecification: {StreamEnabled: true, ...view}, LatestStreamLabel: newer, LatestStreamArn: newArn},
  mapping: {...defaults, ...callFailed, EventSourceArn: newArn, LastModified: epochSeconds(51)},
  traffic: {
    invocations: minute => (minute < -53 ? about(120)(minute) : minute < -50 ? 0 : 16),
    errors: from(-50, always(16), always(0)),
    durations: from(-50, evenly(3, 25), evenly(80, 240)),
    concurrency: between(-53, -50, always(0), always(4)),
    returned: minute => (minute < -53 ? about(9000, 2)(minute) : minute < -50 ? 0 : 40),
    reads: minute => (minute < -53 ? 960 : minute < -50 ? 0 : 16),
    ages: allBlocked(-53),
  },
  log: {failing: nodeError('TypeError', "Cannot read properties of undefined (reading 'status')", '/var/task/index.mjs:34:41')},
  world: {
    streams: {
      [oldArn]: streamOf(
        tableName,
        label,
        [0, 1, 2, 3].map(nth => shard(nth, 200, {closed: true})),
        {StreamStatus: 'DISABLED'},
      ),
      [newArn]: streamOf(
        tableName,
        newer,
        [80, 81, 82, 83].map(nth => shard(nth, 52)),
        view,
      ),
    },
  },
})

export default defineRetold({
  id: 'view-type-reduced-to-keys',
  story:
    'To save costs somebody set the view type of the stream to KEYS_ONLY in the template of the table. The table got a new stream, and the stack moved the mapping to it. The function was not touched; it reads NewImage, which no record has any more, and fails on every batch.',
  source: {
    report: 'awslabs/amazon-dynamodb-tools#55 (fails with KEYS_ONLY); ironSource/node-dynamodb-stream#3; aws-amplify/amplify-cli#10010',
    rule: 'DynamoDB Developer Guide, "Streams": the view type cannot be changed but by a new stream; KEYS_ONLY carries no image',
  },
  truth: {
    causes: ['failing-function'],
    not: ['poison-record', 'stale-stream'],
    states: ['stalled'],
    says: /KEYS_ONLY|NewImage|view type|Cannot read properties of undefined/i,
    dead: /update-alias/,
  },
  world: {
    ...own,
    metrics: own.metrics.map(one => {
      if (one.dimensions.StreamLabel !== label) return one
      return {...one, dimensions: {...one.dimensions, StreamLabel: newer}, at: minute => (minute < -50 ? undefined : one.at(minute))}
    }),
  },
})
