import {defineCheck, fail, undecidable} from '../../model/check.ts'
import type {Lag} from '../../model/derived/lag.ts'
import {duration, iso} from '../../text/units.ts'

const lossWords = (at: string, state: Lag['state']): string =>
  state === 'losing' ? 'Records are being lost.' : `${state === 'slow' ? 'At this rate records' : 'Records'} start to expire at ${at}.`

export const iteratorAge = defineCheck({
  id: 'iterator-age',
  title: 'The iterator age is high',
  severity: 'high',
  why: 'Records wait: downstream data is that much out of date, and records expire after 24 hours.',
  needs: ['lag'],
  run: ({lag}, _wanted, {thresholds}) => {
    if (lag.state === 'unknown') return undecidable(lag.because.join('; '))
    if (lag.state === 'ok' || lag.state === 'idle' || lag.ageSeconds === null) return []
    const limitSeconds = Math.max(thresholds.iteratorAgeSeconds, lag.floorSeconds)
    return lag.ageSeconds > limitSeconds
      ? [
          fail({
            ageSeconds: Math.round(lag.ageSeconds),
            limitSeconds,
            state: lag.state,
            lossAt: lag.lossAtMs === null ? null : iso(lag.lossAtMs),
          }),
        ]
      : []
  },
  say: facts =>
    `Iterator age is ${duration(facts.ageSeconds)} (threshold ${duration(facts.limitSeconds)}), state ${facts.state}.${facts.lossAt ? ` ${lossWords(facts.lossAt, facts.state)}` : ''}`,
})
