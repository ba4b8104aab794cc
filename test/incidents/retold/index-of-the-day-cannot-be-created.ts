import {callFailed, defaults, pipeline, shard} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from} from '../shapes.ts'

/** The look is at 00:41:30 UTC, 874 minutes after the one of other incidents; the shards were born in the evening. */
const evening = (nth: number) => shard(nth, 90 + 13 * nth - 874)

export default defineRetold({
  id: 'index-of-the-day-cannot-be-created',
  story:
    'A Go consumer writes into an index for each day. At midnight UTC it needs the first one of the new day, and the cluster holds as many shards as it may: the index is not created, and no batch has passed for forty minutes. Nothing was deployed; until midnight all was well.',
  source: {
    report:
      'robcowart/elastiflow#583, gravitee-io/issues#5753 ("this action would add [2] total shards", in the index of the new day); rwynn/monstache#377',
    rule: 'OpenSearch Service Developer Guide, "bp-sharding": shards of a node are limited; Lambda Developer Guide, "services-dynamodb-errors"',
  },
  truth: {
    causes: ['failing-function'],
    states: ['stalled'],
    not: ['poison-record', 'hot-partition', 'shard-rollover', 'write-burst', 'access-denied', 'network-unreachable'],
    says: /maximum shards open|validation_exception/,
    dead: /ParallelizationFactor=\d|MaximumRetryAttempts=\d|MaximumRecordAgeInSeconds=\d/,
  },
  world: pipeline({
    now: '2026-11-27T00:41:30.000Z',
    shardList: [evening(0), evening(1), evening(2), evening(3)],
    function: {Runtime: 'provided.al2023', Handler: 'bootstrap', MemorySize: 256},
    mapping: {...defaults, ...callFailed, BatchSize: 200},
    traffic: {
      invocations: from(-41, about(15, 1, 0.1), about(130)),
      errors: from(-41, about(15, 1, 0.1), always(0)),
      durations: from(-41, evenly(45, 190), evenly(60, 310)),
      concurrency: from(-41, always(2), always(3)),
      writes: about(6200, 2),
      returned: from(-41, about(120, 3), about(6200, 2)),
      reads: from(-41, about(60, 8), always(960)),
      ages: allBlocked(-41),
    },
    log: {
      format: 'text-old',
      memoryMb: 256,
      usedMb: 58,
      failing: ({at}) => [
        `${at.slice(0, 19).replaceAll('-', '/').replace('T', ' ')} {"errorMessage":"bulk parcels-2026.11.27: elastic: Error 400 (Bad Request): Validation Failed: 1: this action would add [10] total shards, but this cluster currently has [3000]/[3000] maximum shards open; [type=validation_exception]","errorType":"wrapError"}`,
      ],
    },
  }),
})
