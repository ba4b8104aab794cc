import type {Treatment} from './check.ts'
import type {Failures} from './failures.ts'
import {untilExpiry} from './limits.ts'
import type {MappingChange} from './mapping-change.ts'

/** Settings by which Lambda gives up records that fail or wait. */
const limits = ['MaximumRetryAttempts', 'MaximumRecordAgeInSeconds'] as const

/** Whether Lambda gives records up by this change. */
export const givesUp = (change: MappingChange): boolean => limits.some(name => change[name] !== undefined && change[name] !== untilExpiry)

/**
 * Why a treatment has to wait, as a sentence; null where it may be made. Where good records fail, a limit of the retries or the age gives
 * them up, whoever advises it.
 */
export function postponed(treatment: Treatment | null, failures: Pick<Failures, 'goodRecordsFail'> | undefined): string | null {
  const why = failures?.goodRecordsFail ?? null
  if (treatment === null || !('change' in treatment) || !givesUp(treatment.change) || why === null) return null
  return `Limit retries and record age only after batches succeed again: ${why}, and Lambda would give up good records.`
}
