import type {Simulation} from '../simulation/engine/simulation.ts'
import {createMapping} from '../simulation/poller/mapping-lifecycle.ts'
import {defineIncident} from './incident.ts'
import {loaded} from './loaded.ts'
import {accountId, type Draw, ordinaryPlan, region, tableName} from './plan.ts'
import {sceneOf} from './scene.ts'

const id = 'reader-contention'

const otherFunctions = ['orders-audit', 'orders-search']

/** Readers beside the first mapping: further mappings, and processes of other kinds. */
const kindOf = (draw: Draw): {mappings: number; others: number} =>
  draw('readers').pick([
    {mappings: 2, others: 0},
    {mappings: 1, others: 1},
    {mappings: 1, others: 2},
    {mappings: 0, others: 2},
    {mappings: 0, others: 3},
  ])

/** Share of the time in which the shard's two places fall to the first mapping. */
const served = ({mappings, others}: {mappings: number; others: number}): number => 2 / (1 + mappings + others)

/** Whether the mapping gets fewer reads than it needs. */
const isStarved = (draw: Draw): boolean => draw('starved').chance(0.3)

/** Whether one of the processes of other kinds is a pipe of EventBridge. */
const isPiped = (draw: Draw): boolean => kindOf(draw).others > 0 && draw('pipe').chance(0.5)

function addPipe({world}: Simulation): void {
  const name = 'orders-to-bus'
  world.pipes.set(name, {
    name,
    arn: `arn:aws:pipes:${region}:${accountId}:pipe/${name}`,
    sourceArn: world.tables.get(tableName)?.streams.at(-1)?.arn ?? '',
    targetArn: `arn:aws:events:${region}:${accountId}:event-bus/orders`,
    desiredState: 'RUNNING',
    state: 'RUNNING',
    createdMs: world.nowMs,
  })
}

function mapOthers({world}: Simulation, count: number): void {
  const eventSourceArn = world.tables.get(tableName)?.streams.at(-1)?.arn ?? ''
  for (const FunctionName of otherFunctions.slice(0, count)) {
    createMapping(world, {eventSourceArn, startingPosition: 'LATEST', settings: {FunctionName}})
  }
}

export const readerContention = defineIncident({
  id,
  story:
    'More and more consumers were added to the stream: now three processes or more read each shard, and DynamoDB supports two. Their reads are throttled in turn, and records wait although the function is idle.',
  fix: 'Keep at most two readers per shard: fan out from one of them, or move a reader to Kinesis Data Streams for DynamoDB.',
  truth: seed => ({cause: id, causes: [id], lag: isStarved(ordinaryPlan(seed, id).draw) ? 'slow' : 'behind'}),
  build(seed) {
    const ordinary = ordinaryPlan(seed, id)
    const {draw} = ordinary
    const kind = kindOf(draw)
    const onset = ordinary.onsetSecond
    const piped = isPiped(draw)
    const {plan, perLane} = loaded(ordinary, draw('contended shards').pick([2, 3, 4, 4, 6]), [200, 600])
    // The share of the mapping's capacity in its part of the time.
    const use = isStarved(draw) ? draw('use').between(1.15, 1.4) : draw('use').between(0.55, 0.75)
    return sceneOf({
      ...plan,
      perSecond: Math.min(0.85, use * served(kind)) * perLane * plan.shards,
      writes: {unevenness: 0.05},
      reads: {
        functions: otherFunctions.slice(0, kind.mappings),
        // The pipe is counted as long as it runs.
        others: second => (second < onset ? 0 : kind.others - (piped ? 1 : 0)),
      },
      timeline: [
        {
          atSecond: onset,
          happens: simulation => {
            mapOthers(simulation, kind.mappings)
            if (piped) addPipe(simulation)
          },
        },
      ],
    })
  },
})
