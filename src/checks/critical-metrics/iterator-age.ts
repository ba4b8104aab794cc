import {defineCheck, fail, undecidable} from '../../model/check.ts'
import {duration, iso} from '../../text/units.ts'

export const iteratorAge = defineCheck({
  id: 'iterator-age',
  severity: 'high',
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
  text: {
    title: 'The iterator age is high',
    why: 'Downstream data is out of date by the iterator age. Records expire 24 hours after they were written.',
    found: ({ageSeconds, limitSeconds, state, lossAt}) => {
      const age = `Iterator age is ${duration(ageSeconds)} (threshold ${duration(limitSeconds)}), state ${state}.`
      if (lossAt === null) return age
      if (state === 'losing') return `${age} Records are being lost.`
      return state === 'slow' ? `${age} At this rate records start to expire at ${lossAt}.` : `${age} Records start to expire at ${lossAt}.`
    },
  },
})
