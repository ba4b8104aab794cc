import {describe, expect, test} from 'vitest'
import {thresholds} from '../../../src/aws-facts/thresholds.ts'
import type {EnvironmentStart} from '../../../src/model/evidence/log-lines.ts'
import {coldStartsOf} from '../../../src/use-cases/views/start-spread.ts'
import {nowMs, published, startMs} from '../../support/evidence.ts'

const configuration = {runtime: 'nodejs22.x', memoryMb: 1024, architecture: 'arm64', snapStart: false, logFormat: 'Text'}
const start = (minutesAgo: number, durationMs: number | null, kind: EnvironmentStart['kind'] = 'init'): EnvironmentStart => ({
  atMs: nowMs - minutesAgo * 60_000,
  kind,
  durationMs,
  memoryMb: kind === 'failed' ? null : 1024,
})
const look = (starts: EnvironmentStart[], given: Partial<Parameters<typeof coldStartsOf>[0]> = {}) =>
  coldStartsOf({
    starts,
    invocations: published(() => 10),
    durationAverageMs: published(() => 100),
    window: {startMs, endMs: nowMs},
    configuration,
    thresholds,
    isRead: true,
    ...given,
  })

test('counts, percentiles by the nearest rank, and the share of the invocations', () => {
  const found = look([
    ...Array.from({length: 100}, (_, i) => start(i + 10, (i + 1) * 10)),
    start(50, 200, 'restore'),
    start(60, 300, 'failed'),
  ])
  expect(found.inits).toEqual({count: 100, p50Ms: 500, p95Ms: 950, p99Ms: 990, maxMs: 1000})
  expect(found.restores).toMatchObject({count: 1, maxMs: 200})
  expect(found.failedStarts).toBe(1)
  expect(found.invocations).toBe(1770)
  expect(found.share).toBeCloseTo(101 / 1770)
})

describe('the price', () => {
  test('of an init is that of its duration', () => {
    const {billedSeconds, usd, usdPerMonth} = look([start(10, 2000), start(20, 3000)])
    expect(billedSeconds).toBe(5)
    expect(usd).toBeCloseTo(5 * 0.0000133334, 9)
    expect(usdPerMonth).toBeCloseTo(usd * 8 * 30, 6)
  })

  test('of a restore is that of its memory, and nothing for Java', () => {
    expect(look([start(10, 200, 'restore')]).usd).toBeCloseTo(0.0001397998, 9)
    expect(look([start(10, 200, 'restore')], {configuration: {...configuration, runtime: 'java21'}}).usd).toBe(0)
  })

  test('of managed instances has no GB-seconds', () => {
    const found = look([start(10, 2000)], {configuration: {...configuration, managedInstances: true}})
    expect(found).toMatchObject({usd: 0, billedSeconds: 0})
    expect(found.advice).toEqual([expect.stringMatching(/EC2 instances, at their price plus 15 %/)])
  })
})

test('per five minutes', () => {
  const {periods} = look([start(12, 100), start(13, 300), start(14, 200)])
  expect(periods).toHaveLength(36)
  expect(periods.find(({starts}) => starts > 0)).toEqual({
    at: '2026-11-23T02:45:00.000Z',
    starts: 3,
    invocations: 50,
    share: 0.06,
    p95Ms: 300,
  })
})

test('without metrics the starts are told, and no share', () => {
  const found = look([start(10, 100)], {invocations: null, durationAverageMs: null})
  expect([found.inits.count, found.invocations, found.share]).toEqual([1, null, null])
})

describe('advice', () => {
  const heavy = Array.from({length: 60}, (_, i) => start(i + 5, 6000))
  test.each<[string, EnvironmentStart[], object, RegExp]>([
    ['none to do when there is none', [], {}, /^No environment was started/],
    ['none to do when they are rare', [start(10, 900)], {}, /0\.056 % of the invocations. No action needed/],
    ['failed starts come first', [start(10, 900, 'failed')], {}, /^1 start failed/],
    ['a burden is told with its weight', heavy, {}, /For each second of work the function spends 2 s starting/],
    ['a long start can be lighter', heavy, {}, /Make the start shorter: use a smaller package/],
    [
      'SnapStart where there is one',
      heavy,
      {configuration: {...configuration, runtime: 'python3.13'}},
      /AWS supports SnapStart for python3\.13/,
    ],
    ['no SnapStart for Node', heavy, {}, /^(?!.*SnapStart)/],
  ])('%s', (_, starts, given, words) => {
    expect(look(starts, given).advice.join(' ')).toMatch(words)
  })
})
