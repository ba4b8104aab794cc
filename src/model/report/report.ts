import type {z} from 'zod'
import type {reportSchema} from './report-schema.ts'

/** The result of `doctor`: plain JSON, for scripts and for every renderer. Instants are ISO 8601 UTC, ages are seconds. */
export type Report = z.infer<typeof reportSchema>
export type PipelineReport = Report['pipelines'][number]
export type CauseReport = PipelineReport['causes'][number]
export type Finding = PipelineReport['findings'][number]
export type LagReport = PipelineReport['lag']
export type RepairReport = NonNullable<PipelineReport['repair']>
export type Verdict = Report['verdict']

/** From worst to best; a run takes its worst pipeline. */
export const verdictOrder: readonly Verdict[] = ['critical', 'degraded', 'undecided', 'at-risk', 'healthy']

/** The worst of the verdicts; `undecided` when there is none, because nothing was seen. */
export const worstVerdict = (verdicts: readonly Verdict[]): Verdict =>
  verdictOrder.find(verdict => verdicts.includes(verdict)) ?? 'undecided'

/** Whether a pipeline of this account and region that is not in the report is not there at all. */
export const isComplete = ({whole, part, partial}: Report): boolean => whole && part === null && partial === null

/** Whether pipelines may be hidden from the report: it ended early, a part is missing, or the mappings of a place could not be listed. */
export const isCutShort = ({missing, partial}: Report): boolean => partial !== null || missing.some(gap => gap.evidence === 'mappings')

/** The words in place of a count where a report holds no pipeline: none was seen, or none falls into this part. */
export const noPipelines = ({part, verdict}: Report): string =>
  part === null || verdict !== 'healthy' ? 'No pipeline could be read' : `No pipeline falls into slice ${part.shard}/${part.of}`
