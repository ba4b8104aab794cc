import {expect, test} from 'vitest'
import {goodRecords, goodRecordsFail, splitsOf} from '../../../src/derived/failures/good-records-fail.ts'

const calm: Parameters<typeof goodRecordsFail>[0] = {
  isTooLarge: false,
  scope: 'none',
  share: 0,
  kind: null,
  isThrottled: false,
  isExhausted: false,
  isSole: false,
  isYoung: false,
  isStopped: false,
  tries: 4,
}

test.each<[string, Partial<typeof calm>, RegExp | null]>([
  ['nothing fails', {}, null],
  ['one record among good ones', {scope: 'one-lane', share: 0.02, kind: 'exception'}, null],
  ['one batch fails beside caught refusals', {scope: 'one-lane', kind: 'throttled', isThrottled: true}, null],
  ['one batch fails of refusals alone', {scope: 'one-lane', kind: 'throttled', isThrottled: true, isSole: true}, /throttles it/],
  ['all shards fail', {scope: 'all', share: 1}, /no batch succeeds on any shard/],
  ['the only shard fails', {scope: 'one-of-one', share: 1}, /cannot be distinguished from a failing function/],
  ['one in twenty fails and passes', {scope: 'passing', share: 0.05}, /^5 % of the invocations fail/],
  ['fewer fail and pass', {scope: 'passing', share: 0.049}, null],
  ['three in ten fail and pass, and 100 records are halved 6 times', {scope: 'passing', share: 0.3, tries: 10}, null],
  ['more fail and pass, and they are halved', {scope: 'passing', share: 0.31, tries: 10}, /^31 % of the invocations fail/],
  ['no batch succeeds, and batches are halved', {scope: 'all', share: 1, tries: 10}, /no batch succeeds/],
  ['few fail because they are refused', {scope: 'passing', share: 0.02, kind: 'throttled', isThrottled: true}, /throttles it/],
  ['it is slow because it is refused', {isThrottled: true}, /throttles it/],
  ['a handshake fails', {scope: 'passing', share: 0.02, kind: 'handshake'}, /TLS handshake/],
  ['a service does not answer', {scope: 'passing', share: 0.02, kind: 'network'}, /does not answer/],
  ['a full batch takes too long', {isTooLarge: true, scope: 'one-lane', share: 0.02, kind: 'timeout'}, /longer than the timeout/],
  ['one failing minute', {isYoung: true}, /not known yet/],
  [
    'one batch fails, and the environment is out of handles',
    {scope: 'one-lane', isExhausted: true, isSole: true},
    /file handles, threads or disk space/,
  ],
  ['one batch fails, and other errors are in the log too', {scope: 'one-lane', isExhausted: true}, null],
  ['nothing reaches the function', {isStopped: true}, /no batch reaches/],
])('%s', (_name, given, words) => {
  const why = goodRecordsFail({...calm, ...given})
  if (words === null) expect(why).toBeNull()
  else expect(why).toMatch(words)
})

test.each<[string, Partial<typeof calm>, {isReported: boolean; splits: number}, boolean]>([
  ['three in ten fail and pass', {scope: 'passing', share: 0.3}, {isReported: false, splits: 6}, true],
  ['more fail and pass', {scope: 'passing', share: 0.31}, {isReported: false, splits: 6}, false],
  ['a batch has one record', {scope: 'passing', share: 0.3}, {isReported: false, splits: 0}, false],
  ['the response reports it', {scope: 'passing', share: 0.3}, {isReported: true, splits: 6}, false],
  ['they are halved already', {scope: 'passing', share: 0.3, tries: 10}, {isReported: false, splits: 0}, false],
  ['no batch succeeds', {scope: 'all', share: 1}, {isReported: false, splits: 6}, false],
  ['a service throttles', {scope: 'passing', share: 0.3, isThrottled: true}, {isReported: false, splits: 6}, false],
  ['nothing fails', {}, {isReported: false, splits: 6}, false],
])('halves of a batch keep good records: %s', (_name, given, around, keeps) => {
  expect(goodRecords({...calm, ...given}, around).halvingKeepsThem).toBe(keeps)
})

test.each([
  [null, 0],
  [1, 0],
  [2, 1],
  [100, 6],
  [128, 7],
])('a batch of %s records is halved %i times', (batchSize, splits) => {
  expect(splitsOf(batchSize)).toBe(splits)
})
