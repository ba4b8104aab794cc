import {boundRetries} from '../../advice/mapping-settings.ts'
import {isEndless, retentionSeconds, untilExpiry} from '../../aws-facts/limits.ts'
import {defineCheck, fail, undecidable} from '../../model/check.ts'
import {duration} from '../../text/units.ts'

/** A record age limit up to here frees the shard before somebody could. Our choice. */
const shortBlockSeconds = 3600

export const unboundedRetries = defineCheck({
  id: 'unbounded-retries',
  title: 'Retries are not bounded',
  severity: 'medium',
  why: 'One bad record blocks its shard for up to 24 hours.',
  needs: ['mapping'],
  run: ({mapping}, _wanted, {thresholds}) => {
    if (mapping.maximumRetryAttempts === null) return undecidable('AWS returned no MaximumRetryAttempts')
    if (!isEndless(mapping.maximumRetryAttempts)) return []
    const age = mapping.maximumRecordAgeSeconds ?? untilExpiry
    const bound = boundRetries(mapping, thresholds.retryAttempts)
    const blocksSeconds = age > 0 ? Math.min(age, retentionSeconds) : retentionSeconds
    return [
      fail(
        {maximumRetryAttempts: mapping.maximumRetryAttempts, blocksSeconds},
        bound && {
          summary: `Bound the retries at ${thresholds.retryAttempts} and let Lambda bisect a failing batch. ${bound.danger}`,
          change: bound.change,
        },
        blocksSeconds <= shortBlockSeconds ? 'low' : undefined,
      ),
    ]
  },
  say: facts =>
    `MaximumRetryAttempts is ${facts.maximumRetryAttempts}: a record that fails blocks its shard for up to ${duration(facts.blocksSeconds)}.`,
})
