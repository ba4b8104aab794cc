import {boundRetries} from '../../advice/mapping-settings.ts'
import {isEndless, retentionSeconds} from '../../aws-facts/limits.ts'
import {mappingDefaults} from '../../aws-facts/mapping-defaults.ts'
import {defineCheck, fail, undecidable} from '../../model/check.ts'
import {duration} from '../../text/units.ts'

/** A record age limit up to here frees the shard before somebody could. Our choice. */
const shortBlockSeconds = 3600

export const unboundedRetries = defineCheck({
  id: 'unbounded-retries',
  severity: 'medium',
  needs: ['mapping'],
  run: ({mapping}, _wanted, {thresholds}) => {
    if (mapping.maximumRetryAttempts === null) return undecidable('AWS returned no MaximumRetryAttempts')
    if (!isEndless(mapping.maximumRetryAttempts)) return []
    const age = mapping.maximumRecordAgeSeconds ?? mappingDefaults.maximumRecordAgeSeconds
    const bound = boundRetries(mapping, thresholds.retryAttempts)
    const blocksSeconds = age > 0 ? Math.min(age, retentionSeconds) : retentionSeconds
    return [
      fail(
        {maximumRetryAttempts: mapping.maximumRetryAttempts, blocksSeconds},
        bound && {change: bound.change, values: {retries: thresholds.retryAttempts, danger: bound.danger}},
        blocksSeconds <= shortBlockSeconds ? 'low' : undefined,
      ),
    ]
  },
  text: {
    title: 'Retries are not bounded',
    why: 'One bad record blocks its shard for up to 24 hours.',
    found: ({maximumRetryAttempts, blocksSeconds}) =>
      `MaximumRetryAttempts is ${maximumRetryAttempts}: a record that fails blocks its shard for up to ${duration(blocksSeconds)}.`,
    fix: ({retries, danger}) => `Limit the retries to ${retries} and let Lambda bisect a failing batch. ${danger}`,
  },
})
