import {boundRecordAge} from '../../advice/mapping-settings.ts'
import {untilExpiry} from '../../aws-facts/limits.ts'
import {defineCheck, fail} from '../../model/check.ts'
import {maybe} from '../../model/derived/derived.ts'
import type {Lag} from '../../model/derived/lag.ts'

/** Records that are late are good ones, for all that is known: a limit of their age takes them sooner than the stream does. */
const isCurrent = (lag: Lag | undefined): boolean => lag !== undefined && ['ok', 'idle', 'recovering'].includes(lag.state)

export const unboundedRecordAge = defineCheck({
  id: 'unbounded-record-age',
  severity: 'low',
  needs: ['mapping'],
  wants: ['lag'],
  run: ({mapping}, wanted, {thresholds}) => {
    if (mapping.maximumRecordAgeSeconds !== untilExpiry) return []
    const lag = maybe(wanted.lag)
    const bound = isCurrent(lag) ? boundRecordAge(mapping, thresholds.recordAgeSeconds, lag?.ageSeconds ?? null) : null
    return [fail({maximumRecordAgeSeconds: untilExpiry}, bound)]
  },
  text: {
    title: 'The record age is not bounded',
    why: 'A record that expires in the stream leaves no message. A lower limit sends its metadata to the destination in time.',
    found: ({maximumRecordAgeSeconds}) =>
      `MaximumRecordAgeInSeconds is ${maximumRecordAgeSeconds}: a record waits until it expires in the stream, after 24 h.`,
  },
})
