import {boundRecordAge} from '../../advice/mapping-settings.ts'
import {retentionSeconds} from '../../aws-facts/limits.ts'
import {defineCheck, fail} from '../../model/check.ts'
import {maybe} from '../../model/derived/derived.ts'
import {duration} from '../../text/units.ts'

export const recordAgeBeyondRetention = defineCheck({
  id: 'record-age-beyond-retention',
  title: 'The record age limit is never reached',
  severity: 'low',
  why: 'A DynamoDB stream keeps records for 24 hours: a higher value has no effect.',
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
  say: facts =>
    `MaximumRecordAgeInSeconds is ${duration(facts.maximumRecordAgeSeconds)}, and the stream keeps records for ${duration(facts.retentionSeconds)}.`,
})
