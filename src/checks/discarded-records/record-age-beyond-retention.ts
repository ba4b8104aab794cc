import {boundRecordAge} from '../../advice/mapping-settings.ts'
import {retentionSeconds} from '../../aws-facts/limits.ts'
import {defineCheck, fail} from '../../model/check.ts'
import {maybe} from '../../model/derived/derived.ts'
import {duration} from '../../text/units.ts'

export const recordAgeBeyondRetention = defineCheck({
  id: 'record-age-beyond-retention',
  severity: 'low',
  needs: ['mapping'],
  wants: ['lag'],
  run: ({mapping}, wanted, {thresholds}) => {
    const age = mapping.maximumRecordAgeSeconds ?? 0
    return age >= retentionSeconds
      ? [
          fail(
            {maximumRecordAgeSeconds: age, retentionSeconds},
            boundRecordAge(mapping, thresholds.recordAgeSeconds, maybe(wanted.lag)?.ageSeconds ?? null),
          ),
        ]
      : []
  },
  text: {
    title: 'The record age limit is never reached',
    why: 'A DynamoDB stream keeps records for 24 hours: a higher value has no effect.',
    found: ({maximumRecordAgeSeconds, retentionSeconds: kept}) =>
      `MaximumRecordAgeInSeconds is ${duration(maximumRecordAgeSeconds)}, and the stream keeps records for ${duration(kept)}.`,
  },
})
