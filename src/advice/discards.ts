import {untilExpiry} from '../aws-facts/limits.ts'
import type {Remedy} from '../model/check.ts'
import type {Failures} from '../model/derived/failures.ts'
import type {LambdaFunction} from '../model/evidence/evidence.ts'
import type {MappingChange} from '../model/plan/mapping-change.ts'

/** Settings by which Lambda gives up records that fail or wait. */
const limits = ['MaximumRetryAttempts', 'MaximumRecordAgeInSeconds'] as const

/** Whether Lambda gives records up by this change. */
export const givesUp = (change: MappingChange): boolean => limits.some(name => change[name] !== undefined && change[name] !== untilExpiry)

/** Whether a change does nothing but keep records: a destination for discarded records, or no limit any more. */
export const keepsRecords = (change: MappingChange): boolean =>
  Object.entries(change).every(
    ([name, value]) => name === 'DestinationConfig' || (limits.some(one => one === name) && value === untilExpiry),
  )

/**
 * Why a fix has to wait, as a sentence; null where it may be made. Where good records fail, a limit of the retries or the age gives
 * them up, whoever advises it. A durable function has no on-failure destination, so that records that Lambda discards are lost (Lambda Developer
 * Guide, "durable functions", "event source mappings").
 */
export function postponed(
  fix: Remedy | null,
  failures: Pick<Failures, 'goodRecordsFail'> | undefined,
  target?: Pick<LambdaFunction, 'durable'> | null | undefined,
): string | null {
  if (fix === null || !('change' in fix)) return null
  const {change} = fix
  if (target?.durable && (givesUp(change) || change.DestinationConfig !== undefined))
    return 'The function is durable: Lambda supports no on-failure destination for it, and discarded batches are lost.'
  if (target?.durable && change.FunctionResponseTypes !== undefined)
    return 'The function is durable: AWS documents partial batch responses of such functions only for SQS and Kinesis.'
  const why = failures?.goodRecordsFail ?? null
  if (!givesUp(change) || why === null) return null
  return `Limit retries and record age only after batches succeed again: ${why}, and Lambda would discard good records.`
}
