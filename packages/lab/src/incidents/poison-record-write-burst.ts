import {type Burst, growsFor, withBurst} from './burst.ts'
import {defineIncident, type Scene} from './incident.ts'
import {loaded} from './loaded.ts'
import {ordinaryPlan} from './plan.ts'
import {poisonedSequenceNumber} from './poison-record.ts'
import {sceneOf} from './scene.ts'

const id = 'poison-record+write-burst'

function build(seed: number): Scene {
  const ordinary = ordinaryPlan(seed, id)
  const {draw, openSecond} = ordinary
  const burst: Burst = {
    seconds: Math.round(draw('length').between(15, 30) * 60),
    overload: draw('overload').between(1.8, 2.6),
    headroom: draw('headroom').between(1.5, 2.5),
  }
  const fromSecond = Math.round(openSecond - burst.seconds - draw('looked').between(0.5, 1) * growsFor(burst))
  // Early enough for it to have been read: a write this far into the burst is read `overload` times later.
  const atSecond = fromSecond + Math.round(draw('place').between(0.05, 0.25) * burst.seconds)
  const shards = draw('burst shards').pick([2, 3, 4, 6])
  const plan = withBurst(loaded(ordinary, shards), burst, fromSecond)
  return sceneOf({
    ...plan,
    settings: {...plan.settings, MaximumRetryAttempts: -1, MaximumRecordAgeInSeconds: -1},
    poison: {partition: draw('poisoned shard').whole(0, shards - 1), atSecond},
  })
}

export const poisonRecordWriteBurst = defineIncident({
  id,
  story:
    'An import wrote several times more than usual, and one of its orders cannot be read: that record blocks its shard, while the others work off the backlog of the burst.',
  fix: 'Name an on-failure destination, bound the retries and split failing batches: the one record goes to the destination. The burst only needs time.',
  truth: seed => ({
    cause: 'poison-record',
    causes: ['poison-record', 'write-burst'],
    lag: 'stalled',
    sequenceNumber: poisonedSequenceNumber(build(seed)),
  }),
  build,
})
