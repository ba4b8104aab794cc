import {describe, expect, test} from 'vitest'
import {occurrencesOf} from '../../../src/evidence/logs/occurrences.ts'
import type {ErrorLine} from '../../../src/model/evidence/log-lines.ts'
import {errorLine as line, reportLine as report} from '../../support/error-line.ts'

const atMs = Date.UTC(2026, 10, 23, 3)
const counted = (errors: number | null, untilMs = atMs + 60_000) => (errors === null ? null : {errors, untilMs})
const found = (lines: ErrorLine[], errors: number | null = 9) =>
  occurrencesOf(lines, counted(errors)).map(({kind, type, lines: times, failed}) => [kind, type, times, failed])

describe('an invocation is one occurrence', () => {
  test('however many lines it has; reports do not count beside lines of the code', () => {
    expect(found([line({requestId: 'a'}), line({requestId: 'a'}), report('a'), line({requestId: 'b'}), report('b')])).toEqual([
      ['exception', 'TypeError', 2, true],
      ['exception', 'TypeError', 1, true],
    ])
  })

  test.each<[string, ErrorLine[], string]>([
    [
      'a crash has the words of the code',
      [report('a', {kind: 'crash', type: 'Runtime.ExitError'}), line({requestId: 'a', kind: 'out-of-memory'})],
      'out-of-memory',
    ],
    [
      'a timeout that waits for a connection is the connection',
      [report('a', {kind: 'timeout', type: null}), line({requestId: 'a', kind: 'connection-timed-out'})],
      'connection-timed-out',
    ],
    [
      'the same, where it was logged as a warning',
      [report('a', {kind: 'timeout', type: null}), line({requestId: 'a', kind: 'connection-refused', hint: true})],
      'connection-refused',
    ],
    [
      'a warning explains no exception',
      [report('a'), line({requestId: 'a', fails: true}), line({requestId: 'a', kind: 'connection-reset', hint: true})],
      'exception',
    ],
    [
      'the thrown error explains it, not an earlier caught one',
      [report('a'), line({requestId: 'a', fails: true}), line({requestId: 'a', kind: 'downstream-throttled'})],
      'exception',
    ],
    [
      'a denied call that throws is the denial',
      [report('a'), line({requestId: 'a', kind: 'access-denied', type: 'ClientError'})],
      'access-denied',
    ],
  ])('%s', (_, lines, kind) => {
    expect(found(lines).map(([first]) => first)).toEqual([kind])
  })

  test.each([
    ['within the duration of the report', 40_000, 60_000, true],
    ['just before the invocation', 61_001, 60_000, false],
    ['at the end of one whose duration is not known', 900, null, true],
    ['long before it', 1100, null, false],
  ])('a line without a request id belongs to the report that follows in its stream: %s', (_, beforeMs, durationMs, belongs) => {
    const lines = [
      line({stream: 'a', type: 'KeyError', atMs: atMs - beforeMs}),
      report('x', {stream: 'a', type: null, kind: 'timeout', atMs, durationMs}),
    ]
    expect(found(lines)).toHaveLength(belongs ? 1 : 2)
    expect(found([{...lines[0]!, stream: 'b'}, lines[1]!])).toHaveLength(2)
  })

  test('the two events of one start in JSON logs are one start', () => {
    const done = line({stream: 'a', from: 'init', kind: 'init', fails: true, atMs})
    expect(found([done, {...done, durationMs: 90, atMs: atMs + 5}])).toHaveLength(1)
    expect(found([done, {...done, durationMs: 90, atMs: atMs + 5, stream: 'b'}])).toHaveLength(2)
    expect(found([done])).toHaveLength(1)
  })

  test('a line without a request id belongs to the one with it that ends the same invocation', () => {
    expect(
      found([
        line({stream: 'a', kind: 'out-of-memory', type: null, atMs}),
        line({stream: 'a', requestId: 'x', kind: 'crash', fails: true, atMs: atMs + 20}),
      ]),
    ).toEqual([['out-of-memory', 'TypeError', 1, true]])
  })

  test('a line below the level of an error is none by itself', () => {
    expect(found([line({requestId: 'a', hint: true, kind: 'connection-reset'})])).toEqual([])
  })
})

describe('whether it failed', () => {
  const handled = (lines: ErrorLine[], errors: number | null) => found(lines, errors).map(([, , , failed]) => failed)
  const old = [line({requestId: 'a'}), line({requestId: 'b'}), line({requestId: 'c'})]
  test.each<[string, ErrorLine[], number | null, (boolean | null)[]]>([
    ['the report tells it', [line({requestId: 'a'}), report('b', {kind: 'timeout'})], null, [false, true]],
    ['the format of the line tells it', [line({fails: true})], null, [true]],
    ['the metric counts none', old, 0, [false, false, false]],
    ['the metric counts as many', old, 3, [true, true, true]],
    ['the metric counts some', old, 2, [null, null, null]],
    ['the metric counts no more than those that are known', [...old, line({requestId: 'd', fails: true})], 1, [false, false, false, true]],
    ['nothing tells it', old, null, [null, null, null]],
  ])('%s', (_, lines, errors, expected) => {
    expect(handled(lines, errors)).toEqual(expected)
  })

  test('unpublished minutes settle nothing', () => {
    const newer = line({requestId: 'd', atMs: atMs + 60_000})
    expect(handled([...old, newer], 3)).toEqual([true, true, true, null])
  })

  test('lines of the same minute may belong to invocations of the one before', () => {
    const many = Array.from({length: 20}, (_, n) => line({requestId: `r${n}`}))
    expect(new Set(handled(many, 18))).toEqual(new Set([true]))
    expect(new Set(handled(many, 17))).toEqual(new Set([null]))
  })

  test('an invocation that fails after a retry was logged has not been saved by it', () => {
    const retried = occurrencesOf(
      [line({requestId: 'a', triesAgain: true}), line({requestId: 'b', triesAgain: true, fails: true})],
      counted(1),
    )
    expect(retried.map(({triesAgain}) => triesAgain)).toEqual([true, false])
  })
})
