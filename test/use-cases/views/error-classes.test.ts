import {expect, test} from 'vitest'
import {occurrencesOf} from '../../../src/evidence/logs/occurrences.ts'
import type {ErrorLine} from '../../../src/model/evidence/log-lines.ts'
import {errorClasses} from '../../../src/use-cases/views/error-classes.ts'
import {errorLine as line, reportLine as report} from '../../support/error-line.ts'

const classes = (lines: ErrorLine[], errors: number | null) =>
  errorClasses(occurrencesOf(lines, errors === null ? null : {errors, untilMs: Number.POSITIVE_INFINITY}))

test('the most frequent come first, with their time, versions and a masked sample', () => {
  const atMs = Date.UTC(2026, 10, 23, 3)
  const [first, second] = classes(
    [
      line({requestId: 'z', type: 'RangeError'}),
      line({requestId: 'a'}),
      line({requestId: 'b', version: '8', atMs: atMs + 60_000, message: 'no "Joe"'}),
    ],
    2,
  )
  expect(first).toEqual({
    kind: 'exception',
    type: 'TypeError',
    action: null,
    count: 2,
    counts: 'invocations',
    starts: 0,
    phases: [],
    handled: null,
    first: '2026-11-23T03:00:00.000Z',
    last: '2026-11-23T03:01:00.000Z',
    versions: ['7', '8'],
    sample: 'no "…"',
  })
  expect(second?.type).toBe('RangeError')
})

test('kinds of connections are one', () => {
  expect(classes([line({requestId: 'a', kind: 'connection-refused'}), line({requestId: 'b', kind: 'name-not-resolved'})], 2)).toMatchObject(
    [{kind: 'connection', count: 2}],
  )
})

test('denied actions are told apart', () => {
  const denied = (requestId: string, deniedAction: string) => line({requestId, kind: 'access-denied', type: 'ClientError', deniedAction})
  expect(classes([denied('a', 'kms:Decrypt'), denied('b', 'dynamodb:PutItem')], 2).map(({action}) => action)).toEqual([
    'kms:Decrypt',
    'dynamodb:PutItem',
  ])
})

test.each<[string, ErrorLine[], object]>([
  ['lines, where one has no request id', [line({stream: 'other'}), line({requestId: 'a'})], {count: 2, counts: 'lines'}],
  ['invocations, where all have one', [line({requestId: 'a'}), line({requestId: 'a'})], {count: 1, counts: 'invocations'}],
  [
    'starts, where nothing else failed',
    [line({from: 'init', fails: true}), line({from: 'init', fails: true})],
    {count: 2, counts: 'starts', starts: 2},
  ],
  ['invocations beside starts', [line({from: 'init', fails: true}), report('a')], {count: 1, counts: 'invocations', starts: 1}],
])('counted are %s', (_, lines, expected) => {
  expect(classes(lines, 1)).toMatchObject([expected])
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
  expect(classes(lines, 1)[0]?.sample).toBe(sample)
})
