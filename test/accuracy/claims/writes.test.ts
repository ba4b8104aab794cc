import {ofWrites} from '../../../bench/accuracy/claims/writes.ts'
import {judgesAll, minuteMs, nowMs, onsetMs, type Row, realityOf} from '../../support/lab-truth.ts'

const tripled = {writes: [600, 1800] as [number, number]}
const changed = {...tripled, mapping: {lastModifiedMs: onsetMs}}

/** A burst that ended ten minutes ago; the position of the newest minutes is in it or behind it. */
const drained = (ageMinutes: number, growth: number) => {
  const {invocations} = realityOf().truth
  const endMs = nowMs - 10 * minuteMs
  return {
    written: (fromMs: number, toMs: number) =>
      (Math.max(0, Math.min(toMs, endMs) - fromMs) / minuteMs) * 1800 + (Math.max(0, toMs - Math.max(fromMs, endMs)) / minuteMs) * 600,
    invocations: (fromMs: number, toMs: number) => ({
      ...invocations(fromMs, toMs),
      oldestSeconds: 60 * ageMinutes + (growth * (fromMs - nowMs)) / minuteMs,
    }),
  }
}
const still = 'In the newest published minutes the age still grows: their records were written in the burst, and fewer wait after them.'
const keys = {busiestKeys: () => [1000, 100]}
const insights = (most: string, times: number | string) =>
  `Contributor Insights counts up to ${most} throughput units a minute for the busiest key, ${times} times the next.`

const rows: Row[] = [
  ['Writes to the table are at 3.4 × the earlier rate.', tripled, 'true'],
  ['Writes to the table are at 3.6 × the earlier rate.', tripled, 'false'],
  ['Writes are back at 115 % of the earlier rate.', {}, 'true'],
  ['Writes are back at 116 % of the earlier rate.', {}, 'false'],
  ['Writes are at 3.4 × the rate before the change.', changed, 'true'],
  ['Writes are at 3.6 × the rate before the change.', changed, 'false'],
  ['Writes to the table are at 3.4 × the usual rate.', tripled, 'true'],
  ['Writes to the table are at 3.6 × the usual rate.', tripled, 'false'],
  ['Writes rose from 600 to 2,100 units a minute within 30 minutes, and grew in nearly all of them.', tripled, 'true'],
  ['Writes rose from 600 to 2,101 units a minute within 30 minutes, and grew in nearly all of them.', tripled, 'false'],
  ["Table writes track the function's throughput minute by minute.", {writesBack: true}, 'true'],
  ["Table writes track the function's throughput minute by minute.", {writesBack: false}, 'false'],
  [
    'Key-range throttles occurred in 9 of the last 15 minutes: a partition is at its 1,000 write units a second.',
    {refusedWrites: () => 1},
    'true',
  ],
  ['Key-range throttles occurred in 9 of the last 15 minutes: a partition is at its 1,000 write units a second.', {}, 'false'],
  [still, drained(30, 20), 'true'],
  [still, drained(30, 0), 'false'],
  [still, drained(2, 1), 'false'],
  [insights('3,450', 10), keys, 'true'],
  [insights('3,451', 10), keys, 'false'],
  [insights('3,000', 11.5), keys, 'true'],
  [insights('3,000', 11.6), keys, 'false'],
  [insights('3,000', 'more than 9'), keys, 'true'],
  [insights('3,000', 'more than 10'), keys, 'false'],
]

judgesAll('the writes', ofWrites, rows)
