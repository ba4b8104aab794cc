import {isEndless, retentionSeconds, untilExpiry} from '../../aws-facts/limits.ts'
import type {Fix} from '../../model/check.ts'
import type {Failures} from '../../model/derived/failures.ts'
import type {Mapping} from '../../model/evidence/evidence.ts'
import {count, duration} from '../../text/units.ts'

const text = {
  waiting: (limitSeconds: number) => `Records wait meanwhile, and none is lost until ${duration(limitSeconds)} after it was written.`,
  halve: (attempts: number) =>
    `Let Lambda halve each batch that fails. A split uses up no retry, so that good records pass. Without it, Lambda discards a whole batch after ${count(attempts, 'attempt')}.`,
  halveDoubt: 'A record that never succeeds is still discarded after the last retry.',
  hold: (attempts: number, waiting: string) =>
    `Set MaximumRetryAttempts to ${untilExpiry} until batches succeed again: now Lambda discards each batch after ${count(attempts, 'attempt')}. ${waiting} Set it back to ${attempts - 1} afterwards.`,
  holdDoubt:
    'It ends the loss and not the failures: a batch that never succeeds then blocks its shard. Run the doctor again for the cause of the failures.',
}

/** The retries after which Lambda discards a batch; null where it does not, or where they are not known. */
const boundOf = ({maximumRetryAttempts: retries}: Mapping): number | null => (retries === null || isEndless(retries) ? null : retries)

/** That records wait for as long as their age allows. */
function waiting({maximumRecordAgeSeconds: age}: Mapping): string {
  return text.waiting(age !== null && age > 0 ? Math.min(age, retentionSeconds) : retentionSeconds)
}

/** The outcome of the records meanwhile; empty where bounded retries discard them, or where the mapping is not known. */
export const waitingWords = (mapping: Mapping | undefined): string => (mapping && boundOf(mapping) === null ? ` ${waiting(mapping)}` : '')

/**
 * While good records fail, bounded retries discard them. Where batches fail and pass, halves of a batch end that and hold nothing up;
 * else all records have to wait. Empty where nothing is discarded.
 */
export function holdRecords(mapping: Mapping | undefined, {goodRecordsFail, halvingKeepsThem}: Failures): Fix[] {
  const retries = mapping ? boundOf(mapping) : null
  if (goodRecordsFail === null || !mapping || retries === null) return []
  const attempts = retries + 1
  return halvingKeepsThem
    ? [{summary: text.halve(attempts), change: {BisectBatchOnFunctionError: true}, doubt: text.halveDoubt}]
    : [{summary: text.hold(attempts, waiting(mapping)), change: {MaximumRetryAttempts: untilExpiry}, doubt: text.holdDoubt}]
}
