import type {z} from 'zod'
import {targetLabel} from '../../text/function-label.ts'
import type {Usage} from '../evidence/evidence.ts'
import type {Gap} from '../evidence/item.ts'
import type {LagReport} from '../report/report.ts'
import type {pipelineLagSchema} from './iterator-age-schema.ts'

/** The lag of one pipeline as `iterator-age` shows it. Instants are ISO 8601 UTC, ages are seconds. */
export type PipelineLag = z.infer<typeof pipelineLagSchema>

/** The values of one sample of AWS. */
export interface Sample {
  at: string
  region: string
  /** The most dangerous first. */
  pipelines: PipelineLag[]
  /** The metrics that each reading asks for; they are billed. */
  metricsPerReading: number
  /** The evidence that could not be read, each gap once. Values of earlier reads are still shown. */
  missing: Gap[]
  /** Pipelines of which function, stream and table were not sampled: they are too many, and seem less in danger. */
  withoutSurroundings: number
  /** Since the first sample. */
  usage: Usage
}

/** From most to least dangerous, where no loss is near. */
const byState: readonly LagReport['state'][] = ['losing', 'stalled', 'stopped', 'slow', 'behind', 'unknown', 'recovering', 'ok', 'idle']

function rank({lossSoon, lag}: PipelineLag): number {
  const own = byState.indexOf(lag.state)
  // A loss within hours weighs as much as a blocked shard, which may have most of a day left.
  return lossSoon ? Math.min(own, byState.indexOf('stalled')) : own
}

const orNever = (instant: string | null): string => instant ?? '9'

/** Compares two pipelines: the one that needs a person first comes first. */
export function byDanger(a: PipelineLag, b: PipelineLag): number {
  const loss = [orNever(a.lag.lossAt), orNever(b.lag.lossAt)] as const
  return (
    rank(a) - rank(b) ||
    (loss[0] < loss[1] ? -1 : loss[0] > loss[1] ? 1 : 0) ||
    // The age of a current pipeline changes by the second: by it they would change places at every sample.
    (isCurrent(a) ? 0 : (b.lag.ageSeconds ?? -1) - (a.lag.ageSeconds ?? -1)) ||
    byName(a, b)
  )
}

/** Whether no record waits too long: the pipeline delivers as records arrive, or has none to deliver. */
export const isCurrent = ({lag}: {lag: Pick<LagReport, 'state'>}): boolean => lag.state === 'ok' || lag.state === 'idle'

/** Compares two pipelines by function, qualifier and table. */
export function byName(a: PipelineLag, b: PipelineLag): number {
  const [first, second] = [a, b].map(one => [targetLabel(one), one.table ?? '', idOf(one)].join(' ')) as [string, string]
  return first < second ? -1 : first > second ? 1 : 0
}

/** The id that distinguishes two pipelines. */
export const idOf = ({mapping, function: name, qualifier}: PipelineLag): string => mapping ?? [name, qualifier].join(':')
