import {Refusal} from '../access/refusal.ts'
import {type Random, randomOf} from '../engine/random.ts'
import {simulationOf} from '../engine/simulation.ts'
import type {World} from '../engine/world.ts'
import {type Behaviour, wellBehaved} from './behaviour.ts'
import {behaviourOf} from './functions.ts'
import {publishBuild} from './releases.ts'

/** all-bad: nothing works any more. some-bad: throws at some records. wrong-shape: reports some in words that fail their batch. */
export const releaseKinds = ['good', 'bad', 'slow', 'all-bad', 'some-bad', 'wrong-shape'] as const
export type ReleaseKind = (typeof releaseKinds)[number]

/** The differences of a version of this kind. `listens`: whether the mapping looks at the function's answer. */
function changesOf(kind: ReleaseKind, good: Behaviour, listens: boolean, random: Random): Partial<Behaviour> {
  switch (kind) {
    case 'good':
      return {}
    case 'slow': {
      const slower = random.between(4, 12)
      return {baseMs: good.baseMs * slower, perRecordMs: good.perRecordMs * slower}
    }
    case 'all-bad':
      return random.pick<Partial<Behaviour>>([{alwaysFails: true, failureDraw: random.next()}, {initFails: true}])
    case 'some-bad':
      return {failsOnShare: random.logBetween(0.02, 0.5), poison: 'throws', failureDraw: random.next()}
    case 'wrong-shape':
      return {
        failsOnShare: random.logBetween(0.02, 0.5),
        poison: 'reports',
        answer: random.pick(['unknown inner key', 'empty identifier', 'identifier of another batch'] as const),
      }
    case 'bad': {
      // A mapping that does not look at the response cannot be harmed by its shape.
      const ways = ['all-bad', 'some-bad', ...(listens ? (['wrong-shape'] as const) : [])] as const
      return changesOf(random.pick(ways), good, listens, random)
    }
  }
}

/**
 * Publishes a version of this kind of the function that the account's first mapping invokes, and answers its number. It was
 * built apart: `$LATEST`, the aliases and the mappings stay as they are, so nothing runs on it yet.
 */
export function release(world: World, kind: ReleaseKind): string {
  const simulation = simulationOf(world)
  const [mapping] = simulation.mappings.values()
  const run = mapping?.target.run
  if (run === null || run === undefined) throw new Refusal('ResourceNotFoundException', 'No mapping of this account has a function.')
  const {name, versions} = run.lab
  const {initFails, alwaysFails, failsByChance, failsOnShare, answer} = wellBehaved
  const good: Behaviour = {...behaviourOf(run, '$LATEST'), initFails, alwaysFails, failsByChance, failsOnShare, answer}
  const listens = mapping?.lab.settings.FunctionResponseTypes.includes('ReportBatchItemFailures') ?? false
  const changes = changesOf(kind, good, listens, randomOf(simulation.seed, 'release', versions.size))
  return publishBuild(world, name, 'Released in the lab', {...good, ...changes})
}
