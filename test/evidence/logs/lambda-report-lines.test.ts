import {describe, expect, test} from 'vitest'
import {streamFilter} from '../../../src/evidence/logs/insights-query.ts'
import {startFrom, startsQuery} from '../../../src/evidence/logs/lambda-report-lines.ts'
import {type Line, platformReport, report} from '../../lab/services/logs/lines.ts'
import {insights, logStart} from '../../support/insights.ts'

const at = (secondsAgo: number): number => logStart - secondsAgo * 1000
const metrics = {durationMs: 12.5, billedDurationMs: 13, memorySizeMB: 256, maxMemoryUsedMB: 90}

const lines: Line[] = [
  {secondsAgo: 900, message: report(1, 100, {initMs: 400.5, usedMb: 60})},
  {secondsAgo: 610, message: report(2, 200, {usedMb: 64})},
  {secondsAgo: 500, message: report(3, 300, {restoreMs: 250.25, usedMb: 70})},
  {secondsAgo: 490, message: 'START RequestId: 1 Version: 7 Init Duration: 5 ms'},
  {secondsAgo: 480, message: 'the code says: Init Duration: 77 ms'},
  {secondsAgo: 470, message: platformReport(5, 'success', {...metrics, initDurationMs: 310.5})},
  {secondsAgo: 460, message: platformReport(6, 'success', metrics)},
  {secondsAgo: 450, message: platformReport(7, 'timeout', {...metrics, restoreDurationMs: 99})},
  {secondsAgo: 440, message: 'INIT_REPORT Init Duration: 10000.00 ms\tPhase: init\tStatus: timeout\n'},
  {secondsAgo: 430, message: 'INIT_REPORT Init Duration: 900.00 ms\tPhase: init\n'},
  {
    secondsAgo: 420,
    message: JSON.stringify({type: 'platform.initReport', record: {phase: 'init', status: 'error', metrics: {durationMs: 55}}}),
  },
  {secondsAgo: 300, message: report(8, 3000, {tail: 'Status: timeout'})},
]

describe.each([
  ['discovers fields', true],
  ['is of the Infrequent Access class', false],
])('in a group that %s', (_, discovers) => {
  test('starts of an environment are told from text and JSON, and nothing else is one', () => {
    const starts = insights(startsQuery(null), lines, discovers)
      .map(startFrom)
      .filter(start => start !== null)
    expect(starts.sort((a, b) => a.atMs - b.atMs)).toEqual([
      {atMs: at(900), kind: 'init', durationMs: 400.5, memoryMb: 128},
      {atMs: at(500), kind: 'restore', durationMs: 250.25, memoryMb: 128},
      {atMs: at(470), kind: 'init', durationMs: 310.5, memoryMb: 256},
      {atMs: at(450), kind: 'restore', durationMs: 99, memoryMb: 256},
      {atMs: at(440), kind: 'failed', durationMs: 10_000, memoryMb: null},
      {atMs: at(420), kind: 'failed', durationMs: null, memoryMb: null},
    ])
  })
})

describe('only the lines of the function and version', () => {
  const streams = ['[$LATEST]aa', '[7]bb', '[77]cc', 'orders[7]dd', 'orders-archive[7]ee']
  const from = streams.map(
    (stream, i): Line => ({secondsAgo: 100 - i, message: report(i, 10, {initMs: i + 1}), stream: `2026/11/23/${stream}`}),
  )
  const found = (filter: string | null) =>
    insights(startsQuery(filter), from)
      .map(row => Number(row.initMs))
      .sort()

  test.each<[string, string | null, number[]]>([
    ['/aws/lambda/orders', null, [1, 2, 3, 4, 5]],
    ['/aws/lambda/orders', '7', [2]],
    ['/aws/lambda/orders', '$LATEST', [1]],
    ['/shared', null, [4]],
    ['/shared', '7', [4]],
    ['/shared', '8', []],
  ])('in %s, version %j', (group, version, inits) => {
    expect(found(streamFilter('orders', group, version))).toEqual(inits)
  })
})
