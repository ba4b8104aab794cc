import {defineCareless} from './careless.ts'
import {historySeconds, type Plan, tableName} from './plan.ts'

/** Big items take many write units: few of them, on few partitions. */
function heavy(plan: Plan): Plan {
  const shards = Math.min(plan.shards, 4)
  return {
    ...plan,
    shards,
    perSecond: shards * plan.draw('heavy rate').between(0.05, 0.2),
    noise: 0.05,
    writes: {...plan.writes, attachmentBytes: 1024 * plan.draw('kilobytes').whole(105, 220)},
  }
}

/** For each write several items expire, all day long; the lanes were made for all of them together. */
function expiring(plan: Plan): Plan {
  const perWrite = plan.draw('expiring').whole(2, 5)
  return {
    ...plan,
    perSecond: Math.max(plan.perSecond, 2) / (1 + perWrite),
    writes: {...plan.writes, ttlSweep: {fromSecond: 0, toSecond: 2 * historySeconds, perWrite}},
  }
}

/** Writers want more than the table was provisioned with. */
function scarce(plan: Plan): Plan {
  const perSecond = Math.max(plan.perSecond, 6 * plan.shards)
  return {...plan, perSecond, writes: {...plan.writes, provisionedUnits: perSecond * plan.draw('scarce').between(0.7, 0.95)}}
}

export const carelessTable = defineCareless({
  id: 'careless-table',
  story:
    'The pipeline keeps up, but the table adds unnecessary load: large items, thousands of expired items, too little capacity, or replicas in other regions.',
  fix: 'Nothing is urgent. Keep documents in S3, filter out expiries, give the table the capacity that its writers need, and let one region consume.',
  base: {
    // Some have counted their keys all along; none is hot.
    set({world}, draw) {
      const table = world.tables.get(tableName)
      if (table !== undefined && draw('insights').chance(0.6))
        table.insights = {mode: 'ACCESSED_AND_THROTTLED_KEYS', sinceMs: table.createdMs}
    },
  },
  flaws: [
    [
      {says: 'Items are above 100 KB', plan: heavy},
      {says: 'Most records are deletes by Time to Live, and no filter excludes them', plan: expiring},
      {says: 'The table has fewer write units than its writers need', plan: scarce},
    ],
    [
      {
        says: 'The table is a global table: the stream also contains the writes of other regions',
        set({world}, draw) {
          const table = world.tables.get(tableName)
          const regions = draw('replicas').pick([['eu-west-1'], ['us-west-2'], ['eu-west-1', 'ap-southeast-2']])
          if (table !== undefined)
            table.replicas = {regions, consistency: draw('consistency').pick(['EVENTUAL', 'EVENTUAL', 'STRONG'] as const)}
        },
      },
    ],
  ],
})
