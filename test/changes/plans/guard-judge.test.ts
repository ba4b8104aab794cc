import fc from 'fast-check'
import {describe, expect, it, test} from 'vitest'
import {type Thresholds, thresholds} from '../../../src/aws-facts/thresholds.ts'
import {judgeRelease} from '../../../src/changes/plans/guard-judge.ts'
import type {GuardSeries, GuardView} from '../../../src/changes/plans/guard-view.ts'
import type {Series} from '../../../src/model/evidence/series.ts'

const changedMs = Date.UTC(2026, 10, 25, 7, 0, 10)
const startMs = Date.UTC(2026, 10, 25, 5, 55)
const minutes = 95

/** One value a minute: `before` up to the change, `after(minutes since it)` from then on; CloudWatch shows nothing of the newest two minutes. */
function series(nowMs: number, before: number | null, after: (minute: number) => number | null): Series {
  const values = Array.from({length: minutes}, (_, i) => {
    const atMs = startMs + i * 60_000
    if (atMs > nowMs - 120_000) return null
    return atMs < changedMs ? before : after(Math.floor((atMs - changedMs) / 60_000))
  })
  return {startMs, periodSeconds: 60, values}
}

interface Story {
  minutesLater: number
  invocations: (minute: number) => number | null
  errors: (minute: number) => number
  durationMs: number
  ageSeconds: (minute: number) => number
  records: number | null
  before: {invocations: number; errors: number; durationMs: number}
  failing: ((minute: number) => number) | null
  guardSeconds?: number
  isApart: boolean
  attempts: GuardView['attempts']
}

const good: Story = {
  minutesLater: 13,
  invocations: () => 60,
  errors: () => 0,
  durationMs: 100,
  ageSeconds: () => 1,
  records: 600,
  before: {invocations: 60, errors: 0, durationMs: 100},
  failing: null,
  isApart: true,
  attempts: [],
}

function viewOf(given: Partial<Story>): GuardView {
  const story = {guardSeconds: 600, ...good, ...given}
  const nowMs = changedMs + story.minutesLater * 60_000
  const of = (before: number | null, after: (minute: number) => number | null) => series(nowMs, before, after)
  const target: GuardSeries = {
    invocations: of(story.before.invocations, story.invocations),
    errors: of(story.before.errors, story.errors),
    durationAverage: of(story.before.durationMs, () => story.durationMs),
    ageMaximum: of(1000, minute => story.ageSeconds(minute) * 1000),
  }
  return {
    changedMs,
    isApart: story.isApart,
    nowMs,
    guardSeconds: story.guardSeconds,
    floorSeconds: 10,
    thresholds,
    attempts: story.attempts,
    before: target,
    after: target,
    records: story.records === null ? null : of(600, () => story.records),
    writes: of(600, () => 600),
    givenUp: null,
    failing: story.failing && of(0, story.failing),
  }
}

const failing = (errors: number) => ({invocations: 60, errors, durationMs: 100})

const tells = (given: Partial<Story>) => judgeRelease(viewOf(given))

describe('a version', () => {
  it.each<[string, Partial<Story>, string]>([
    ['that is like the one before', {}, 'successful'],
    ['that fails on all, within five minutes', {minutesLater: 5, errors: () => 60}, 'failed'],
    ['that fails on some', {minutesLater: 6, errors: () => 6}, 'failed'],
    ['that fails once or twice', {errors: minute => (minute < 2 ? 1 : 0)}, 'successful'],
    ['that fails as often as the one before', {errors: () => 6, before: {invocations: 60, errors: 6, durationMs: 100}}, 'successful'],
    ['that takes three times as long per record', {minutesLater: 7, durationMs: 300}, 'failed'],
    ['whose batches are bigger, and take longer', {durationMs: 300, records: 1800}, 'successful'],
    ['that blocks a shard', {minutesLater: 6, ageSeconds: minute => 60 * minute}, 'failed'],
    ['that catches up after the pause', {ageSeconds: minute => Math.max(1, 150 - 60 * minute)}, 'successful'],
    ['whose lag came from the pause and stays', {ageSeconds: () => 150}, 'inconclusive'],
    ['that gets no batch although records are written', {minutesLater: 9, invocations: () => null}, 'failed'],
    ['that nobody calls', {minutesLater: 15, invocations: minute => (minute === 3 ? 1 : null)}, 'inconclusive'],
    ['that has nothing to be compared with', {before: {invocations: 0, errors: 0, durationMs: 0}}, 'inconclusive'],
    ['whose batches fail without an error that is counted', {minutesLater: 8, failing: () => 10}, 'failed'],
    ['whose batches come again and again without an error', {minutesLater: 7, invocations: () => 120, durationMs: 50}, 'failed'],
    [
      'whose batches come again and again, after one of which half failed and stood still',
      {invocations: () => 120, durationMs: 50, before: failing(30)},
      'successful',
    ],
    [
      'whose batches come again and again, after one of which fewer failed',
      {minutesLater: 7, invocations: () => 120, durationMs: 50, before: failing(29)},
      'failed',
    ],
    ['that gets less to do, in smaller batches', {records: 200, durationMs: 40}, 'successful'],
    ['of which one batch fails so', {failing: minute => (minute === 2 ? 100 : 0)}, 'successful'],
    ['of which little is published yet', {minutesLater: 4}, 'waiting'],
    ['of which a minute of the guard is not published yet', {minutesLater: 12}, 'waiting'],
    ['that runs for a guard of two minutes', {minutesLater: 5, guardSeconds: 120}, 'successful'],
    ['that runs for a minute of a guard of two', {minutesLater: 4, guardSeconds: 120}, 'waiting'],
    ['that is published once, within the five minutes more', {minutesLater: 14, invocations: m => (m === 3 ? 1 : null)}, 'waiting'],
    ['that is published once, after them', {minutesLater: 15, invocations: m => (m === 3 ? 1 : null)}, 'inconclusive'],
    [
      'that ends failures, seen for one minute',
      {minutesLater: 15, invocations: m => (m === 0 ? 60 : null), before: failing(60)},
      'successful',
    ],
    ['that ends half of the failures', {minutesLater: 15, invocations: m => (m === 0 ? 60 : null), before: failing(30)}, 'successful'],
    [
      'that ends a few failures, seen for one minute',
      {minutesLater: 15, invocations: m => (m === 0 ? 60 : null), before: failing(29)},
      'inconclusive',
    ],
    [
      'that ends failures, in too few invocations',
      {minutesLater: 15, invocations: m => (m === 0 ? 19 : null), before: failing(60)},
      'inconclusive',
    ],
  ])('%s', (_, given, is) => {
    expect(tells(given).kind).toBe(is)
  })

  it('that fails is told with its numbers, and with those before', () => {
    expect(tells({errors: () => 6, isApart: false})).toMatchObject({
      because: [expect.stringMatching(/^10 % of \d+ invocations fail \(before: 0 %\)\.$/)],
    })
  })
})

test('the same behaviour before and after is never called failed', () => {
  const behaviour = fc.record({
    invocations: fc.integer({min: 0, max: 5000}),
    errorShare: fc.double({min: 0, max: 1, noNaN: true}),
    durationMs: fc.integer({min: 1, max: 60_000}),
  })
  fc.assert(
    fc.property(behaviour, fc.integer({min: 1, max: 20}), ({invocations, errorShare, durationMs}, minutesLater) => {
      const errors = Math.floor(invocations * errorShare)
      const before = {invocations, errors, durationMs}
      expect(tells({minutesLater, invocations: () => invocations, errors: () => errors, durationMs, before}).kind).not.toBe('failed')
    }),
  )
})

it.each<[string, Partial<Story>, Partial<Thresholds>]>([
  ['errors', {minutesLater: 6, errors: () => 6}, {errorRate: 0.2}],
  ['a growing age', {minutesLater: 6, ageSeconds: minute => 60 * minute}, {iteratorAgeSeconds: 600}],
  ['slowness', {minutesLater: 7, durationMs: 300}, {durationRatio: 5}],
])('a version fails for %s from the configured threshold on', (_, story, given) => {
  const view = viewOf(story)
  expect(judgeRelease(view).kind).toBe('failed')
  expect(judgeRelease({...view, thresholds: {...thresholds, ...given}}).kind).not.toBe('failed')
})
