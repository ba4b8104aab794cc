import {describe, expect, test} from 'vitest'
import {errorClasses} from '../../src/derived/error-classes.ts'
import type {ErrorLine} from '../../src/model/log-lines.ts'

const line = (given: Partial<ErrorLine>): ErrorLine => ({
  atMs: Date.UTC(2026, 10, 23, 3),
  version: '7',
  stream: 's',
  requestId: null,
  from: 'log',
  kind: 'exception',
  type: 'TypeError',
  message: 'no "Jane"',
  ...given,
})
const report = (requestId: string, given: Partial<ErrorLine> = {}) => line({requestId, from: 'report', message: '', ...given})
const counted = (lines: ErrorLine[], errors: number | null = 9) =>
  errorClasses(lines, errors).map(({kind, type, count, handled}) => [kind, type, count, handled])

describe('an invocation is counted once', () => {
  test('however many lines it has', () => {
    expect(counted([line({requestId: 'a'}), report('a'), line({requestId: 'b'}), report('b')])).toEqual([['exception', 'TypeError', 2, 0]])
  })

  test.each<[string, ErrorLine[], string]>([
    [
      'a crash is what the code says of it',
      [report('a', {kind: 'crash', type: 'Runtime.ExitError'}), line({requestId: 'a', kind: 'out-of-memory'})],
      'out-of-memory',
    ],
    [
      'a timeout that waits for a connection is the connection',
      [report('a', {kind: 'timeout', type: null}), line({requestId: 'a', kind: 'connection'})],
      'connection',
    ],
    [
      'a denied call that throws is the denial',
      [report('a'), line({requestId: 'a', kind: 'access-denied', type: 'ClientError'})],
      'access-denied',
    ],
  ])('%s', (_, lines, kind) => {
    expect(counted(lines).map(([found]) => found)).toEqual([kind])
  })

  test('also where its line has no request id, as Python logs it: the report follows in the same stream', () => {
    const atMs = Date.UTC(2026, 10, 23, 3)
    const lines = [
      line({stream: 'a', kind: 'access-denied', type: 'ClientError', atMs}),
      report('x', {stream: 'a', type: 'ClientError', atMs: atMs + 3}),
      line({stream: 'b', type: 'KeyError', atMs}),
      report('y', {stream: 'b', kind: 'timeout', type: null, atMs: atMs + 60_000}),
    ]
    expect(counted(lines)).toEqual([
      ['access-denied', 'ClientError', 1, 0],
      ['exception', 'KeyError', 1, 1],
      ['timeout', null, 1, 0],
    ])
  })

  test('lines without a request are counted each', () => {
    expect(counted([line({}), line({})])).toEqual([['exception', 'TypeError', 2, null]])
  })
})

describe('handled', () => {
  test('are those that Lambda does not report as failed, where it reports', () => {
    expect(counted([line({requestId: 'a'}), report('b', {kind: 'timeout', type: null})])).toEqual([
      ['exception', 'TypeError', 1, 1],
      ['timeout', null, 1, 0],
    ])
  })

  test('are all, where the metric counts no error', () => {
    expect(counted([line({requestId: 'a'}), line({requestId: 'b'})], 0)).toEqual([['exception', 'TypeError', 2, 2]])
  })

  test('are not known in older logs', () => {
    expect(counted([line({requestId: 'a'})], null)).toEqual([['exception', 'TypeError', 1, null]])
  })
})

test('the most frequent come first, with their time, versions and a redacted sample', () => {
  const atMs = Date.UTC(2026, 10, 23, 3)
  const [first, second] = errorClasses(
    [
      line({requestId: 'z', type: 'RangeError'}),
      line({requestId: 'a'}),
      line({requestId: 'b', version: '8', atMs: atMs + 60_000, message: 'no "Joe"'}),
    ],
    3,
  )
  expect(first).toEqual({
    kind: 'exception',
    type: 'TypeError',
    count: 2,
    handled: null,
    first: '2026-11-23T03:00:00.000Z',
    last: '2026-11-23T03:01:00.000Z',
    versions: ['7', '8'],
    sample: 'no "…"',
  })
  expect(second?.type).toBe('RangeError')
})

test.each<[string, ErrorLine[], string]>([
  [
    'a report where the code says nothing, with its numbers',
    [report('a', {message: 'Duration: 30000.00 ms Status: timeout'})],
    'Duration: 30000.00 ms Status: timeout',
  ],
  [
    'the words of the code, where it has any',
    [report('a', {message: 'Duration: 3 ms'}), line({requestId: 'a', message: 'late by 31337 s'})],
    'late by … s',
  ],
])('a sample is %s', (_name, lines, sample) => {
  expect(errorClasses(lines, 1)[0]?.sample).toBe(sample)
})
