import {createWorld} from '../simulation/engine/create-world.ts'
import {simulationOf} from '../simulation/engine/simulation.ts'
import {defineIncident, type Scene} from './incident.ts'
import {ordinaryPlan, queueArn} from './plan.ts'
import {sceneOf} from './scene.ts'

const id = 'poison-record'

function build(seed: number) {
  const plan = ordinaryPlan(seed, id)
  const {draw} = plan
  const reports = draw('reports').chance(0.25)
  return sceneOf({
    ...plan,
    behaviour: {...plan.behaviour, poison: reports ? 'reports' : 'throws'},
    settings: {
      ...plan.settings,
      MaximumRetryAttempts: -1,
      MaximumRecordAgeInSeconds: -1,
      BisectBatchOnFunctionError: draw('bisect').chance(0.15),
      OnFailureDestination: draw('destination').chance(0.2) ? queueArn : '',
      FunctionResponseTypes: reports ? ['ReportBatchItemFailures'] : [],
    },
    poison: {partition: draw('poisoned shard').whole(0, plan.shards - 1), atSecond: plan.onsetSecond},
  })
}

/** The record is chosen before anything runs: a world that stands at its start knows it. */
export function poisonedSequenceNumber(scene: Scene): string {
  const {tables} = simulationOf(createWorld(scene.setup(0), 0))
  const partitions = [...tables.values()].flatMap(table => table.partitions)
  return partitions.flatMap(({poisoned, sequence}) => poisoned.map(index => sequence.of(index))).join()
}

export const poisonRecord = defineIncident({
  id,
  story:
    'An import wrote one order whose total is text with a decimal comma. The handler cannot read it, the batch fails and is retried without end: its shard is blocked, the others continue.',
  fix: 'Name an on-failure destination, bound the retries and split failing batches: the one record goes to the destination and its shard drains.',
  truth: seed => ({cause: id, causes: [id], lag: 'stalled', sequenceNumber: poisonedSequenceNumber(build(seed))}),
  build,
})
