import {expect, it} from 'vitest'
import {
  accountMetrics,
  functionMetrics,
  lambdaFunction,
  mapping,
  mappingMetrics,
  nowMs,
  type Parts,
  published,
  stream,
  tableMetrics,
} from '../support/evidence.ts'
import {growing, lagging, onset} from '../support/load.ts'
import {loggedOf, logReports} from '../support/on-demand.ts'
import {outcomeLine, outcomeNumbers} from '../support/outcome.ts'
import {situations} from '../support/situations.ts'

/** From one value to the other in steps of this ratio, with whole numbers where it is asked. */
function between(from: number, to: number, steps: number, whole = false): number[] {
  const ratio = (to / from) ** (1 / (steps - 1))
  const all = Array.from({length: steps}, (_, i) => from * ratio ** i)
  return [...new Set(all.map(value => (whole ? Math.round(value) : Number(value.toPrecision(3)))))]
}
const each = (from: number, to: number, step = 1) =>
  Array.from({length: Math.floor((to - from) / step) + 1}, (_, i) => Number((from + i * step).toPrecision(6)))

const blockedSince = (minutes: number) => (ago: number) => (ago > minutes ? 1 : (minutes + 1 - ago) * 60)
const all = (age: (ago: number) => number, given: Parameters<typeof functionMetrics>[1] = {}) => functionMetrics(age, given, age)
const since = (minutes: number, before: number, after: number) => published(ago => (ago > minutes ? before : after))

/** One number of an evidence that goes from harmless to grave: each threshold, and the values computed on both sides of it. */
const sweeps: Record<string, {values: number[]; parts: (value: number) => Partial<Parts>}> = {
  'slope of all shards': {values: between(0.005, 1.1, 12), parts: slope => ({functionMetrics: all(growing(slope))})},
  'slope of one shard': {values: between(0.005, 1.1, 12), parts: slope => ({functionMetrics: functionMetrics(growing(slope))})},
  'age that stays': {values: between(5, 90_000, 12), parts: age => ({functionMetrics: all(() => age)})},
  'age that shrinks': {values: between(0.01, 1.5, 9), parts: slope => ({functionMetrics: all(ago => 60 + ago * 60 * slope)})},
  'minutes since a batch is blocked': {
    values: each(5, 29, 2),
    parts: minutes => ({functionMetrics: functionMetrics(blockedSince(minutes), {'Errors.Sum': since(minutes, 0, 1)})}),
  },
  'minutes since all batches fail': {
    values: [4, 5, 6, 7, 8, 10, 13, 16, 20],
    parts: minutes => ({functionMetrics: all(blockedSince(minutes), {'Errors.Sum': since(minutes, 0, 60)})}),
  },
  'minutes since the response reports failures': {
    values: [4, 5, 6, 7, 8, 10, 13, 16, 20],
    parts: minutes => ({
      mapping: mapping({functionResponseTypes: ['ReportBatchItemFailures']}),
      functionMetrics: functionMetrics(blockedSince(minutes)),
    }),
  },
  'errors of 60 invocations, one shard late': {
    values: [...each(0, 4), ...between(6, 60, 9, true)],
    parts: errors => ({functionMetrics: functionMetrics(blockedSince(20), {'Errors.Sum': since(20, 0, errors)})}),
  },
  'errors of 100 invocations, no record late': {
    values: [...each(0, 4), ...between(6, 100, 12, true), 97, 98, 99],
    parts: errors => ({
      functionMetrics: functionMetrics(() => 1.2, {'Invocations.Sum': published(() => 100), 'Errors.Sum': since(25, 0, errors)}),
    }),
  },
  'minutes with errors': {
    values: each(1, 12),
    parts: minutes => ({functionMetrics: functionMetrics(() => 1.2, {'Errors.Sum': published(ago => (ago <= minutes + 3 ? 2 : 0))})}),
  },
  'minutes since errors ended': {
    values: [4, 6, 8, 10, 12, 16, 20, 28, 36],
    parts: ended => ({
      functionMetrics: functionMetrics(() => 1.2, {'Errors.Sum': published(ago => (ago >= ended && ago < ended + 15 ? 6 : 0))}),
    }),
  },
  'errors in the newest minute': {
    values: [1, 2, 3, 4, 5, 6, 7, 8, 10, 14, 20, 30, 45, 60],
    parts: errors => ({
      functionMetrics: functionMetrics(ago => (ago === 4 ? 16 : 1.2), {'Errors.Sum': published(ago => (ago === 4 ? errors : 0))}),
    }),
  },
  'age in the newest minute': {
    values: between(1.5, 120, 12),
    parts: age => ({functionMetrics: all(ago => (ago === 4 ? age : 1.2), {'Duration.Average': since(4, 130, 3900)})}),
  },
  'writes in the newest minute': {
    values: between(0.5, 8, 12),
    parts: times => ({
      functionMetrics: all(ago => (ago === 4 ? 20 : 1.2), {'Duration.Average': since(4, 130, 3900)}),
      tableMetrics: tableMetrics(ago => (ago <= 4 ? 1200 * times : 1200), {'ReturnedRecordsCount.Sum': since(4, 1200, 6000)}),
    }),
  },
  'duration in the newest minute': {
    values: between(1.1, 30, 12),
    parts: times => ({
      functionMetrics: all(ago => (ago === 4 ? 20 : 1.2), {
        'Duration.Average': since(4, 130, 130 * times),
        'Duration.p50': since(4, 120, 120 * times),
      }),
    }),
  },
  'throttles in the newest minute': {
    values: between(1, 200, 9, true),
    parts: throttles => ({functionMetrics: all(ago => (ago === 4 ? 20 : 1.2), {'Throttles.Sum': since(4, 0, throttles)})}),
  },
  'throttles a minute': {
    values: between(0.5, 200, 12),
    parts: throttles => ({functionMetrics: all(growing(0.4), {'Throttles.Sum': since(onset, 0, throttles)})}),
  },
  'reserved concurrency of four shards': {
    values: each(0, 12),
    parts: reserved => ({...situations['throttled-concurrency'], function: lambdaFunction({reservedConcurrency: reserved})}),
  },
  'concurrency of the account': {
    values: between(500, 1000, 9, true),
    parts: used => ({
      functionMetrics: situations['throttled-concurrency']?.functionMetrics as Parts['functionMetrics'],
      accountMetrics: accountMetrics({'ConcurrentExecutions.Maximum': published(() => used)}),
    }),
  },
  'duration now ÷ before': {values: between(1.05, 12, 12), parts: duration => lagging({duration, records: [95, 100]})},
  'duration without records': {values: between(1.05, 12, 9), parts: duration => lagging({duration, records: [0, 0]})},
  'writes now ÷ before': {values: between(0.7, 6, 12), parts: writes => lagging({writes})},
  'records per batch': {values: between(10, 150, 12), parts: records => lagging({writes: 3, records: [20, records]})},
  'parallelization factor': {
    values: each(1, 10),
    parts: factor => ({...lagging({writes: 3}), mapping: mapping({parallelizationFactor: factor})}),
  },
  'batch size': {
    values: between(1, 5000, 9, true),
    parts: batchSize => ({...lagging({writes: 3, records: [batchSize / 2, batchSize]}), mapping: mapping({batchSize})}),
  },
  'height of a burst': {
    values: between(1.1, 8, 12),
    parts: height => ({
      ...situations['write-burst'],
      tableMetrics: tableMetrics(ago => (ago <= 40 && ago > 30 ? 1200 * height : 1200), {
        'ReturnedRecordsCount.Sum': published(ago => (ago > 40 ? 1200 : 2400)),
      }),
    }),
  },
  'minutes since a burst ended': {
    values: each(3, 30, 3),
    parts: ended => {
      const age = (ago: number) => (ago > ended + 15 ? 1 : ago >= ended ? (ended + 16 - ago) * 45 : Math.max(1, 720 - (ended - ago) * 40))
      return {
        functionMetrics: all(age, {'Duration.Average': since(ended + 15, 130, 3900)}),
        tableMetrics: tableMetrics(ago => (ago <= ended + 15 && ago >= ended ? 6000 : 1200), {
          'ReturnedRecordsCount.Sum': since(ended + 15, 1200, 3000),
        }),
      }
    },
  },
  'height of a spike as a shard is made': {
    values: between(8, 150, 12),
    parts: height => ({...situations['shard-rollover'], functionMetrics: functionMetrics(ago => (ago === 8 ? height : 1.2))}),
  },
  'minutes since a spike': {
    values: [4, 6, 8, 10, 14, 16, 18, 24, 32, 40],
    parts: at => ({...situations['shard-rollover'], functionMetrics: functionMetrics(ago => (ago === at ? 46 : 1.2))}),
  },
  'refused reads a minute': {
    values: between(0.5, 100, 9),
    parts: refused => ({
      ...situations['reader-contention'],
      tableMetrics: tableMetrics(() => 1200, {
        'GetRecords.ThrottledRequests.Sum': since(30, 0, refused),
        'ReturnedRecordsCount.Sum': since(30, 1200, 3600),
      }),
    }),
  },
  'minutes with refused reads': {
    values: each(1, 12),
    parts: minutes => ({
      ...situations['reader-contention'],
      tableMetrics: tableMetrics(() => 1200, {
        'GetRecords.ThrottledRequests.Sum': published(ago => (ago > 3 && ago <= minutes + 3 ? 40 : 0)),
        'ReturnedRecordsCount.Sum': since(30, 1200, 3600),
      }),
    }),
  },
  'times each record is read': {
    values: between(0.6, 6, 12),
    parts: times => ({
      functionMetrics: functionMetrics(ago => (ago % 3 === 0 ? 4 : 41 + (ago % 5) * 6)),
      tableMetrics: tableMetrics(() => 1200, {
        'ReturnedRecordsCount.Sum': published(() => 1200 * times),
        'GetRecords.SampleCount': published(() => 240 * 4 * times),
      }),
    }),
  },
  'cold starts of 25 invocations': {
    values: [0, 1, 2, 3, 5, 8, 12, 20, 25],
    parts: coldStarts => ({
      ...situations['cold-start-burden'],
      logReports: logReports({invocations: 25, coldStarts, initSumMs: 4000 * coldStarts, durationSumMs: 5000}),
    }),
  },
  'time of a start': {
    values: between(50, 8000, 9, true),
    parts: ms => ({
      ...situations['cold-start-burden'],
      logReports: logReports({invocations: 25, coldStarts: 24, initP50Ms: ms, initMaximumMs: ms, initSumMs: 24 * ms, durationSumMs: 5000}),
    }),
  },
  'memory used of 512 MB': {
    values: between(100, 512, 12, true),
    parts: used => ({
      functionMetrics: situations['failing-function']?.functionMetrics as Parts['functionMetrics'],
      logErrors: loggedOf('exception', {type: 'Runtime.ExitError'}),
      logReports: logReports({usedMemoryMaximumMb: used}),
    }),
  },
  'mean duration of invocations that fail at the timeout': {
    values: between(3000, 30_000, 12, true),
    parts: ms => ({
      functionMetrics: all(blockedSince(20), {
        'Errors.Sum': since(20, 0, 60),
        'Duration.Average': since(20, 130, ms),
        'Duration.Maximum': since(20, 400, 30_000),
      }),
    }),
  },
  'longest duration of invocations that fail': {
    values: between(15_000, 30_000, 9, true),
    parts: ms => ({
      functionMetrics: all(blockedSince(20), {
        'Errors.Sum': since(20, 0, 60),
        'Duration.Average': since(20, 130, ms),
        'Duration.Maximum': since(20, 400, ms),
      }),
    }),
  },
  'p99 of the duration': {
    values: between(50, 60_000, 12, true),
    parts: ms => ({functionMetrics: all(() => 25, {'Duration.p99': published(() => ms)})}),
  },
  'batching window': {
    values: [0, 1, 5, 10, 20, 30, 60, 120, 300],
    parts: seconds => ({mapping: mapping({maximumBatchingWindowSeconds: seconds}), functionMetrics: all(() => 60)}),
  },
  'minutes without a delivery': {
    values: [4, 6, 8, 10, 14, 16, 18, 24, 32, 40],
    parts: minutes => ({functionMetrics: functionMetrics(ago => (ago > minutes ? 1 : null))}),
  },
  'minutes without a delivery and without writes': {
    values: each(4, 40, 4),
    parts: minutes => ({
      functionMetrics: functionMetrics(ago => (ago > minutes ? 1 : null)),
      tableMetrics: tableMetrics(ago => (ago > minutes ? 1200 : 0)),
    }),
  },
  'minutes since the mapping is off': {
    values: [2, 6, 10, 14, 30, 60],
    parts: minutes => ({
      mapping: mapping({state: 'Disabled', lastModifiedMs: nowMs - minutes * 60_000}),
      functionMetrics: functionMetrics(ago => (ago > minutes ? 1 : null)),
    }),
  },
  'minutes in a transition': {
    values: [2, 6, 8, 10, 12, 14, 16, 30],
    parts: minutes => ({
      mapping: mapping({state: 'Updating', lastModifiedMs: nowMs - minutes * 60_000}),
      functionMetrics: functionMetrics(ago => (ago > minutes ? 1 : null)),
    }),
  },
  'minutes between a release and the failures': {
    values: [-8, -4, 0, 4, 8, 12, 16, 24, 32, 60],
    parts: before => ({...situations['failing-function'], function: lambdaFunction({lastModifiedMs: nowMs - (20 + before) * 60_000})}),
  },
  'minutes between a release and slower invocations': {
    values: [-8, -4, 0, 4, 8, 12, 16, 24, 32, 60],
    parts: before => ({...lagging({duration: 10}), function: lambdaFunction({lastModifiedMs: nowMs - (onset + before) * 60_000})}),
  },
  'minutes between an update of the mapping and the lag': {
    values: [-8, -4, 0, 4, 8, 12, 16, 24, 32, 60],
    parts: before => ({
      ...lagging({records: [25, 5]}),
      mapping: mapping({batchSize: 5, lastModifiedMs: nowMs - (onset + before) * 60_000}),
    }),
  },
  'minutes since a repair': {
    values: each(4, 24, 2),
    parts: minutes => {
      const age = (ago: number) =>
        ago > 60 ? 1 : ago > minutes ? (61 - ago) * 30 : Math.max(1, (61 - minutes) * 30 - (minutes - ago) * 60)
      return {functionMetrics: all(age), mapping: mapping({parallelizationFactor: 4, lastModifiedMs: nowMs - minutes * 60_000})}
    },
  },
  'minutes between a release and more writes': {
    values: [-8, -4, -2, 0, 2, 4, 8, 12, 16, 24],
    parts: before => ({...situations['write-back-loop'], function: lambdaFunction({lastModifiedMs: nowMs - (40 + before) * 60_000})}),
  },
  'how closely writes follow the work': {
    values: each(0, 60, 6),
    parts: each => ({
      ...situations['write-back-loop'],
      tableMetrics: tableMetrics(ago => (ago > 40 ? 1200 : 4000 + each * ((ago * 7) % 11) + 60 * ((ago * 5) % 7)), {
        'ReturnedRecordsCount.Sum': since(40, 1200, 15_000),
      }),
    }),
  },
  'errors of a batch that is discarded after three tries': {
    values: each(0, 8),
    parts: errors => ({
      mapping: mapping({maximumRetryAttempts: 2, onFailureDestination: null}),
      functionMetrics: functionMetrics(() => 1.2, {'Errors.Sum': published(ago => (ago < 40 && ago % 2 === 0 ? errors : 0))}),
    }),
  },
  'records that the mapping drops': {
    values: [0, ...between(0.1, 50, 8)],
    parts: dropped => ({
      mapping: mapping({maximumRetryAttempts: 2, onFailureDestination: null}),
      mappingMetrics: mappingMetrics({'DroppedEventCount.Sum': since(40, 0, dropped)}),
    }),
  },
  'record age limit': {
    values: [-1, 60, 120, 240, 290, 300, 310, 360, 600, 3600],
    parts: limit => ({
      mapping: mapping({maximumRecordAgeSeconds: limit, onFailureDestination: null}),
      functionMetrics: all(ago => (ago > 40 ? 1 : Math.min(300, (41 - ago) * 40))),
    }),
  },
  'deliveries to the destination that fail': {
    values: [0, 1, 2, 5, 20],
    parts: failed => ({
      functionMetrics: functionMetrics(() => 1.2, {'DestinationDeliveryFailures.Sum': published(ago => (ago % 30 === 0 ? failed : 0))}),
    }),
  },
  'refused writes': {
    values: [0, 0.5, 1, 2, 4, 12, 100],
    parts: refused => ({
      tableMetrics: tableMetrics(() => 60_000, {
        'WriteKeyRangeThroughputThrottleEvents.Sum': published(() => refused),
        'WriteThrottleEvents.Sum': published(() => refused * 2),
      }),
    }),
  },
  'age of the oldest shard ÷ the median': {
    values: between(1.2, 12, 12),
    parts: times => ({
      functionMetrics: functionMetrics(
        ago => growing(0.4)(ago) * times,
        {'IteratorAge.p50': published(ago => growing(0.4)(ago) * 1000)},
        ago => growing(0.4)(ago) * 0.9,
      ),
    }),
  },
  'open shards': {values: [1, 2, 3, 4, 8, 16, 64], parts: shards => ({...lagging({writes: 3}), stream: stream(shards)})},
  'minutes of late spells in the half hour': {
    values: each(2, 9),
    parts: late => ({functionMetrics: all(ago => (ago % 10 < late ? 50 + (ago % 3) : 1))}),
  },
  'noise of the age': {
    values: between(1, 120, 9),
    parts: noise => ({functionMetrics: all(ago => growing(0.08)(ago) + 40 + noise * (((ago * 7) % 5) - 2))}),
  },
  'lines of a throttled service in the log': {
    values: [0, 100, 200, 239, 240, 241, 300, 600, 1200],
    parts: count => {
      const {
        errors: [refused],
        ...rest
      } = loggedOf('downstream-throttled', {count, requests: count})
      const {
        errors: [other],
      } = loggedOf('exception')
      return {...lagging({duration: 10}), logErrors: {...rest, errors: [other, refused].flatMap(one => one ?? [])}}
    },
  },
  'share of its executions that others take': {
    values: between(2, 400, 12, true),
    parts: executions => ({
      ...lagging({writes: 3}),
      functionMetrics: all(growing(0.5), {'ConcurrentExecutions.Maximum': published(() => executions)}),
    }),
  },
}

/** Values in a row with the same outcome are one line. */
function ranges(values: readonly number[], outcome: (value: number) => string): string[] {
  const list: {from: number; to: number; is: string}[] = []
  for (const value of values) {
    const is = outcome(value)
    const last = list.at(-1)
    if (last?.is === is) last.to = value
    else list.push({from: value, to: value, is})
  }
  return list.map(({from, to, is}) => `${from === to ? from : `${from} to ${to}`}: ${is}`)
}

it.each(Object.keys(sweeps))('%s', async name => {
  const {values, parts} = sweeps[name] as (typeof sweeps)[string]
  const grave = values[Math.floor((2 * values.length) / 3)] as number
  const lines = [...ranges(values, value => outcomeLine(parts(value))), '', `# ${grave}`, outcomeNumbers(parts(grave)), '']
  await expect(lines.join('\n')).toMatchFileSnapshot(`../golden/sweeps/${name.replaceAll(/[^\w]+/g, '-')}.txt`)
})
