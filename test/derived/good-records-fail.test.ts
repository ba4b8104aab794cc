import {expect, test} from 'vitest'
import {goodRecords, goodRecordsFail} from '../../src/derived/good-records-fail.ts'

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
  isHalved: false,
}

test.each<[string, Partial<typeof calm>, RegExp | null]>([
  ['nothing fails', {}, null],
  ['one record among good ones', {scope: 'one-lane', share: 0.02, kind: 'exception'}, null],
  ['one batch fails beside caught refusals', {scope: 'one-lane', kind: 'throttled', isThrottled: true}, null],
  ['one batch fails of refusals alone', {scope: 'one-lane', kind: 'throttled', isThrottled: true, isSole: true}, /throttles it/],
  ['all shards fail', {scope: 'all', share: 1}, /no batch succeeds on any shard/],
  ['the only shard fails', {scope: 'one-of-one', share: 1}, /not known whether one record fails or all/],
  ['one in twenty fails and passes', {scope: 'passing', share: 0.05}, /^5 % of the invocations fail/],
  ['fewer fail and pass', {scope: 'passing', share: 0.049}, null],
  ['a fifth fails and passes, and batches are halved', {scope: 'passing', share: 0.2, isHalved: true}, null],
  ['no batch succeeds, and batches are halved', {scope: 'all', share: 1, isHalved: true}, /no batch succeeds/],
  ['few fail because they are refused', {scope: 'passing', share: 0.02, kind: 'throttled', isThrottled: true}, /throttles it/],
  ['it is slow because it is refused', {isThrottled: true}, /throttles it/],
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

test.each<[string, Partial<typeof calm>, boolean, boolean]>([
  ['a fifth fails and passes', {scope: 'passing', share: 0.2}, false, true],
  ['the response reports it', {scope: 'passing', share: 0.2}, true, false],
  ['they are halved already', {scope: 'passing', share: 0.2, isHalved: true}, false, false],
  ['no batch succeeds', {scope: 'all', share: 1}, false, false],
  ['a service throttles', {scope: 'passing', share: 0.2, isThrottled: true}, false, false],
  ['nothing fails', {}, false, false],
])('halves of a batch keep good records: %s', (_name, given, isReported, keeps) => {
  expect(goodRecords({...calm, ...given}, isReported).halvingKeepsThem).toBe(keeps)
})
