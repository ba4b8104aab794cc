import {describe, expect, it} from 'vitest'
import type {LagScope, LagState} from '../../../src/model/derived/lag.ts'
import {
  functionMetrics,
  lambdaFunction,
  mapping,
  mappingMetrics,
  type Parts,
  published,
  stream,
  tableMetrics,
} from '../../support/evidence.ts'
import {lagOf} from '../../support/lag-of.ts'

/** The laws by the numbers that they have in docs/architecture.md, each with values just below and above its threshold. */

const since = 20
const onset =
  <T>(before: T, after: T) =>
  (ago: number) =>
    ago > since ? before : after
/** Ages that climb by so many seconds a second since the onset: 1 stands at one position. */
const climbing =
  (slope: number, behind = 0) =>
  (ago: number) =>
    ago > since ? 1 : (since - ago) * 60 * slope + 55 - behind
const reporting = {functionResponseTypes: ['ReportBatchItemFailures']}

interface Load {
  slope?: number
  sent?: number
  errors?: number
  reports?: boolean
  /** Age of the youngest batch of a minute. */
  youngest?: (ago: number) => number
  /** p99 of the duration in seconds. */
  took?: number
  /** Write units of the minute at which the position stands. */
  writtenThere?: number
  failedRecords?: number
}

/** Four shards that are late since twenty minutes. */
function late({
  slope = 1,
  sent = 16,
  errors = 0,
  reports = false,
  youngest,
  took = 0.3,
  writtenThere = 1200,
  failedRecords,
}: Load): Partial<Parts> {
  const age = climbing(slope)
  return {
    mapping: mapping({batchSize: 1, ...(reports ? reporting : {}), ...(failedRecords === undefined ? {} : {metrics: ['EventCount']})}),
    stream: stream(4),
    functionMetrics: functionMetrics(
      age,
      {
        'IteratorAge.SampleCount': published(onset(60, sent)),
        'Invocations.Sum': published(onset(60, sent)),
        'Errors.Sum': published(onset(0, errors)),
        'Duration.p99': published(onset(300, took * 1000)),
      },
      youngest ?? climbing(slope, 20),
    ),
    tableMetrics: tableMetrics(ago => (ago === since || ago === since + 1 ? writtenThere : 1200)),
    ...(failedRecords === undefined
      ? {}
      : {mappingMetrics: mappingMetrics({'FailedInvokeEventCount.Sum': published(onset(0, failedRecords))})}),
  }
}

const current = () => 0.5

const laws: [string, Load, LagState, LagScope][] = [
  ['1: a bulk load in batches of one: nothing fails, and nothing can hide it', {slope: 0.95, sent: 3000}, 'slow', 'all'],
  ['1: the same at one position: its records are of one instant', {sent: 3000}, 'slow', 'all'],
  ['1: a position that stands still with an error in each minute', {errors: 1, sent: 60, youngest: current}, 'stalled', 'one-shard'],
  ['1: the same without any error', {errors: 0, sent: 60, youngest: current}, 'slow', 'one-shard'],
  ['1: the same where the response may report failures', {sent: 60, reports: true, youngest: current}, 'stalled', 'one-shard'],
  ['2: the mapping counts no failed record', {sent: 60, reports: true, youngest: current, failedRecords: 0}, 'slow', 'one-shard'],
  ['2: the mapping counts failed records', {sent: 60, reports: true, youngest: current, failedRecords: 40}, 'stalled', 'one-shard'],
  ['3: all are late, six of ten invocations succeed', {slope: 0.92, sent: 10, errors: 4}, 'slow', 'all'],
  ['3: the same where the response may report failures, too', {slope: 0.92, sent: 10, errors: 4, reports: true}, 'slow', 'all'],
  ['3: all are late, and nothing succeeds', {sent: 16, errors: 16}, 'stalled', 'all'],
  ['3: all are late, and every batch may report failures', {sent: 16, reports: true}, 'stalled', 'all'],
  ['3: one stands still, the others are late and move', {sent: 60, errors: 2, youngest: climbing(0.5, 30)}, 'stalled', 'unknown'],
  ['4: as many batches as retries can be', {sent: 240, reports: true}, 'stalled', 'all'],
  ['4: more batches than retries can be', {sent: 241, reports: true}, 'slow', 'all'],
  ['4: more batches, and all of them fail', {sent: 241, errors: 241, reports: true}, 'stalled', 'all'],
  ['5: a bulk of one instant, and busy lanes', {sent: 30, reports: true, took: 8, writtenThere: 50_000}, 'slow', 'all'],
  ['5: no bulk', {sent: 30, reports: true, took: 8, writtenThere: 1300}, 'stalled', 'all'],
  ['5: lanes that wait between their batches', {sent: 30, reports: true, took: 0.5, writtenThere: 50_000}, 'stalled', 'all'],
]

describe('laws of blocked shards', () => {
  it.each(laws)('%s', (_name, load, state, scope) => {
    expect(lagOf(late(load))).toMatchObject({state, scope})
  })

  it.each([5, 7, 9, 12, 15, 17])('a bulk load is never blocked, %i minutes after its onset', minutes => {
    const age = (ago: number) => (ago > minutes ? 1 : (minutes - ago) * 60 * 0.93 + 50)
    for (const slope of [0.9, 0.93, 0.97]) {
      const ages = (ago: number) => (ago > minutes ? 1 : (minutes - ago) * 60 * slope + 50)
      for (const reports of [true, false]) {
        const parts = {
          mapping: mapping({batchSize: 1, ...(reports ? reporting : {})}),
          functionMetrics: functionMetrics(
            ages,
            {'IteratorAge.SampleCount': published(ago => (ago > minutes ? 60 : 2000))},
            ago => age(ago) * 0.95,
          ),
        }
        expect(lagOf(parts).state, `${slope} ${reports}`).not.toBe('stalled')
      }
    }
  })
})

describe("law 6: a mapping's own values beat shared ones", () => {
  const other = mapping({
    uuid: 'other',
    eventSourceArn: 'arn:aws:dynamodb:us-east-1:123456789012:table/clicks/stream/2026-01-05T08:00:00.000',
  })
  const reads = (value: (ago: number) => number | null) => ({
    'GetRecords.SampleCount': published(value),
    'ReturnedRecordsCount.Sum': published(value),
  })
  const problem = mapping({lastProcessingResult: 'PROBLEM: internal Lambda error. Please contact Lambda customer support.'})
  const cases: [string, Partial<Parts>, LagState][] = [
    [
      'its stream is read',
      {
        siblings: [other],
        tableMetrics: tableMetrics(
          () => 100,
          reads(() => 900),
        ),
      },
      'ok',
    ],
    [
      'no read in the window, and AWS names a problem',
      {
        siblings: [other],
        mapping: problem,
        tableMetrics: tableMetrics(
          () => 100,
          reads(() => null),
        ),
      },
      'stopped',
    ],
    [
      'no read in the window, and AWS names none',
      {
        siblings: [other],
        tableMetrics: tableMetrics(
          () => 100,
          reads(() => null),
        ),
      },
      'unknown',
    ],
    [
      'reads ended half an hour ago',
      {
        siblings: [other],
        tableMetrics: tableMetrics(
          () => 100,
          reads(ago => (ago > 30 ? 900 : null)),
        ),
      },
      'stopped',
    ],
    [
      'reads ended some minutes ago: the metric may be late',
      {
        siblings: [other],
        tableMetrics: tableMetrics(
          () => 100,
          reads(ago => (ago > 10 ? 900 : null)),
        ),
      },
      'ok',
    ],
    [
      'not read, and nothing is written',
      {
        siblings: [other],
        mapping: problem,
        tableMetrics: tableMetrics(
          () => 0,
          reads(() => null),
        ),
      },
      'ok',
    ],
    [
      'not read, and the function has no other mapping',
      {
        mapping: problem,
        tableMetrics: tableMetrics(
          () => 100,
          reads(() => null),
        ),
      },
      'ok',
    ],
    [
      'its own count says that nothing is polled',
      {
        siblings: [other],
        mapping: mapping({metrics: ['EventCount']}),
        mappingMetrics: mappingMetrics({'PolledEventCount.Sum': published(() => 0)}),
        tableMetrics: tableMetrics(
          () => 100,
          reads(() => 900),
        ),
      },
      'stopped',
    ],
    [
      'its own count says that it polls',
      {
        siblings: [other],
        mapping: mapping({metrics: ['EventCount'], lastProcessingResult: 'PROBLEM: x'}),
        mappingMetrics: mappingMetrics({'PolledEventCount.Sum': published(() => 100)}),
        tableMetrics: tableMetrics(
          () => 100,
          reads(() => null),
        ),
      },
      'ok',
    ],
    [
      'read by somebody, and a problem that no failed invocation explains',
      {
        siblings: [other],
        mapping: problem,
        tableMetrics: tableMetrics(
          () => 100,
          reads(() => 900),
        ),
      },
      'unknown',
    ],
    [
      'a mapping that is off counts for nothing',
      {
        siblings: [{...other, state: 'Disabled'}],
        tableMetrics: tableMetrics(
          () => 100,
          reads(() => null),
        ),
      },
      'ok',
    ],
    [
      'the writes could not be read',
      {
        siblings: [other],
        tableMetrics: tableMetrics(
          () => null,
          reads(() => null),
        ),
      },
      'ok',
    ],
  ]
  it.each(cases)('%s', (_name, parts, state) => {
    expect(lagOf(parts).state).toBe(state)
  })

  it.each([
    ['OK', 'idle'],
    ['PROBLEM: Function call failed', 'stopped'],
  ])('nothing was returned, nothing is delivered, records are written: %s is %s', (lastProcessingResult, state) => {
    const parts = {
      mapping: mapping({lastProcessingResult}),
      functionMetrics: functionMetrics(ago => (ago > 40 ? 1 : null)),
      tableMetrics: tableMetrics(() => 100, {...reads(() => 900), 'ReturnedRecordsCount.Sum': published(() => 0)}),
    }
    expect(lagOf(parts).state).toBe(state)
  })

  it('is stopped where reads of the stream have ended', () => {
    const parts = {
      functionMetrics: functionMetrics(ago => (ago > 40 ? 1 : null)),
      tableMetrics: tableMetrics(() => 100, {
        'GetRecords.SampleCount': published(ago => (ago > 40 ? 900 : 0)),
        'ReturnedRecordsCount.Sum': published(ago => (ago > 40 ? 100 : 0)),
      }),
    }
    expect(lagOf(parts)).toMatchObject({state: 'stopped', because: expect.arrayContaining([expect.stringMatching(/stream is not read/)])})
  })
})

describe('state and age', () => {
  /** High in these of each ten minutes, for three hours. */
  const bimodal = (high: readonly number[], seconds: number) => (ago: number) => (high.includes(ago % 10) ? seconds : 4)
  const cases: [string, (ago: number) => number, LagState][] = [
    ['60 s in six minutes of ten, for hours', bimodal([0, 1, 3, 5, 6, 8], 60), 'behind'],
    ['60 s in four of ten', bimodal([1, 3, 6, 8], 60), 'behind'],
    ['60 s in three of ten', bimodal([1, 4, 7], 60), 'ok'],
    ['31 s in six of ten', bimodal([0, 1, 3, 5, 6, 8], 31), 'behind'],
    ['29 s in six of ten', bimodal([0, 1, 3, 5, 6, 8], 29), 'ok'],
    ['60 s in six of ten, until seven minutes ago', ago => (ago > 10 ? bimodal([0, 1, 3, 5, 6, 8], 60)(ago) : 4), 'ok'],
    ['60 s for one minute', ago => (ago === 5 ? 60 : 4), 'ok'],
    ['60 s for two minutes, and low again', ago => (ago === 5 || ago === 6 ? 60 : 4), 'ok'],
    ['60 s for the newest two minutes', ago => (ago === 4 || ago === 5 ? 60 : 4), 'behind'],
    ['20 s all the time', () => 20, 'ok'],
    ['31 s all the time', () => 31, 'behind'],
  ]
  it.each(cases)('%s', (_name, age, state) => {
    const lag = lagOf({functionMetrics: functionMetrics(age)})
    expect(lag.state).toBe(state)
    if (state === 'ok') expect(lag.ageSeconds).toBeLessThanOrEqual(30)
    else expect(lag.ageSeconds).toBeGreaterThan(30)
  })

  it('says how often an age comes back that does', () => {
    expect(lagOf({functionMetrics: functionMetrics(bimodal([0, 1, 3, 5, 6, 8], 60))})).toMatchObject({
      ageSeconds: 60,
      onsetAtMs: null,
      because: ['the age is above 30 s in 18 of the newest 30 minutes, and low in between'],
    })
  })

  it('knows no record that is older than the stream keeps it', () => {
    const disabled = mapping({state: 'Disabled', lastModifiedMs: Date.UTC(2026, 10, 21)})
    const lag = lagOf({mapping: disabled, functionMetrics: functionMetrics(() => null)})
    expect(lag).toMatchObject({state: 'stopped', ageSeconds: 86_400})
  })

  it('takes no slope from noise', () => {
    expect(lagOf({functionMetrics: functionMetrics(ago => 300 + ((ago * 7) % 5))})).toMatchObject({
      state: 'behind',
      slope: 0,
      throughputRatio: 1,
    })
  })

  it('waits for the errors of invocations that may still run', () => {
    // The newest minutes of a long function have no errors yet; those before have.
    const parts = (took: number) => ({
      function: lambdaFunction({timeoutSeconds: 300}),
      functionMetrics: functionMetrics(climbing(1), {
        'Errors.Sum': published(ago => (ago > since || ago <= 11 ? 0 : 2)),
        'Duration.p99': published(() => took * 1000),
      }),
    })
    expect(lagOf(parts(200)).state).toBe('stalled')
    expect(lagOf(parts(0.2)).state).not.toBe('stalled')
  })
})
