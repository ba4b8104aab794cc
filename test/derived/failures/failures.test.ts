import {describe, expect, it} from 'vitest'
import {lookupOf} from '../../../src/diagnosis/lookup.ts'
import type {FailureKind, FailureScope, Failures} from '../../../src/model/derived/failures.ts'
import {evidence, functionMetrics, moment, type Parts, published, stream, tableMetrics} from '../../support/evidence.ts'
import {loggedOf, logReports, network} from '../../support/on-demand.ts'

function failuresOf(parts: Partial<Parts>): Failures {
  const all = evidence(parts)
  const item = lookupOf(all, all.pipelines[0] as (typeof all.pipelines)[number], moment)('failures')
  if (item.state === 'missing') throw new Error(item.detail)
  return item.value
}

const blocked = (ago: number) => (ago > 20 ? 1 : (21 - ago) * 60)
const errors = (of: (ago: number) => number, age: (ago: number) => number = () => 1.2) =>
  functionMetrics(age, {'Errors.Sum': published(of)})
const everything = errors(ago => (ago > 20 ? 0 : 60), blocked)

/** Two invocations each 13 minutes, of which these fail. */
const seldom = (fails: (ago: number) => boolean) => {
  const runs = (ago: number) => ago > 4 && (ago % 13 === 1 || ago % 13 === 0)
  return functionMetrics(ago => (runs(ago) ? 1 : null), {
    'Invocations.Sum': published(ago => (runs(ago) ? 1 : 0)),
    'Errors.Sum': published(ago => (runs(ago) && fails(ago) ? 1 : 0)),
  })
}

describe('which lanes fail', () => {
  it.each<[string, Partial<Parts>, FailureScope]>([
    ['no error', {}, 'none'],
    ['one batch that failed and passed', {functionMetrics: errors(ago => (ago === 9 ? 2 : 0))}, 'none'],
    ['errors of an hour ago', {functionMetrics: errors(ago => (ago > 60 && ago < 90 ? 5 : 0))}, 'none'],
    [
      'errors in each minute beside successes, and a batch that stands still',
      {functionMetrics: errors(ago => (ago > 20 ? 0 : 1), blocked)},
      'one-lane',
    ],
    [
      'errors in every third minute, and no batch that stands still',
      {functionMetrics: errors(ago => (ago < 40 && ago % 3 === 0 ? 2 : 0))},
      'passing',
    ],
    ['every other invocation of a function that runs each quarter of an hour', {functionMetrics: seldom(ago => ago % 13 === 1)}, 'passing'],
    ['one invocation of it in twelve', {functionMetrics: seldom(ago => ago % 78 === 1)}, 'none'],
    ['nothing succeeds on four shards', {functionMetrics: everything}, 'all'],
    ['nothing succeeds on one shard', {functionMetrics: everything, stream: stream(1)}, 'one-of-one'],
    [
      'nothing succeeds where next to nothing is written',
      {functionMetrics: everything, tableMetrics: tableMetrics(() => 0.2)},
      'one-of-one',
    ],
    [
      '98 % fail',
      {
        functionMetrics: functionMetrics(
          blocked,
          {'Invocations.Sum': published(() => 50), 'Errors.Sum': published(ago => (ago > 20 ? 0 : 49))},
          blocked,
        ),
      },
      'all',
    ],
    [
      '97 % fail',
      {
        functionMetrics: functionMetrics(
          blocked,
          {'Invocations.Sum': published(() => 100), 'Errors.Sum': published(ago => (ago > 20 ? 0 : 97))},
          blocked,
        ),
      },
      'one-lane',
    ],
    ['nothing succeeds for two minutes', {functionMetrics: errors(ago => (ago > 6 ? 0 : 60))}, 'all'],
  ])('%s', (_name, parts, scope) => {
    expect(failuresOf(parts).scope).toBe(scope)
  })

  it('counts since the first of the failing minutes, without that one', () => {
    const found = failuresOf({functionMetrics: errors(ago => (ago > 20 ? 0 : ago === 20 ? 3 : 60), blocked)})
    expect(found).toMatchObject({share: 1, errors: 16 * 60, minutes: 16, failingMinutes: 16})
  })
})

describe('their kind', () => {
  const failing = {functionMetrics: everything}
  const ofTimeout = functionMetrics(blocked, {
    'Errors.Sum': published(ago => (ago > 20 ? 0 : 60)),
    'Duration.Average': published(() => 30_000),
    'Duration.Maximum': published(() => 30_000),
  })
  it.each<[string, Partial<Parts>, FailureKind | null]>([
    ['nothing tells', failing, null],
    ['durations at the timeout', {functionMetrics: ofTimeout}, 'timeout'],
    ['a killed process', {...failing, logErrors: loggedOf('out-of-memory')}, 'memory'],
    [
      'a process that exits with all memory in use',
      {...failing, logErrors: loggedOf('exception', {type: 'Runtime.ExitError'}), logReports: logReports({usedMemoryMaximumMb: 512})},
      'memory',
    ],
    ['a name that is not resolved', {...failing, logErrors: loggedOf('name-not-resolved')}, 'network'],
    [
      'a connection that hangs until the timeout, before the network is read',
      {functionMetrics: ofTimeout, logErrors: loggedOf('connection-timed-out')},
      'network',
    ],
    [
      'the same, with an open way out',
      {functionMetrics: ofTimeout, logErrors: loggedOf('connection-timed-out'), network: network()},
      'timeout',
    ],
    ['a kind that is new', {...failing, logErrors: loggedOf('sunspots')}, 'exception'],
    ['an error that ended before', {...failing, logErrors: loggedOf('import', {lastMs: moment.nowMs - 3_000_000})}, null],
  ])('%s', (_name, parts, kind) => {
    expect(failuresOf(parts).kind).toBe(kind)
  })
})

describe('an environment that has run out of something', () => {
  const oneShard = {functionMetrics: errors(ago => (ago > 20 ? 0 : 1), blocked)}
  it.each([
    ['connect EMFILE', true],
    ['too many open files', true],
    ['OSError: [Errno 28] No space left on device', true],
    ['java.lang.OutOfMemoryError: unable to create native thread', true],
    ["RuntimeError: can't start new thread", true],
    ['Cannot read properties of undefined', false],
  ])('%s: good records fail: %s', (sample, good) => {
    const found = failuresOf({...oneShard, logErrors: loggedOf('exception', {sample})})
    expect(found.goodRecordsFail !== null).toBe(good)
  })
})
