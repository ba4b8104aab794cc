import {ofLoad} from '../../../bench/accuracy/claims/load.ts'
import {judgesAll, type Row} from '../../support/lab-truth.ts'

const median = (now: number, then: number) => `A median invocation takes ${now} ms, and took ${then} ms before.`
const mean = (now: number, then: number) => `An invocation takes ${now} ms on average, and took ${then} ms: the function is not slower.`
const slow = {since: {medianMs: 200, meanMs: 240}}
const full = {settings: {BatchSize: 20}, since: {recordsEach: 18}}
const seldom = {since: {count: 6}}
const cadence = (now: number, then: number) =>
  `Lambda invokes the function ${now} times a minute (before: ${then}): it retries the same batches.`
const throttled = {throttles: (fromMs: number, toMs: number) => (20 * (toMs - fromMs)) / 60_000}
const cold = {before: {starts: 30, startMs: 60_000, workMs: 6000}}

const inLog = (count: number, ms: number, at = '11:58') =>
  `The log has ${count} invocations of ${ms} ms on average at ${at}Z, a minute that CloudWatch has not published yet.`

const rows: Row[] = [
  [median(230, 100), slow, 'true'],
  [median(231, 100), slow, 'false'],
  [median(200, 115), slow, 'true'],
  [median(200, 116), slow, 'false'],
  [mean(276, 120), slow, 'true'],
  [mean(277, 120), slow, 'false'],
  [mean(240, 138), slow, 'true'],
  [mean(240, 139), slow, 'false'],
  ['An invocation takes 276 ms on average in the newest minute, longer than in any of the minutes before.', slow, 'true'],
  ['An invocation takes 277 ms on average in the newest minute, longer than in any of the minutes before.', slow, 'false'],
  ['The shards are busy for 70 % of the time, and were for 12 %.', {since: {laneUse: 0.8}}, 'true'],
  ['The shards are busy for 67 % of the time, and were for 12 %.', {since: {laneUse: 0.8}}, 'false'],
  ['In that minute the shards are busy for 70 % of the time.', {since: {laneUse: 0.8}}, 'true'],
  ['In that minute the shards are busy for 67 % of the time.', {since: {laneUse: 0.8}}, 'false'],
  [inLog(69, 240), slow, 'true'],
  [inLog(70, 240), slow, 'false'],
  [inLog(60, 276), slow, 'true'],
  [inLog(60, 277), slow, 'false'],
  [inLog(60, 240, '12:01'), slow, 'false'],
  ['Fuller batches explain the time that an invocation takes, and errors and throttles are few.', {since: {failed: 3.6}}, 'true'],
  ['Fuller batches explain the time that an invocation takes, and errors and throttles are few.', {since: {failed: 3.7}}, 'false'],
  ['The function is as fast as before, and errors and throttles are few.', {since: {medianMs: 160}}, 'true'],
  ['The function is as fast as before, and errors and throttles are few.', {since: {medianMs: 161}}, 'false'],
  ['The function is as fast as before, and errors and throttles are few.', {since: {failed: 3.7}}, 'false'],
  ['Batches are 99 % full, and were 50 %.', full, 'true'],
  ['Batches are 76 % full, and were 50 %.', full, 'false'],
  ['Batches are 90 % full, and were 60 %.', full, 'true'],
  ['Batches are 90 % full, and were 61 %.', full, 'false'],
  ['Batches are 90 % full.', full, 'true'],
  [cadence(8, 60), seldom, 'true'],
  [cadence(8.1, 60), seldom, 'false'],
  [cadence(6, 69), seldom, 'true'],
  [cadence(6, 70), seldom, 'false'],
  ['300 throttles beside 900 invocations in the last 15 minutes.', throttled, 'true'],
  ['346 throttles beside 900 invocations in the last 15 minutes.', throttled, 'false'],
  ['300 throttles beside 1,036 invocations in the last 15 minutes.', throttled, 'false'],
  ['345 throttles in the last 15 minutes.', throttled, 'true'],
  ['346 throttles in the last 15 minutes.', throttled, 'false'],
  ['10 cold starts in 4,140 invocations; a start takes 2 s (median), up to 3 s.', {}, 'true'],
  ['10 cold starts in 4,141 invocations; a start takes 2 s (median), up to 3 s.', {}, 'false'],
  ['All starts took 4,140 s, all work 414 s. Both are billed.', cold, 'true'],
  ['All starts took 12,421 s, all work 1,080 s. Both are billed.', cold, 'false'],
  ['All starts took 3,600 s, all work 415 s. Both are billed.', cold, 'false'],
  ['Traffic is so sparse that execution environments are recycled between batches.', {before: {starts: 19}}, 'true'],
  ['Traffic is so sparse that execution environments are recycled between batches.', {before: {starts: 18}}, 'false'],
]

judgesAll('the load', ofLoad, rows)
