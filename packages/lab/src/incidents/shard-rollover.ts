import {rollOver} from '../simulation/table/shards.ts'
import {defineIncident} from './incident.ts'
import {loaded} from './loaded.ts'
import {ordinaryPlan, tableName} from './plan.ts'
import {sceneOf} from './scene.ts'

const id = 'shard-rollover'

export const shardRollover = defineIncident({
  id,
  story:
    'A shard was closed after about four hours and replaced by a child shard, as usual. The poller took most of a minute to switch to it: the age shows one spike, then it is normal.',
  fix: 'No action needed. If an alarm fired, require two or more datapoints to alarm.',
  truth: () => ({cause: id, causes: [id], lag: 'ok'}),
  build(seed) {
    const ordinary = ordinaryPlan(seed, id)
    const {draw, openSecond} = ordinary
    const {plan, perLane} = loaded(ordinary, draw('rolling shards').pick([1, 2, 3, 4, 6]), [200, 700])
    const number = draw('rolling shard').whole(0, plan.shards - 1)
    const onsetSecond = Math.round(openSecond - draw('since').between(8, 10.5) * 60)
    return sceneOf({
      ...plan,
      onsetSecond,
      // Enough for the first batch of the new shard to end far behind, and little enough to be caught up with within a minute.
      perSecond: perLane * plan.shards * draw('use').between(0.25, 0.4),
      reads: {discoverySeconds: [37, 52]},
      timeline: [
        {
          atSecond: onsetSecond,
          happens: simulation => {
            const table = simulation.tables.get(tableName)
            const shard = table?.partitions[number]?.shards.at(-1)
            if (table !== undefined && shard !== undefined) rollOver(simulation, table, shard)
          },
        },
      ],
    })
  },
})
