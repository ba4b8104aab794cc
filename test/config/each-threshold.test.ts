import {describe, expect, it} from 'vitest'
import {type Thresholds, thresholds} from '../../src/aws-facts/thresholds.ts'
import {planAlarms} from '../../src/changes/plans/alarms.ts'
import {parseConfig} from '../../src/config/parse.ts'
import {settingsOf} from '../../src/config/settings.ts'
import {diagnose, knownNames} from '../../src/diagnosis/diagnose.ts'
import type {PipelineReport} from '../../src/model/report/report.ts'
import {pageOf} from '../../src/reports/text/style.ts'
import {ageTable} from '../../src/reports/watch/iterator-age.ts'
import {settingAdvice} from '../../src/use-cases/views/setting-advice.ts'
import {selection} from '../changes/plans/selected-pipeline.ts'
import {pipelineOf} from '../support/ages.ts'
import {
  accountMetrics,
  evidence,
  functionMetrics,
  lambdaFunction,
  mapping,
  nowMs,
  type Parts,
  published,
  table,
  tableMetrics,
} from '../support/evidence.ts'
import {growing, lagging} from '../support/load.ts'
import {logErrors, logReports, network, subnet} from '../support/on-demand.ts'
import {subject} from '../support/subject.ts'

const tool = {name: 'ddbstream', version: '0.0.0'} as const
const configOf = (given: Partial<Thresholds>) => parseConfig(JSON.stringify({version: 1, thresholds: given}), 'c.json', knownNames)

/** The doctor's report on it, where these thresholds stand elsewhere. */
const judge = (parts: Partial<Parts>, given: Partial<Thresholds>): PipelineReport =>
  diagnose(evidence(parts), {only: [], skip: [], config: configOf(given)}, tool).pipelines[0]!

type Probe = (report: PipelineReport) => unknown
const finding = (id: string, report: PipelineReport) => report.findings.find(({check}) => check === id)
const check =
  (id: string): Probe =>
  report =>
    finding(id, report)?.status
const advice =
  (id: string, pattern: RegExp): Probe =>
  report =>
    pattern.exec(finding(id, report)?.fix?.command ?? '')?.[1]
const confidence =
  (id: string): Probe =>
  report =>
    report.causes.find(cause => cause.id === id)?.confidence ?? null
/** The state that `iterator-age` shows, and the verdict. */
const state: Probe = ({lag, verdict}) => [lag.state, verdict]

interface Row {
  /** The value that it is set to. */
  to: number
  /** Others that are set in both looks, so that this one decides. */
  beside?: Partial<Thresholds>
  parts: Partial<Parts>
  sees: Probe
  byDefault: unknown
  changed: unknown
}

const counted = (name: string, perMinute: (ago: number) => number) =>
  functionMetrics(() => 1, {[name]: published(perMinute)} as Parameters<typeof functionMetrics>[1])
const ofTable = (name: string, perMinute: (ago: number) => number, writes = 1200) => ({
  tableMetrics: tableMetrics(() => writes, {[name]: published(perMinute)} as Parameters<typeof tableMetrics>[1]),
})
const records = (each: number, invocations = 60) => ofTable('ReturnedRecordsCount.Sum', () => invocations * each)
const starts = (given: Parameters<typeof logReports>[0]) => ({logReports: logReports(given)})
const taking = (averageMs: number, p99Ms: number) =>
  functionMetrics(() => 1, {'Duration.Average': published(() => averageMs), 'Duration.p99': published(() => p99Ms)})
/** 240 invocations a minute of 950 ms on four shards, behind which the age grows. */
const saturated = (each: number, busyMs = 950): Partial<Parts> => ({
  functionMetrics: functionMetrics(
    growing(0.5),
    {'Invocations.Sum': published(() => 240), 'Duration.Average': published(() => busyMs)},
    growing(0.5),
  ),
  tableMetrics: tableMetrics(() => 40_000, {'ReturnedRecordsCount.Sum': published(() => 240 * each)}),
})
const full = {
  tableMetrics: tableMetrics(() => 1200, {
    'ReturnedRecordsCount.Sum': published(() => 60 * 95),
    'ReturnedBytes.Sum': published(() => 60 * 95 * 500),
  }),
}
/** All batches are late, and the oldest is some times as old as the median one. */
const skewed = (oldest: (ago: number) => number, medianSeconds: number): Partial<Parts> => ({
  functionMetrics: functionMetrics(oldest, {
    'IteratorAge.Minimum': published(() => (medianSeconds - 100) * 1000),
    'IteratorAge.p50': published(() => medianSeconds * 1000),
  }),
})
const climbing = (ago: number): number => (ago > 30 ? 1 : (31 - ago) * 25)
const throttledAt = (use: number): Partial<Parts> => ({
  function: lambdaFunction({reservedConcurrency: 10}),
  functionMetrics: functionMetrics(
    climbing,
    {'Throttles.Sum': published(() => 40), 'ConcurrentExecutions.Maximum': published(() => use)},
    ago => climbing(ago) / 2,
  ),
})
const seldom = functionMetrics(
  ago => (ago % 7 === 0 ? 4.2 : null),
  {},
  ago => (ago % 7 === 0 ? 4.1 : null),
)
const accessed = (maximumPerMinute: number): Partial<Parts> => ({
  hotKeys: {status: 'ENABLED', mode: null, keys: [{counts: 'accessed', labels: ['customerId'], key: ['c-17'], maximumPerMinute}]},
})
const contended: Partial<Parts> = {
  functionMetrics: functionMetrics(ago => (ago > 30 ? 1 : 5 + (ago % 4) * 14)),
  tableMetrics: tableMetrics(() => 1200, {
    'GetRecords.ThrottledRequests.Sum': published(ago => (ago > 9 ? 0 : 40)),
    'ReturnedRecordsCount.Sum': published(() => 1200),
  }),
}
/** An hour of 7,200 invocations, of which so many log an error and succeed. */
const swallowed = (requests: number): Partial<Parts> => ({
  mapping: mapping({functionResponseTypes: []}),
  functionMetrics: counted('Invocations.Sum', () => 120),
  logErrors: logErrors({kind: 'exception', type: 'TypeError', count: requests, requests, swallowed: requests, lastMs: nowMs}),
})
const rows: Record<keyof Thresholds, Row> = {
  iteratorAgeSeconds: {
    to: 60,
    parts: {functionMetrics: functionMetrics(() => 45)},
    sees: report => [...(state(report) as unknown[]), check('iterator-age')(report), report.lag.thresholdSeconds],
    byDefault: ['behind', 'degraded', 'fail', 30],
    changed: ['ok', 'healthy', 'pass', 60],
  },
  errorRate: {
    to: 0.1,
    parts: {functionMetrics: counted('Errors.Sum', () => 3)},
    sees: check('error-rate'),
    byDefault: 'fail',
    changed: 'pass',
  },
  errorMinutes: {
    to: 2,
    parts: {functionMetrics: counted('Errors.Sum', ago => (ago === 8 || ago === 9 ? 40 : 0))},
    sees: check('error-rate'),
    byDefault: 'pass',
    changed: 'fail',
  },
  swallowedRequests: {to: 50, parts: swallowed(40), sees: check('swallowed-errors'), byDefault: 'fail', changed: 'pass'},
  swallowedShare: {to: 0.1, parts: swallowed(40), sees: check('swallowed-errors'), byDefault: 'fail', changed: 'pass'},
  throttleShare: {
    to: 0.2,
    parts: {functionMetrics: counted('Throttles.Sum', () => 6)},
    sees: check('throttled-invocations'),
    byDefault: 'fail',
    changed: 'pass',
  },
  concurrencyShare: {to: 0.85, parts: throttledAt(9), sees: confidence('throttled-concurrency'), byDefault: 0.75, changed: 0.96},
  lossSoonSeconds: {
    to: 60 * 3600,
    parts: lagging({writes: 3}),
    sees: state,
    byDefault: ['slow', 'degraded'],
    changed: ['slow', 'critical'],
  },
  losingShare: {
    to: 0.5,
    parts: {functionMetrics: functionMetrics(() => 2700), mapping: mapping({maximumRecordAgeSeconds: 3600})},
    sees: state,
    byDefault: ['behind', 'degraded'],
    changed: ['losing', 'critical'],
  },
  retryAttempts: {
    to: 8,
    parts: {mapping: mapping({maximumRetryAttempts: -1})},
    sees: advice('unbounded-retries', /MaximumRetryAttempts=(\d+)/),
    byDefault: '3',
    changed: '8',
  },
  coldStartBurden: {
    to: 30,
    parts: {functionMetrics: seldom, ...starts({invocations: 25, coldStarts: 24, initSumMs: 96_000, durationSumMs: 5000})},
    sees: confidence('cold-start-burden'),
    byDefault: 0.95,
    changed: null,
  },
  transitionSeconds: {
    to: 1800,
    parts: {mapping: mapping({state: 'Enabling', lastModifiedMs: nowMs - 900_000})},
    sees: check('mapping-not-enabled'),
    byDefault: 'fail',
    changed: 'pass',
  },
  durationRatio: {
    to: 3,
    parts: {functionMetrics: counted('Duration.Average', ago => (ago > 20 ? 130 : 300))},
    sees: check('duration-rising'),
    byDefault: 'fail',
    changed: 'pass',
  },
  concurrencyNearShare: {
    to: 0.9,
    parts: {accountMetrics: accountMetrics({'ConcurrentExecutions.Maximum': published(() => 850)})},
    sees: check('concurrency-near-limit'),
    byDefault: 'fail',
    changed: 'pass',
  },
  memoryShare: {
    to: 0.5,
    parts: starts({usedMemoryMaximumMb: 300, memorySizeMb: 512}),
    sees: check('memory-pressure'),
    byDefault: 'pass',
    changed: 'fail',
  },
  memoryLowMb: {
    to: 128,
    parts: {function: lambdaFunction({memoryMb: 256})},
    sees: check('memory-outside-advice'),
    byDefault: 'fail',
    changed: 'pass',
  },
  memoryHighMb: {
    to: 4096,
    parts: {function: lambdaFunction({memoryMb: 2048})},
    sees: check('memory-outside-advice'),
    byDefault: 'fail',
    changed: 'pass',
  },
  timeoutShare: {
    to: 0.95,
    parts: {functionMetrics: taking(20_000, 27_000), ...records(100)},
    sees: check('batch-near-timeout'),
    byDefault: 'fail',
    changed: 'pass',
  },
  throttledMinutes: {
    to: 2,
    parts: ofTable('WriteKeyRangeThroughputThrottleEvents.Sum', ago => (ago === 5 || ago === 6 ? 500 : 0)),
    sees: check('key-range-throttles'),
    byDefault: 'pass',
    changed: 'fail',
  },
  skewRatio: {to: 10, parts: skewed(ago => 3600 - ago * 20, 600), sees: check('shard-skew'), byDefault: 'fail', changed: 'pass'},
  skewSeconds: {to: 5000, parts: skewed(ago => 3600 - ago * 20, 600), sees: check('shard-skew'), byDefault: 'fail', changed: 'pass'},
  skewShare: {
    to: 0.2,
    parts: skewed(ago => (ago === 5 || ago === 7 ? 3500 - ago * 20 : 1000 - ago), 600),
    sees: check('shard-skew'),
    byDefault: 'pass',
    changed: 'fail',
  },
  hotKeyShare: {to: 0.95, parts: accessed(162_000), sees: check('hot-key'), byDefault: 'fail', changed: 'pass'},
  recordAgeSeconds: {
    to: 7200,
    parts: {},
    sees: advice('unbounded-record-age', /MaximumRecordAgeInSeconds=(\d+)/),
    byDefault: '43200',
    changed: '7200',
  },
  batchSizeAdvised: {to: 100, parts: full, sees: check('small-batch-size'), byDefault: 'fail', changed: 'pass'},
  batchSizeHighest: {
    to: 400,
    parts: full,
    sees: report => finding('small-batch-size', report)?.facts.advised,
    byDefault: 5000,
    changed: 400,
  },
  batchFillHigh: {to: 0.1, parts: {...full, ...records(20)}, sees: check('small-batch-size'), byDefault: 'pass', changed: 'fail'},
  batchFillLow: {
    to: 0.01,
    parts: {functionMetrics: taking(3000, 4000), ...records(5)},
    sees: check('batch-near-timeout'),
    byDefault: 'pass',
    changed: 'fail',
  },
  recordsPerInvocationLow: {
    to: 1,
    parts: {functionMetrics: counted('Invocations.Sum', () => 400), ...records(2, 400)},
    sees: check('no-batching-window'),
    byDefault: 'fail',
    changed: 'pass',
  },
  invocationsPerMinuteHigh: {
    to: 1000,
    parts: {functionMetrics: counted('Invocations.Sum', () => 400), ...records(2, 400)},
    sees: check('no-batching-window'),
    byDefault: 'fail',
    changed: 'pass',
  },
  batchFillFull: {to: 0.5, parts: saturated(60), sees: check('parallelization-too-low'), byDefault: 'pass', changed: 'fail'},
  laneUseFull: {to: 0.5, parts: saturated(100, 600), sees: check('parallelization-too-low'), byDefault: 'pass', changed: 'fail'},
  parallelizationAdvised: {
    to: 1,
    parts: saturated(100),
    sees: check('parallelization-too-low'),
    byDefault: 'fail',
    changed: 'pass',
  },
  runtimeNoticeDays: {to: 600, parts: {}, sees: check('deprecated-runtime'), byDefault: 'pass', changed: 'fail'},
  freeAddressesLow: {
    to: 3,
    parts: {network: network({subnets: [subnet({freeAddresses: 5})]})},
    sees: check('subnet-out-of-addresses'),
    byDefault: 'fail',
    changed: 'pass',
  },
  coldStartShare: {
    to: 0.6,
    beside: {initCostShare: 1},
    parts: starts({invocations: 100, coldStarts: 50, initSumMs: 20_000, billedSumMs: 33_000}),
    sees: check('cold-start-share'),
    byDefault: 'fail',
    changed: 'pass',
  },
  initCostShare: {
    to: 0.9,
    parts: starts({invocations: 1000, coldStarts: 30, initSumMs: 150_000, billedSumMs: 280_000}),
    sees: check('cold-start-share'),
    byDefault: 'fail',
    changed: 'pass',
  },
  coldStartShareLow: {
    to: 0.05,
    parts: starts({invocations: 1000, coldStarts: 30, initSumMs: 150_000, billedSumMs: 280_000}),
    sees: check('cold-start-share'),
    byDefault: 'fail',
    changed: 'pass',
  },
  invocationsForShare: {
    to: 4,
    parts: starts({invocations: 5, coldStarts: 5}),
    sees: check('cold-start-share'),
    byDefault: 'pass',
    changed: 'fail',
  },
  recordBytesHigh: {
    to: 300_000,
    parts: {table: table({itemCount: 0, sizeBytes: 0}), ...ofTable('ReturnedBytes.Sum', () => 1200 * 200_000)},
    sees: check('record-size-near-limit'),
    byDefault: 'fail',
    changed: 'pass',
  },
  ttlShare: {
    to: 0.9,
    parts: ofTable('TimeToLiveDeletedItemCount.Sum', () => 3600),
    sees: check('ttl-flood'),
    byDefault: 'fail',
    changed: 'pass',
  },
  ttlDeletesHigh: {
    to: 100,
    parts: ofTable('TimeToLiveDeletedItemCount.Sum', () => 3, 0),
    sees: check('ttl-flood'),
    byDefault: 'pass',
    changed: 'fail',
  },
  refusedReadMinutes: {to: 10, parts: contended, sees: confidence('reader-contention'), byDefault: 0.9, changed: null},
}

describe('the configured value decides', () => {
  it.each(Object.entries(rows))('%s', (name, {to, beside = {}, parts, sees, byDefault, changed}) => {
    expect(sees(judge(parts, beside))).toEqual(byDefault)
    expect(sees(judge(parts, {...beside, [name]: to}))).toEqual(changed)
    expect(changed).not.toEqual(byDefault)
  })

  it('is known of every threshold', () => {
    expect(Object.keys(rows).sort()).toEqual(Object.keys(thresholds).sort())
  })
})

describe('a text with the threshold shows the configured one', () => {
  const set: Thresholds = {...thresholds, iteratorAgeSeconds: 600, errorRate: 0.2, retryAttempts: 8}
  const should = (setting: string) => settingAdvice(mapping(), set).find(one => one.setting === setting)?.should

  it('the advice of `mappings`', () => {
    expect([should('MaximumBatchingWindowInSeconds'), should('MaximumRetryAttempts')]).toEqual(['below 600', '8'])
  })

  it('the alarms', () => {
    const {alarms} = planAlarms(selection({thresholds: set}), [], null)
    expect(JSON.stringify(alarms)).toMatch(/above 10 min.*20 %/)
  })

  it('the bars of `iterator-age`: an age far below it draws none', () => {
    const page = pageOf({columns: 120, colour: false, unicode: true, verbose: false})
    const bars = (thresholdSeconds: number) => {
      const series = [1, 2, 3].map(i => ({at: new Date(nowMs - i * 60_000).toISOString(), max: 20, p50: 1, min: 1}))
      return ageTable([pipelineOf('a', {thresholdSeconds, series: series.reverse()})], page).blocks[0]!.lines[0]!
    }
    expect(bars(600)).not.toBe(bars(30))
  })

  it('rules for one function alone', () => {
    const config = parseConfig(
      '{"version": 1, "functions": [{"match": "nightly-*", "thresholds": {"iteratorAgeSeconds": 600}}]}',
      'c.json',
      knownNames,
    )
    const settings = settingsOf(config)
    expect([settings(subject('nightly-a')), settings(subject('a'))].map(({thresholds: own}) => own.iteratorAgeSeconds)).toEqual([600, 30])
  })
})
