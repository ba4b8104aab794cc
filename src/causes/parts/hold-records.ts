import {isEndless, retentionSeconds, untilExpiry} from '../../aws-facts/limits.ts'
import type {Fix} from '../../model/check.ts'
import type {Failures} from '../../model/derived/failures.ts'
import type {Mapping} from '../../model/evidence/evidence.ts'
import {count, duration} from '../../text/units.ts'

const isBounded = ({maximumRetryAttempts: retries}: Mapping): boolean => retries !== null && !isEndless(retries)

/** That records wait for as long as their age allows. */
function waiting({maximumRecordAgeSeconds: age}: Mapping): string {
  const limit = age !== null && age > 0 ? Math.min(age, retentionSeconds) : retentionSeconds
  return `Records wait meanwhile, and none is lost until ${duration(limit)} after it was written.`
}

/** What becomes of the records meanwhile; nothing is said where bounded retries give them up, or where the mapping is not known. */
export const waitingWords = (mapping: Mapping | undefined): string => (mapping && !isBounded(mapping) ? ` ${waiting(mapping)}` : '')

/**
 * While good records fail, a bound of the retries gives them up. Where batches fail and pass, halves of a batch end that and hold nothing up;
 * else all records have to wait. Empty where nothing is given up.
 */
export function holdRecords(mapping: Mapping | undefined, {goodRecordsFail, halvingKeepsThem}: Failures): Fix[] {
  if (goodRecordsFail === null || !mapping || !isBounded(mapping)) return []
  const retries = mapping.maximumRetryAttempts ?? 0
  if (halvingKeepsThem)
    return [
      {
        summary: `Let Lambda halve each batch that fails. A split uses up no retry, so that good records pass. Now Lambda discards a whole batch after ${count(retries + 1, 'attempt')}.`,
        change: {BisectBatchOnFunctionError: true},
        doubt: 'A record that never succeeds is still discarded after the last retry.',
      },
    ]
  return [
    {
      summary: `Set MaximumRetryAttempts to ${untilExpiry} until batches succeed again: now Lambda discards each batch after ${count(retries + 1, 'attempt')}. ${waiting(mapping)} Set it back to ${retries} afterwards.`,
      change: {MaximumRetryAttempts: untilExpiry},
      doubt: 'It ends the loss and not the failures: a batch that never succeeds then blocks its shard.',
    },
  ]
}
