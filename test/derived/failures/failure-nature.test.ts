import {describe, expect, it} from 'vitest'
import type {Failures} from '../../../src/model/derived/failures.ts'
import {derivedOf} from '../../support/derived-of.ts'
import {functionMetrics, lambdaFunction, mapping, nowMs, type Parts, published, stream, tableMetrics} from '../../support/evidence.ts'
import {logErrors} from '../../support/on-demand.ts'

type Values = (ago: number) => number | null
const ago = (minutes: number) => nowMs - minutes * 60_000
const failures = (parts: Partial<Parts>, gone: (keyof Parts)[] = []): Failures => derivedOf('failures', parts, gone)
const blockedSince =
  (minutes: number): Values =>
  m =>
    m > minutes ? 1 : (minutes + 1 - m) * 60
const errors = (perMinute: number, age: Values = blockedSince(20), youngest?: Values) =>
  functionMetrics(age, {'Errors.Sum': published(m => (m > 20 ? 0 : perMinute))}, youngest)
/** An error that the log has since the failures began, but for what is given. */
const logged = (given: Parameters<typeof logErrors>[0]) => logErrors({type: 'Logged', firstMs: ago(20), lastMs: ago(4), ...given})

describe('the log of failing invocations', () => {
  it.each([
    ['since they began', {lastMs: ago(20)}, 'Logged'],
    ['before', {lastMs: ago(20) - 1}, undefined],
  ])('%s', (_, given, type) => {
    expect(failures({functionMetrics: errors(60), logErrors: logged(given)}).logged?.type).toBe(type)
  })

  it('is nothing where nothing fails', () => {
    const found = failures({logErrors: logged({starts: 2})})
    expect(found).toMatchObject({logged: null, startFails: null, kind: null, goodRecordsFail: null, fullBatchSeconds: null})
  })

  it('has the starts that fail', () => {
    expect(failures({functionMetrics: errors(60), logErrors: logged({starts: 2})}).startFails?.type).toBe('Logged')
    expect(failures({functionMetrics: errors(60), logErrors: logged({starts: 2, lastMs: ago(20) - 1})}).startFails).toBeNull()
  })
})

describe('a service that refuses calls', () => {
  const refused = (given: Parameters<typeof logErrors>[0] = {}) => logged({kind: 'throttled', ...given})
  const slow = functionMetrics(blockedSince(50), {}, blockedSince(50))
  it.each<[string, Partial<Parts>, boolean]>([
    ['since failures began', {functionMetrics: errors(60), logErrors: refused({firstMs: ago(22)})}, true],
    ['before them', {functionMetrics: errors(60), logErrors: refused({firstMs: ago(22) - 1})}, false],
    ['since a lag began', {functionMetrics: slow, logErrors: refused({firstMs: ago(52)})}, true],
    ['before it', {functionMetrics: slow, logErrors: refused({firstMs: ago(52) - 1})}, false],
    ['within the newest half hour', {logErrors: refused({firstMs: ago(32)})}, true],
    ['before it', {logErrors: refused({firstMs: ago(32) - 1})}, false],
  ])('%s', (_, parts, isFound) => {
    expect(failures(parts).throttled !== null).toBe(isFound)
  })
})

describe('errors of the surroundings', () => {
  it.each<[string, Partial<Parts>, Failures['scope']]>([
    [
      'in one shard, beside others that are current',
      {functionMetrics: errors(1), logErrors: logged({kind: 'connection-refused'})},
      'one-lane',
    ],
    [
      'where none is current',
      {functionMetrics: errors(1, blockedSince(20), blockedSince(20)), logErrors: logged({kind: 'connection-refused'})},
      'passing',
    ],
    [
      'an error of a record, where none is current',
      {functionMetrics: errors(1, blockedSince(20), blockedSince(20)), logErrors: logged({})},
      'one-lane',
    ],
  ])('%s', (_, parts, scope) => {
    expect(failures(parts).scope).toBe(scope)
  })
})

describe('a batch that is too large', () => {
  const times = (usual: number): Partial<Parts> => ({
    functionMetrics: functionMetrics(blockedSince(20), {
      'Errors.Sum': published(m => (m > 20 ? 0 : 60)),
      'Invocations.Sum': published(m => (m > 20 ? 60 : 100)),
      'Duration.Average': published(m => (m > 20 ? usual : 30_000)),
      'Duration.Maximum': published(m => (m > 20 ? usual : 30_000)),
    }),
    function: lambdaFunction({timeoutSeconds: 30}),
  })
  it('takes longer than the timeout by the time per record of before', () => {
    // Twenty records in 6 s: a hundred take 30 s.
    expect(failures(times(6000))).toMatchObject({
      scope: 'one-lane',
      kind: 'timeout',
      fullBatchSeconds: 30,
      goodRecordsFail: 'every full batch takes longer than the timeout',
    })
    expect(failures(times(5999))).toMatchObject({kind: 'timeout', fullBatchSeconds: null, goodRecordsFail: null})
  })
})

describe('whether good records fail', () => {
  const passing = (perMinute: number) => functionMetrics(() => 1.2, {'Errors.Sum': published(m => (m <= 20 ? perMinute : 0))})
  const whole = mapping({bisectBatchOnFunctionError: false, batchSize: 16})
  // Four tries: 5 % of the invocations. Lambda halves a batch of 16 four times, which makes eight: 22.4 %.
  it.each<[string, Partial<Parts>, boolean, boolean]>([
    ['3 of 60, without splits', {functionMetrics: passing(3), mapping: whole}, true, true],
    ['fewer', {functionMetrics: passing(2.9), mapping: whole}, false, false],
    ['13 of 60, without splits', {functionMetrics: passing(13), mapping: whole}, true, true],
    ['14 of 60', {functionMetrics: passing(14), mapping: whole}, true, false],
    ['13 of 60, with splits', {functionMetrics: passing(13), mapping: mapping({batchSize: 16})}, false, false],
    ['14 of 60', {functionMetrics: passing(14), mapping: mapping({batchSize: 16})}, true, false],
  ])('%s', (_, parts, fail, halving) => {
    const {goodRecordsFail, halvingKeepsThem} = failures(parts)
    expect([goodRecordsFail !== null, halvingKeepsThem]).toEqual([fail, halving])
  })

  it.each<[string, Partial<Parts>, RegExp | null]>([
    ['nothing is delivered', {functionMetrics: functionMetrics(m => (m > 40 ? 1 : null))}, /^no batch reaches the function/],
    [
      'by a mapping that is off',
      {mapping: mapping({state: 'Disabled', lastModifiedMs: ago(40)}), functionMetrics: functionMetrics(m => (m > 40 ? 1 : null))},
      null,
    ],
    [
      'failures are young',
      {functionMetrics: functionMetrics(() => 1, {'Errors.Sum': published(m => (m === 4 ? 20 : 0))})},
      /^it is not known yet/,
    ],
    ['one record, and its kind alone is logged', {functionMetrics: errors(1), logErrors: logged({kind: 'throttled'})}, /throttles it/],
    [
      'one record, and other errors',
      {functionMetrics: errors(1), logErrors: logErrors({kind: 'throttled', firstMs: ago(20)}, {lastMs: ago(4)})},
      null,
    ],
    ['one record, and file handles', {functionMetrics: errors(1), logErrors: logged({sample: 'EMFILE'})}, /runs out of file handles/],
    ['all, on one shard', {functionMetrics: errors(60), stream: stream(1)}, /only shard that has records/],
    [
      'all, and next to nothing is written',
      {functionMetrics: errors(60), tableMetrics: tableMetrics(() => 0.2)},
      /only shard that has records/,
    ],
  ])('%s', (_, parts, why) => {
    const {goodRecordsFail} = failures(parts)
    if (why === null) expect(goodRecordsFail).toBeNull()
    else expect(goodRecordsFail).toMatch(why)
  })
})
