import {describe, expect, it} from 'vitest'
import {
  atTimeout,
  isExhausted,
  isOneKind,
  isOutside,
  kindOf,
  loggedMost,
  startsSince,
  throttledSince,
} from '../../../src/derived/failures/failure-kind.ts'
import type {Egress, FailureKind} from '../../../src/model/derived/failures.ts'
import type {LoggedError} from '../../../src/model/evidence/evidence.ts'
import {functionMetrics, lambdaFunction, nowMs, published} from '../../support/evidence.ts'
import {logErrors, logReports} from '../../support/on-demand.ts'

const ago = (minutes: number) => nowMs - minutes * 60_000
const since = ago(20)

describe('invocations run for the whole timeout', () => {
  type Values = (ago: number) => number | null
  /** The failing minutes are those of 5 to 14 minutes ago; the timeout is 30 s. */
  const failing = new Set(Array.from({length: 10}, (_, i) => ago(5 + i)))
  const runs = (longest: Values, mean: Values, share = 1, timeoutSeconds: number | null = 30) =>
    atTimeout(
      functionMetrics(() => 1, {'Duration.Maximum': published(longest), 'Duration.Average': published(mean)}),
      failing,
      share,
      lambdaFunction({timeoutSeconds}),
    )
  it.each([
    [
      '99 % of it',
      () =>
        runs(
          () => 29_700,
          () => 30_000,
        ),
      true,
    ],
    [
      'less',
      () =>
        runs(
          () => 29_699,
          () => 30_000,
        ),
      false,
    ],
    [
      'in half of the minutes',
      () =>
        runs(
          m => (m < 10 ? 30_000 : 100),
          () => 30_000,
        ),
      true,
    ],
    [
      'in fewer',
      () =>
        runs(
          m => (m < 9 ? 30_000 : 100),
          () => 30_000,
        ),
      false,
    ],
    [
      'other minutes do not count',
      () =>
        runs(
          m => (m > 14 ? 30_000 : 100),
          () => 30_000,
        ),
      false,
    ],
    [
      '80 % on average',
      () =>
        runs(
          () => 30_000,
          () => 24_000,
        ),
      true,
    ],
    [
      'less',
      () =>
        runs(
          () => 30_000,
          () => 23_999,
        ),
      false,
    ],
    [
      '80 % of the share that fails',
      () =>
        runs(
          () => 30_000,
          () => 12_000,
          0.5,
        ),
      true,
    ],
    [
      'less of it',
      () =>
        runs(
          () => 30_000,
          () => 11_999,
          0.5,
        ),
      false,
    ],
    [
      'the mean of other minutes does not count',
      () =>
        runs(
          () => 30_000,
          m => (m > 14 ? 30_000 : 100),
        ),
      false,
    ],
    [
      'no mean',
      () =>
        runs(
          () => 30_000,
          () => null,
        ),
      false,
    ],
    [
      'no maximum',
      () =>
        runs(
          () => null,
          () => 30_000,
        ),
      false,
    ],
    [
      'no mean, and few that fail',
      () =>
        runs(
          () => 30_000,
          () => null,
          0,
        ),
      true,
    ],
    [
      'a timeout that is not known',
      () =>
        runs(
          () => 30_000,
          () => 30_000,
          1,
          null,
        ),
      false,
    ],
  ])('%s', (_, found, expected) => {
    expect(found()).toBe(expected)
  })

  it('not of a function that is not known', () => {
    const metrics = functionMetrics(() => 1, {'Duration.Maximum': published(() => 30_000)})
    expect([atTimeout(metrics, failing, 0, null), atTimeout(metrics, failing, 0, undefined)]).toEqual([false, false])
  })
})

describe('the error that is logged most', () => {
  const typeOf = (...errors: Partial<LoggedError>[]) => loggedMost(logErrors(...errors), since)?.type ?? null
  it.each([
    ['of two', () => typeOf({type: 'A', count: 3}, {type: 'B', count: 4}), 'B'],
    ['in the order of the log', () => typeOf({type: 'A', count: 4}, {type: 'B', count: 3}), 'A'],
    ['until the instant', () => typeOf({type: 'A', lastMs: since}), 'A'],
    ['not before it', () => typeOf({type: 'A', lastMs: since - 1}), null],
    [
      'lines of invocations that succeed do not count',
      () => typeOf({type: 'A', count: 40, requests: 40, swallowed: 30}, {type: 'B', count: 12}),
      'B',
    ],
    ['those that fail do', () => typeOf({type: 'A', count: 40, requests: 40, swallowed: 20}, {type: 'B', count: 12}), 'A'],
    ['lines without a request', () => typeOf({type: 'A', count: 40, requests: 0, swallowed: 30}, {type: 'B', count: 12}), 'B'],
    [
      'neither has one, and more lines',
      () => typeOf({type: 'A', count: 3, requests: 3, swallowed: 3}, {type: 'B', count: 9, requests: 9, swallowed: 9}),
      'B',
    ],
    ['none', () => typeOf(), null],
  ])('%s', (_, found, expected) => {
    expect(found()).toBe(expected)
  })

  it('is none without a log', () => {
    expect([loggedMost(null, since), loggedMost(undefined, since)]).toEqual([null, null])
  })
})

it.each<[string, Partial<LoggedError>[], string | null]>([
  [
    'most starts',
    [
      {type: 'A', starts: 2, count: 50},
      {type: 'B', starts: 3},
    ],
    'B',
  ],
  ['one start', [{type: 'A', starts: 1}], 'A'],
  ['none', [{type: 'A', starts: 0}], null],
  ['a number that is not known', [{type: 'A'}], null],
  ['a start that took too long', [{type: 'A', starts: 5, kind: 'timeout'}], null],
  ['before the instant', [{type: 'A', starts: 5, lastMs: since - 1}], null],
])('starts that fail: %s', (_, errors, expected) => {
  expect(startsSince(logErrors(...errors), since)?.type ?? null).toBe(expected)
})

describe('a service that refuses calls', () => {
  const refused = (given: Partial<LoggedError> = {}): Partial<LoggedError> => ({kind: 'throttled', count: 20, firstMs: since, ...given})
  const found = (errors: Partial<LoggedError>[], sinceMs = since, fromMs = ago(60)) =>
    throttledSince({...logErrors(...errors), fromMs}, sinceMs) !== null
  it.each([
    ['alone', () => found([refused()]), true],
    ['another word for it', () => found([refused({kind: 'downstream-throttled'})]), true],
    ['no refusal', () => found([refused({kind: 'exception'})]), false],
    ['a fifth of the commonest error', () => found([refused(), {type: 'X', count: 100}]), true],
    ['less', () => found([refused(), {type: 'X', count: 101}]), false],
    ['since two minutes before', () => found([refused({firstMs: ago(22)})]), true],
    ['since earlier', () => found([refused({firstMs: ago(22) - 1})]), false],
    ['since earlier, and the log is no longer', () => found([refused({firstMs: ago(22) - 1})], since, since), true],
    ['and the log is a little longer', () => found([refused({firstMs: ago(22) - 1})], since, since - 1), false],
    ['over', () => found([refused({lastMs: since - 1})]), false],
  ])('%s', (_, is, expected) => {
    expect(is()).toBe(expected)
  })

  it('is none without a log', () => {
    expect(throttledSince(null, since)).toBeNull()
  })
})

it.each<[FailureKind | null, boolean]>([
  ['throttled', true],
  ['network', true],
  ['handshake', true],
  ['denied', true],
  ['exception', false],
  ['timeout', false],
  ['memory', false],
  [null, false],
])('%s lies outside of the function: %s', (kind, expected) => {
  expect(isOutside(kind)).toBe(expected)
})

it.each([
  ['Error: EMFILE: too many open files', true],
  ['ENFILE', true],
  ['ENOSPC: no space left', true],
  ['ENOMEM', true],
  ['xENOMEM', false],
  ['Too many open files', true],
  ['[Errno 28] No space left on device', true],
  ['java.lang.OutOfMemoryError: unable to create native thread', true],
  ['unable to create new native thread', true],
  ["RuntimeError: can't start new thread", true],
  ['Error: boom', false],
])('%s: the environment has run out of something: %s', (sample, expected) => {
  const [error] = logErrors({sample}).errors
  expect(isExhausted(error as LoggedError)).toBe(expected)
})

it('nothing is exhausted without an error', () => {
  expect(isExhausted(null)).toBe(false)
})

it.each<[string, Partial<LoggedError>[], boolean]>([
  ['one', [{}], true],
  ['two of a kind', [{kind: 'connection-refused'}, {kind: 'name-not-resolved'}], true],
  ['two kinds', [{}, {kind: 'timeout'}], false],
  ['two kinds, one of them before', [{}, {kind: 'timeout', lastMs: since - 1}], true],
  ['none', [], false],
])('errors of one kind: %s', (_, errors, expected) => {
  expect(isOneKind(logErrors(...errors), since)).toBe(expected)
})

describe('the kind', () => {
  const logged = (kind: string, type: string | null = null) => logErrors({kind, type}).errors[0] as LoggedError
  const closed: Egress = {internet: ['closed'], dynamodb: []}
  const noTable: Egress = {internet: [], dynamodb: ['closed']}
  const open: Egress = {internet: [], dynamodb: []}
  const clues = {logged: null, timesOut: false, reports: undefined, egress: undefined}
  const exit = logged('exception', 'Runtime.ExitError')
  it.each<[string, Partial<Parameters<typeof kindOf>[0]>, FailureKind | null]>([
    ['nothing', {}, null],
    ['out of memory', {logged: logged('out-of-memory')}, 'memory'],
    ['refused connections', {logged: logged('connection-refused')}, 'network'],
    ['connections that time out', {logged: logged('connection-timed-out')}, 'network'],
    ['connections that are reset', {logged: logged('connection-reset')}, 'network'],
    ['a TLS handshake that fails', {logged: logged('handshake-refused')}, 'handshake'],
    ['connections that fail', {logged: logged('connection-failed')}, 'network'],
    ['names', {logged: logged('name-not-resolved')}, 'network'],
    ['permissions', {logged: logged('access-denied')}, 'denied'],
    ['imports', {logged: logged('import')}, 'import'],
    ['starts', {logged: logged('init')}, 'import'],
    ['a timeout in the log', {logged: logged('timeout')}, 'timeout'],
    ['others', {logged: logged('assertion')}, 'exception'],
    ['a timeout by the metrics', {timesOut: true}, 'timeout'],
    ['a timeout with a closed way out', {timesOut: true, egress: closed}, 'network'],
    ['a timeout in the log with a closed way out', {logged: logged('timeout'), egress: closed}, 'network'],
    ['with a closed way to DynamoDB', {timesOut: true, egress: noTable}, 'network'],
    ['another error with a closed way out', {logged: logged('exception'), egress: closed}, 'exception'],
    [
      'a timeout, errors of the network, and a way out that is not known',
      {timesOut: true, logged: logged('connection-refused')},
      'network',
    ],
    ['that is open', {timesOut: true, logged: logged('connection-refused'), egress: open}, 'timeout'],
    ['a timeout and another error', {timesOut: true, logged: logged('exception')}, 'timeout'],
    ['a killed process, all memory in use', {logged: exit, reports: logReports({usedMemoryMaximumMb: 507})}, 'memory'],
    ['less in use', {logged: exit, reports: logReports({usedMemoryMaximumMb: 506})}, 'exception'],
    ['no report', {logged: exit}, 'exception'],
    ['no memory in the report', {logged: exit, reports: logReports({usedMemoryMaximumMb: null})}, 'exception'],
    ['no size in the report', {logged: exit, reports: logReports({usedMemoryMaximumMb: 507, memorySizeMb: null})}, 'exception'],
    ['another error, all memory in use', {logged: logged('exception'), reports: logReports({usedMemoryMaximumMb: 507})}, 'exception'],
  ])('%s', (_, given, kind) => {
    expect(kindOf({...clues, ...given})).toBe(kind)
  })
})
