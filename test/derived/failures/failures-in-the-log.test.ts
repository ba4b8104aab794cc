import {describe, expect, it} from 'vitest'
import {lookupOf} from '../../../src/diagnosis/lookup.ts'
import type {Failures} from '../../../src/model/derived/failures.ts'
import type {LogMinutes} from '../../../src/model/evidence/evidence.ts'
import {evidence, functionMetrics, mapping, moment, nowMs, type Parts, published, stream} from '../../support/evidence.ts'
import {logMinutes} from '../../support/on-demand.ts'

function failuresOf(parts: Partial<Parts>): Failures {
  const all = evidence(parts)
  const item = lookupOf(all, all.pipelines[0] as (typeof all.pipelines)[number], moment)('failures')
  if (item.state === 'missing') throw new Error(item.detail)
  return item.value
}

/** Failures began in the newest minute that CloudWatch shows, four minutes ago. */
const began = (errors: number, ageSeconds = 16) =>
  functionMetrics(ago => (ago === 4 ? ageSeconds : 1), {'Errors.Sum': published(ago => (ago === 4 ? errors : 0))})
const log = (failed: number, invocations = failed): LogMinutes =>
  logMinutes([
    {ago: 4, invocations: 60, failed: 20},
    {ago: 3, invocations, failed},
    {ago: 2, invocations, failed},
  ])

describe('minutes that CloudWatch has not published yet', () => {
  it.each<[string, Partial<Parts>, boolean]>([
    ['a third of the newest minute fails', {functionMetrics: began(20)}, true],
    ['few do, and records begin to wait', {functionMetrics: began(2)}, true],
    ['few do, and nothing waits', {functionMetrics: began(2, 1)}, false],
    ['none do', {functionMetrics: began(0)}, false],
    [
      'a minute of a quarter of an hour ago did',
      {functionMetrics: functionMetrics(() => 1, {'Errors.Sum': published(ago => (ago === 15 ? 60 : 0))})},
      false,
    ],
    ['the log was read', {functionMetrics: began(20), logMinutes: log(0, 60)}, false],
    ['there is no log', {functionMetrics: began(20), logMinutes: null}, true],
  ])('the log would tell: %s', (_name, parts, young) => {
    expect(failuresOf(parts)).toMatchObject({
      scope: 'none',
      young: young ? expect.stringMatching(/the newest minute that CloudWatch shows/) : null,
    })
  })

  it('are counted in the log, where all fails since', () => {
    const found = failuresOf({functionMetrics: began(20), logMinutes: log(30)})
    expect(found).toMatchObject({scope: 'all', young: null, fromLog: true, errors: 60, invocations: 60, minutes: 2})
    expect(failuresOf({functionMetrics: began(20), logMinutes: log(30), stream: stream(1)}).scope).toBe('one-of-one')
  })

  // The log level leaves out successes, and CloudWatch lacks the minute in which it began.
  const gap = (given: (ago: number) => number | null) => published(ago => (ago === 5 ? null : given(ago)))
  const holed = functionMetrics(ago => (ago <= 5 ? 68 : 1), {
    'Invocations.Sum': gap(() => 60),
    'Errors.Sum': gap(ago => (ago === 4 ? 1 : 0)),
  })
  it.each<[string, [number, number][], boolean]>([
    [
      'in three minutes',
      [
        [5, 6],
        [4, 1],
        [3, 1],
      ],
      true,
    ],
    [
      'in two minutes',
      [
        [4, 1],
        [3, 1],
      ],
      false,
    ],
    [
      'in half of the usual time',
      [
        [5, 6],
        [4, 1],
        [3, 62],
      ],
      false,
    ],
    [
      'more often than CloudWatch counts',
      [
        [5, 6],
        [4, 5],
        [3, 1],
      ],
      false,
    ],
  ])('hold one batch that fails at every retry, without the successes: %s', (_name, failing, repeating) => {
    const {minutes, ...rest} = logMinutes(failing.map(([ago, failed]) => ({ago, invocations: failed, failed})))
    const only = minutes.filter(({failed}) => failed > 0)
    expect(failuresOf({functionMetrics: holed, logMinutes: {...rest, minutes: only}})).toMatchObject({repeating, fromLog: repeating})
  })

  it.each<[string, number, number, boolean]>([
    ['all fails since', 2, 30, true],
    ['some succeed since', 2, 28, false],
    ['the published minute has no failure', 0, 30, false],
  ])('show the end of a failure of the last seconds of a minute, where the log was read: %s', (_name, errors, failed, isTotal) => {
    const since = [3, 2].map(ago => ({ago, invocations: 30, failed}))
    const logged = logMinutes([{ago: 4, invocations: 60, failed: errors}, ...since])
    const found = failuresOf({functionMetrics: began(errors, 1), logMinutes: logged})
    expect(found).toMatchObject({scope: isTotal ? 'all' : 'none', fromLog: isTotal, young: null, perhapsOne: null})
  })

  it.each<[string, LogMinutes]>([
    ['some succeed', log(20, 30)],
    ['only the running minute, in which one invocation succeeds', logMinutes([{ago: 1, invocations: 30, failed: 29}])],
    ['nothing was invoked since', logMinutes([])],
  ])('tell nothing: %s', (_name, logged) => {
    expect(failuresOf({functionMetrics: began(20), logMinutes: logged})).toMatchObject({scope: 'none', fromLog: false, young: null})
  })

  const each = (ago: number[], failed: number, invocations = 60, calm = 60) =>
    logMinutes(
      ago.map(one => ({ago: one, invocations, failed})),
      calm,
    )
  it.each<[string, number, LogMinutes, RegExp]>([
    ['errors are logged without a failure', 20, each([7, 6, 5, 4, 3, 2], 60), /240 failures where CloudWatch counts 20 errors/],
    ['each failure logs several lines', 20, each([4, 3, 2], 60), /60 failures where CloudWatch counts 20 errors/],
    ['the successes are not in it', 20, each([4, 3, 2], 20, 20, 0), /has 20 of 4\d0 invocations, not those that succeed/],
  ])('are not known, where the log is not believed: %s', (_name, errors, logged, why) => {
    expect(failuresOf({functionMetrics: began(errors), logMinutes: logged})).toMatchObject({
      scope: 'none',
      fromLog: false,
      repeating: false,
      young: expect.stringMatching(why),
    })
  })

  it('may hold one batch that is sent again and again, where a log with too many errors does not exclude it', () => {
    const found = failuresOf({functionMetrics: began(4), logMinutes: each([8, 7, 6, 5, 4, 3, 2], 9)})
    expect(found).toMatchObject({
      repeating: false,
      young: null,
      perhapsOne: expect.stringMatching(/45 failures where CloudWatch counts 4 errors/),
    })
  })

  it('are known where even a log with too many errors tells of few', () => {
    expect(failuresOf({functionMetrics: began(20, 1), logMinutes: each([8, 7, 6, 5, 4, 3, 2], 9)})).toMatchObject({
      young: null,
      perhapsOne: null,
    })
  })

  const some = (failed: number) => logMinutes([4, 3, 2].map(ago => ({ago, invocations: 60, failed})))
  it.each<[string, Partial<Parts>, boolean]>([
    ['each minute fails in part, and only the oldest records wait', {functionMetrics: began(4), logMinutes: some(3)}, true],
    ['a minute has no failure', {functionMetrics: began(4), logMinutes: some(0)}, false],
    [
      'errors are logged without a failure',
      {functionMetrics: began(4), logMinutes: logMinutes([8, 7, 6, 5, 4, 3, 2].map(ago => ({ago, invocations: 60, failed: 3})))},
      false,
    ],
    ['nothing waits', {functionMetrics: began(10, 1), logMinutes: some(3)}, false],
    [
      'half of the records wait, too',
      {
        functionMetrics: functionMetrics(
          ago => (ago === 4 ? 16 : 1),
          {'Errors.Sum': published(ago => (ago === 4 ? 4 : 0))},
          ago => (ago === 4 ? 16 : 1),
        ),
        logMinutes: some(3),
      },
      false,
    ],
  ])('tell of one batch that repeats: %s', (_name, parts, repeating) => {
    expect(failuresOf(parts)).toMatchObject({scope: 'none', repeating, fromLog: repeating})
  })

  /** The log up to so many seconds after the start of the minute that runs. */
  const running = (seconds: number, invocations: number, failed = invocations): LogMinutes => ({
    ...logMinutes([{ago: 1, invocations, failed}]),
    toMs: nowMs - 60_000 + seconds * 1000,
  })
  it.each<[string, LogMinutes, boolean]>([
    ['19 s of it', running(19, 30), false],
    ['20 s of it', running(20, 30), true],
    ['two invocations', running(30, 2), false],
    ['three invocations', running(30, 3), true],
    ['one of thirty succeeds', running(30, 30, 29), false],
  ])('include the running one where everything in it fails: %s', (_name, logged, isTotal) => {
    expect(failuresOf({functionMetrics: began(20), logMinutes: logged})).toMatchObject({scope: isTotal ? 'all' : 'none', fromLog: isTotal})
  })

  const calm = functionMetrics(() => 1)
  const attempt = (lastProcessingResult: string) => ({mapping: mapping({lastProcessingResult})})
  const since = (failed: number) => logMinutes([3, 2].map(ago => ({ago, invocations: 30, failed})))
  it.each<[string, Partial<Parts>, boolean]>([
    ['all fails since', {...attempt('PROBLEM: Function call failed'), logMinutes: since(30)}, true],
    ['some succeed since', {...attempt('PROBLEM: Function call failed'), logMinutes: since(28)}, false],
    ['the newest attempt succeeded', {...attempt('OK'), logMinutes: since(30)}, false],
    [
      'errors are logged without a failure',
      {
        ...attempt('PROBLEM: Function call failed'),
        logMinutes: logMinutes([6, 5, 4, 3, 2].map(ago => ({ago, invocations: 60, failed: 60}))),
      },
      false,
    ],
  ])('count where AWS names a problem of the newest attempt, although CloudWatch shows no failure: %s', (_name, parts, isTotal) => {
    expect(failuresOf({functionMetrics: calm, ...parts})).toMatchObject({scope: isTotal ? 'all' : 'none', fromLog: isTotal, young: null})
  })

  it('count for a version of which CloudWatch shows nothing yet', () => {
    const nothing = functionMetrics(() => null)
    const found = failuresOf({functionMetrics: nothing, ...attempt('PROBLEM: Function call failed'), logMinutes: since(30)})
    expect(found).toMatchObject({scope: 'all', fromLog: true, errors: 30})
    expect(failuresOf({functionMetrics: nothing, ...attempt('OK'), logMinutes: since(30)}).scope).toBe('none')
  })

  it('do not matter once CloudWatch shows enough', () => {
    const failing = functionMetrics(ago => (ago > 6 ? 1 : (7 - ago) * 60), {'Errors.Sum': published(ago => (ago > 6 ? 0 : 60))})
    expect(failuresOf({functionMetrics: failing, logMinutes: log(0, 60)})).toMatchObject({scope: 'all', fromLog: false})
  })
})
