import {defineCheck, fail} from '../../model/check.ts'
import {ratio} from '../../model/evidence/ratio.ts'
import {count, number} from '../../text/units.ts'

export const durationRising = defineCheck({
  id: 'duration-rising',
  title: 'The function has become slower',
  severity: 'medium',
  why: 'A shard processes its batches one after the other: a function that takes twice as long has half the throughput.',
  needs: ['durationChange'],
  run: ({durationChange: change}, _wanted, {thresholds}) => {
    if (change === null) return []
    const {recentMs, earlierMs, noiseMs, perRecordRatio, recentMinutes} = change
    const limit = thresholds.durationRatio
    const times = ratio(recentMs, earlierMs)
    if (times === null) return []
    const slower = times > limit && recentMs > earlierMs + 3 * noiseMs
    // A fuller batch takes longer and is no slower.
    return slower && (perRecordRatio ?? limit) >= limit
      ? [
          fail({
            recentMs: Math.round(recentMs),
            earlierMs: Math.round(earlierMs),
            times,
            perRecordRatio,
            recentMinutes,
          }),
        ]
      : []
  },
  say: ({recentMs, earlierMs, times, perRecordRatio, recentMinutes}) =>
    `An invocation takes ${number(recentMs)} ms in the last ${count(recentMinutes, 'minute')}, ${number(times)} times the ${number(earlierMs)} ms before${perRecordRatio === null ? '' : `; per record ${number(perRecordRatio)} times`}.`,
})
