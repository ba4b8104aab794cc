import {defineCheck, fail} from '../../model/check.ts'
import {maybe} from '../../model/derived/derived.ts'
import {ratio} from '../../model/evidence/ratio.ts'
import {count, number} from '../../text/units.ts'

export const durationRising = defineCheck({
  id: 'duration-rising',
  severity: 'medium',
  needs: ['durationChange'],
  wants: ['load'],
  run: ({durationChange: change}, wanted, {thresholds}) => {
    if (change === null) return []
    const {recentMs, earlierMs, noiseMs, recentMinutes} = change
    // The causes print the ratio of the load: a report has one value of it.
    const perRecordRatio = change.perRecordRatio === null ? null : (maybe(wanted.load)?.workRatio ?? change.perRecordRatio)
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
  text: {
    title: 'The function has become slower',
    why: 'A shard processes its batches one after the other: a function that takes twice as long has half the throughput.',
    found: ({recentMs, earlierMs, times, perRecordRatio, recentMinutes}) => {
      const perRecord = perRecordRatio === null ? '' : ` The time per record is ${number(perRecordRatio)} times as long.`
      return `In the last ${count(recentMinutes, 'minute')} an invocation took ${number(recentMs)} ms on average, ${number(times)} times as long as before (${number(earlierMs)} ms).${perRecord}`
    },
  },
})
