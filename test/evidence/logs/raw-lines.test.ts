import {describe, expect, test} from 'vitest'
import {newestQuery} from '../../../src/evidence/logs/error-query.ts'
import {isUnexplained, newestFailure, rawLinesFrom} from '../../../src/evidence/logs/raw-lines.ts'
import type {Occurrence} from '../../../src/model/evidence/log-lines.ts'
import {report, requestId} from '../../lab/services/logs/lines.ts'
import {insights} from '../../support/insights.ts'

/** Invocations one after the other in one stream: the log lines of each, and the end of its report. */
function rows(invocations: {says: string[]; tail?: string}[]) {
  const lines = invocations.flatMap(({says, tail}, i) => {
    const at = 600 - 10 * i
    const of = (message: string, n: number) => ({secondsAgo: at - n * 0.01, message})
    return [
      `START RequestId: ${requestId(i)} Version: 7\n`,
      ...says,
      `END RequestId: ${requestId(i)}\n`,
      report(i, 12, tail === undefined ? {} : {tail}),
    ].map(of)
  })
  return insights(newestQuery(null), lines)
}
const raw = (...invocations: Parameters<typeof rows>[0]) => rawLinesFrom(rows(invocations)).map(({sample, count}) => [sample, count])
const fails = 'Status: error'

describe('lines before the reports of failing invocations', () => {
  test('are the last of each, counted where they are alike but for their values', () => {
    expect(
      raw(
        {says: ['begin', 'order 123456 went astray'], tail: fails},
        {says: ['order 765432 went astray'], tail: fails},
        {says: ['all is well']},
        {says: ['halt'], tail: fails},
      ),
    ).toEqual([
      ['order … went astray', 2],
      ['halt', 1],
    ])
  })

  test('are those of all invocations, where no report has a status', () => {
    expect(raw({says: ['went astray']}, {says: ['went astray']})).toEqual([['went astray', 2]])
  })

  test('are none, where an invocation logs nothing; lines of another one are not its own', () => {
    expect(raw({says: ['all is well']}, {says: [], tail: fails})).toEqual([])
  })

  test('have no header and no values', () => {
    expect(raw({says: [`2026-11-23T11:00:00.000Z\t${requestId(0)}\tINFO\torder of kim@example.com astray`], tail: fails})).toEqual([
      ['order of … astray', 1],
    ])
    expect(raw({says: [JSON.stringify({level: 'info', msg: 'order astray', customer: 'Kim'})], tail: fails})).toEqual([['order astray', 1]])
  })
})

describe('errors are not explained', () => {
  const one = {failed: true, byPlatform: false, type: 'TypeError', kind: 'exception'} as Occurrence
  const many = (n: number, given: Partial<Occurrence> = {}) => Array.from({length: n}, () => ({...one, ...given}))
  test.each<[string, Occurrence[], number | null, boolean]>([
    ['no line at all', [], 608, true],
    ['fewer than half of them', many(49), 100, true],
    ['half of them', many(50), 100, false],
    ['lines of invocations that succeeded', many(100, {failed: false}), 100, true],
    ['reports that name nothing', many(100, {byPlatform: true, type: null, kind: 'unknown'}), 100, true],
    ['reports that name a reason', many(100, {byPlatform: true, type: 'Runtime.InvalidEntrypoint', kind: 'init'}), 100, false],
    ['no error is counted', [], 0, false],
    ['nothing is counted', [], null, false],
  ])('%s', (_, found, errors, expected) => {
    expect(isUnexplained(found, errors)).toBe(expected)
  })
})

test('the newest minute that fails is looked at, and the next', () => {
  expect(
    newestFailure([
      {atMs: 0, value: 3},
      {atMs: 60_000, value: 1},
      {atMs: 120_000, value: 0},
    ]),
  ).toEqual({startMs: 60_000, endMs: 180_000})
  expect(newestFailure([{atMs: 0, value: 0}])).toBeNull()
})
