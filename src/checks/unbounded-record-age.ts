import {defineCheck, fail} from '../model/check.ts'
import {maybe} from '../model/derived.ts'
import {untilExpiry} from '../model/limits.ts'
import {boundRecordAge} from '../model/mapping-change.ts'

export const unboundedRecordAge = defineCheck({
  id: 'unbounded-record-age',
  title: 'The record age is not bounded',
  severity: 'low',
  why: 'What waits until it expires in the stream is gone, and no message says so; a lower limit sends a pointer to the destination in time.',
  needs: ['mapping'],
  wants: ['lag'],
  run: ({mapping}, wanted, {thresholds}) =>
    mapping.maximumRecordAgeSeconds === untilExpiry
      ? [
          fail(
            {maximumRecordAgeSeconds: untilExpiry},
            boundRecordAge(mapping, thresholds.recordAgeSeconds, maybe(wanted.lag)?.ageSeconds ?? null),
          ),
        ]
      : [],
  say: facts => `MaximumRecordAgeInSeconds is ${facts.maximumRecordAgeSeconds}: a record waits until the stream drops it, after 24 h.`,
})
