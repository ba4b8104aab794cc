import {queueArn, topicArn} from '../../packages/lab/src/incidents/plan.ts'
import type {Random} from '../../packages/lab/src/simulation/engine/random.ts'
import {releaseKinds} from '../../packages/lab/src/simulation/function/release-kinds.ts'
import type {Settings} from '../../src/model/plan/plan.ts'
import type {WantedConfiguration} from '../../src/use-cases/changes/configure.ts'

type Releasing = {
  kind: 'remap'
  release: (typeof releaseKinds)[number] | 'published' | 'unknown'
  alias: string | undefined
  guardSeconds: number
  onInconclusive: 'ask' | 'keep' | 'rollback'
}

/** A change as a user gives it. */
export type DrawnChange =
  | {kind: 'restart'}
  | {kind: 'alarms'}
  | {kind: 'remap-stream'}
  | {kind: 'configure'; wanted: WantedConfiguration}
  | Releasing

export const nothing: WantedConfiguration = {
  mapping: {},
  memoryMb: undefined,
  timeoutSeconds: undefined,
  reservedConcurrency: undefined,
  contributorInsights: undefined,
  forSeconds: null,
  recommended: false,
  checks: [],
}

const switched = (Enabled: boolean): DrawnChange => ({kind: 'configure', wanted: {...nothing, mapping: {Enabled}}})

/** Each setting of a mapping, with values that AWS accepts, and some that it refuses. */
const mappingValues: Readonly<Record<string, (random: Random) => Settings[string]>> = {
  BatchSize: random => random.pick([1, 10, 100, 500, 1000, 10_000, 20_000]),
  MaximumBatchingWindowInSeconds: random => random.pick([0, 1, 5, 60]),
  ParallelizationFactor: random => random.whole(1, 10),
  MaximumRetryAttempts: random => random.pick([-1, 0, 1, 3, 100]),
  MaximumRecordAgeInSeconds: random => random.pick([-1, 60, 3600, 86_400]),
  BisectBatchOnFunctionError: random => random.chance(0.5),
  FunctionResponseTypes: random => random.pick<string[]>([[], ['ReportBatchItemFailures']]),
  DestinationConfig: random => ({OnFailure: {Destination: random.pick(['', queueArn, topicArn])}}),
  MetricsConfig: random => ({Metrics: random.pick<string[]>([[], ['EventCount']])}),
  FilterCriteria: random => ({Filters: random.pick<{Pattern: string}[]>([[], [{Pattern: '{"eventName":["INSERT","MODIFY"]}'}]])}),
}

function configuration(random: Random): DrawnChange {
  const names = Object.keys(mappingValues)
  const some = Array.from({length: random.whole(0, 3)}, () => random.pick(names))
  const mapping = Object.fromEntries(some.flatMap(name => (mappingValues[name] ? [[name, mappingValues[name](random)]] : [])))
  return {
    kind: 'configure',
    wanted: {
      ...nothing,
      mapping,
      memoryMb: random.chance(0.2) ? random.pick([128, 512, 1769, 3008, 10_240, 10_241]) : undefined,
      timeoutSeconds: random.chance(0.15) ? random.pick([3, 60, 900, 100_000]) : undefined,
      reservedConcurrency: random.chance(0.2) ? random.pick([null, 0, 1, 50, 950]) : undefined,
      contributorInsights: random.chance(0.1) ? random.pick(['ENABLED', 'DISABLED']) : undefined,
      forSeconds: random.chance(0.1) ? random.pick([60, 1800]) : null,
      recommended: random.chance(0.1),
    },
  }
}

const remap = (random: Random): DrawnChange => ({
  kind: 'remap',
  release: random.chance(0.05) ? 'unknown' : random.chance(0.3) ? 'published' : random.pick(releaseKinds),
  alias: random.chance(0.3) ? random.pick(['live', 'live', 'missing']) : undefined,
  guardSeconds: random.pick([60, 120, 180, 300]),
  onInconclusive: random.pick(['ask', 'keep', 'rollback']),
})

/** @param isStale whether the mapping reads an old stream of its table. */
export function drawChange(random: Random, isStale: boolean): DrawnChange {
  const share = random.next()
  if (isStale ? share < 0.8 : share < 0.02) return {kind: 'remap-stream'}
  if (share < 0.2) return {kind: 'restart'}
  if (share < 0.28) return {kind: 'alarms'}
  if (share < 0.38) return switched(random.chance(0.5))
  return share < 0.7 ? configuration(random) : remap(random)
}
