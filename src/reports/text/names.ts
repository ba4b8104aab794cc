import type {PipelineReport} from '../../model/report/report.ts'
import {targetLabel} from '../../text/function-label.ts'

/** Which pipeline it is, in one line of any format. */
export const plainName = (pipeline: PipelineReport): string => `${targetLabel(pipeline)} ← ${pipeline.table ?? 'unknown table'}`

/** The part that stays the same from run to run: account, region and mapping, or the function where the mapping could not be read. */
export const identity = (pipeline: PipelineReport): string =>
  [pipeline.account ?? 'unknown', pipeline.region, pipeline.mapping ?? targetLabel(pipeline)].join('/')

/** "account 123456789012 (profile prod)". */
export const accountName = ({account, profile}: {account: string | null; profile?: string | undefined}): string =>
  `account ${account ?? 'unknown'}${profile === undefined ? '' : ` (profile ${profile})`}`

const twinKey = (pipeline: PipelineReport): string => [pipeline.account, pipeline.region, plainName(pipeline)].join(' ')

/** Whether another mapping of the same function and table is in the report: only their UUIDs differ. */
export const hasTwin = (pipeline: PipelineReport, all: readonly PipelineReport[]): boolean =>
  all.some(other => other !== pipeline && twinKey(other) === twinKey(pipeline))

/** The name of each pipeline, with the UUID of its mapping where it has a twin. */
export function namesAmong(all: readonly PipelineReport[]): (pipeline: PipelineReport) => string {
  const known = new Map<string, number>()
  for (const pipeline of all) known.set(twinKey(pipeline), (known.get(twinKey(pipeline)) ?? 0) + 1)
  return pipeline =>
    (known.get(twinKey(pipeline)) ?? 0) > 1 ? `${plainName(pipeline)} (${pipeline.mapping ?? 'unknown mapping'})` : plainName(pipeline)
}

/** The slice of a fleet that a report is of. */
export const partName = (part: {shard: number; of: number} | null): string => (part === null ? '' : ` (slice ${part.shard} of ${part.of})`)
