import {describe, expect, it} from 'vitest'
import type {LagState} from '../../../src/model/derived/lag.ts'
import {
  functionMetrics,
  lambdaFunction,
  mapping,
  nowMs,
  type Parts,
  published,
  stream,
  table,
  tableMetrics,
} from '../../support/evidence.ts'
import {lagOf} from '../../support/lag-of.ts'
import {random} from '../../support/random.ts'

const minute = 60

/** A batch blocked since `since` minutes; the age is that of the last try in the minute, up to `jitter` seconds before its end. */
const stuckSince =
  (since: number, jitter = 0, next = random(1)) =>
  (ago: number) =>
    ago > since ? 1 : (since - ago) * minute + minute - jitter * next()
/** Errors in each minute since: a batch is sent again only because it failed. */
const failing = (since: number, errors = 3) => ({'Errors.Sum': published(ago => (ago > since ? 0 : errors))})
const growing =
  (since: number, slope: number, noise = 0, next = random(2)) =>
  (ago: number) =>
    ago > since ? 1 : 1 + (since - ago) * minute * slope + noise * (next() - 0.5)

/** Grows by 0.5 s per second until so many minutes ago, then shrinks by 0.7. */
const turning = (since: number) => (ago: number) => (ago > since ? 3000 - (ago - since) * 30 : 3000 - (since - ago) * 42)

/** The stream was replaced two hours ago, and another mapping of the function reads the latest one. */
const newer = `${mapping().eventSourceArn.split('/stream/')[0]}/stream/2026-11-23T01:00:00.000`
const replaced: Partial<Parts> = {
  stream: stream(0, {streamStatus: 'DISABLED'}),
  table: table({latestStreamArn: newer}),
  tableMetrics: tableMetrics(() => 600, {
    'ReturnedRecordsCount.Sum': published(ago => (ago > 120 ? 600 : null)),
    'GetRecords.SampleCount': published(ago => (ago > 120 ? 240 : null)),
  }),
}
const successor = mapping({uuid: 'new', eventSourceArn: newer})

const cases: [string, Partial<Parts>, LagState][] = [
  ['an old stream that is not read any more, behind a successor', {...replaced, siblings: [successor]}, 'idle'],
  [
    'the same, and the mapping is off',
    {...replaced, siblings: [successor], mapping: mapping({state: 'Disabled', lastModifiedMs: nowMs - 3_600_000})},
    'idle',
  ],
  [
    'the same, and AWS names a problem',
    {...replaced, siblings: [successor], mapping: mapping({lastProcessingResult: 'PROBLEM: Function call failed'})},
    'unknown',
  ],
  ['an old stream without a successor', {...replaced, functionMetrics: functionMetrics(ago => (ago > 120 ? 1 : null))}, 'stopped'],
  ['low ages', {}, 'ok'],
  ['low ages with a single spike of a shard rollover', {functionMetrics: functionMetrics(ago => (ago === 5 ? 45 : 1))}, 'ok'],
  [
    'minutes of age under a batching window of five minutes',
    {mapping: mapping({maximumBatchingWindowSeconds: 300}), functionMetrics: functionMetrics(ago => 200 + (ago % 5) * 20)},
    'ok',
  ],
  ['a blocked shard, tried every second', {functionMetrics: functionMetrics(stuckSince(20), failing(20))}, 'stalled'],
  ['a blocked shard, tried once a minute', {functionMetrics: functionMetrics(stuckSince(20, 60), failing(20, 1))}, 'stalled'],
  [
    'a blocked shard eight minutes after its onset',
    {functionMetrics: functionMetrics(stuckSince(9, 20), {'Errors.Sum': published(ago => (ago > 9 ? 0 : 5))})},
    'stalled',
  ],
  [
    'a blocked shard eight minutes after its onset, its failures in the response',
    {mapping: mapping({functionResponseTypes: ['ReportBatchItemFailures']}), functionMetrics: functionMetrics(stuckSince(9, 20))},
    'stalled',
  ],
  ['a lane that keeps its position for eight minutes, and nothing fails', {functionMetrics: functionMetrics(stuckSince(9, 20))}, 'slow'],
  [
    'a blocked shard that is seen in every third minute only',
    {functionMetrics: functionMetrics(ago => (ago % 3 === 0 ? stuckSince(40)(ago) : 1), failing(40))},
    'stalled',
  ],
  [
    'a blocked shard before 6 % of its minutes are missing',
    {functionMetrics: functionMetrics(ago => (ago % 17 === 0 ? null : stuckSince(30)(ago)), failing(30))},
    'stalled',
  ],
  ['a growing age', {functionMetrics: functionMetrics(growing(40, 0.4, 4))}, 'slow'],
  ['a growing age near one second per second', {functionMetrics: functionMetrics(growing(40, 0.9, 1))}, 'slow'],
  ['a slowly growing age under noise', {functionMetrics: functionMetrics(growing(170, 0.1, 6))}, 'slow'],
  [
    'a late lane that shows in every other minute',
    {functionMetrics: functionMetrics(ago => (ago % 2 ? 1 : growing(40, 0.6)(ago)))},
    'slow',
  ],
  ['an age that stays', {functionMetrics: functionMetrics(ago => 300 + (ago % 3))}, 'behind'],
  ['a shrinking age', {functionMetrics: functionMetrics(ago => 60 + ago * 20)}, 'recovering'],
  ['a lag that has turned, as five minutes show', {functionMetrics: functionMetrics(turning(8))}, 'recovering'],
  ['a lag that has turned, as three minutes show', {functionMetrics: functionMetrics(turning(5))}, 'slow'],
  ['a lag that grows again', {functionMetrics: functionMetrics(ago => 4000 - turning(8)(ago))}, 'slow'],
  ['an age at the retention limit', {functionMetrics: functionMetrics(() => 86_000)}, 'losing'],
  [
    'an age at the record age limit',
    {mapping: mapping({maximumRecordAgeSeconds: 3600}), functionMetrics: functionMetrics(ago => 3590 + (ago % 2))},
    'losing',
  ],
  [
    'a disabled mapping with writes',
    {mapping: mapping({state: 'Disabled'}), functionMetrics: functionMetrics(ago => (ago > 30 ? 1 : null))},
    'stopped',
  ],
  [
    'a disabled mapping without writes',
    {
      mapping: mapping({state: 'Disabled'}),
      functionMetrics: functionMetrics(ago => (ago > 30 ? 1 : null)),
      tableMetrics: tableMetrics(ago => (ago > 30 ? 100 : 0)),
    },
    'idle',
  ],
  [
    'a dead stream',
    {
      table: table({latestStreamArn: 'arn:aws:dynamodb:us-east-1:1:table/orders/stream/new'}),
      functionMetrics: functionMetrics(ago => (ago > 30 ? 1 : null)),
    },
    'stopped',
  ],
  [
    'invocations that are all refused',
    {functionMetrics: functionMetrics(ago => (ago > 20 ? 1 : null), {'Throttles.Sum': published(() => 50)})},
    'stopped',
  ],
  ['a mapping in a state that AWS invented since, and records are delivered', {mapping: mapping({state: 'Suspended'})}, 'ok'],
  [
    'a mapping in a state that AWS invented since, and nothing is delivered',
    {mapping: mapping({state: 'Suspended'}), functionMetrics: functionMetrics(ago => (ago > 30 ? 1 : null))},
    'stopped',
  ],
  ['a mapping that was disabled two minutes ago', {mapping: mapping({state: 'Disabled', lastModifiedMs: nowMs - 120_000})}, 'stopped'],
  [
    'a mapping that was enabled two minutes ago',
    {mapping: mapping({lastModifiedMs: nowMs - 120_000}), functionMetrics: functionMetrics(ago => (ago > 60 ? 1 : null))},
    'unknown',
  ],
  ['a reserve of 0, before any metric shows it', {function: lambdaFunction({reservedConcurrency: 0})}, 'stopped'],
  ['a function that was deleted a minute ago', {function: null}, 'stopped'],
  [
    'no datapoint of anything, which is not idle',
    {functionMetrics: functionMetrics(() => null), tableMetrics: tableMetrics(() => null)},
    'unknown',
  ],
  [
    'a blocked shard whose record is about to expire',
    {mapping: mapping({maximumRecordAgeSeconds: 3600}), functionMetrics: functionMetrics(stuckSince(59), failing(59))},
    'losing',
  ],
  ['a growing age under so much noise that twelve minutes tell nothing', {functionMetrics: functionMetrics(growing(60, 0.7, 700))}, 'slow'],
  ['a function that is gone', {function: null, functionMetrics: functionMetrics(ago => (ago > 20 ? 1 : null))}, 'stopped'],
  ['writes and nothing delivered', {functionMetrics: functionMetrics(ago => (ago > 20 ? 1 : null))}, 'stopped'],
  [
    'a long invocation that may still be running',
    {function: lambdaFunction({timeoutSeconds: 900}), functionMetrics: functionMetrics(ago => (ago > 12 ? 1 : null))},
    'unknown',
  ],
  ...(
    [
      [35, 'unknown'],
      [36, 'stopped'],
    ] as const
  ).map(([minutes, state]): (typeof cases)[number] => [
    `no batch for ${minutes} min beside a timeout that could not be read`,
    {function: lambdaFunction({timeoutSeconds: null}), functionMetrics: functionMetrics(ago => (ago > minutes ? 1 : null))},
    state,
  ]),
  [
    'writes that make no record',
    {
      functionMetrics: functionMetrics(ago => (ago > 20 ? 1 : null)),
      tableMetrics: tableMetrics(() => 100, {'ReturnedRecordsCount.Sum': published(() => 0)}),
    },
    'idle',
  ],
  // CloudWatch is late for all metrics alike: its published minutes are the newest that are known.
  ...[5, 8, 14].map((late): (typeof cases)[number] => [
    `a growing age that CloudWatch shows ${late} minutes late`,
    {
      functionMetrics: functionMetrics(ago => (ago <= late ? null : growing(40, 0.6)(ago))),
      tableMetrics: tableMetrics(ago => (ago <= late ? null : 1200)),
    },
    'slow',
  ]),
  [
    'an end of all metrics twenty minutes ago, which is not idle',
    {
      functionMetrics: functionMetrics(ago => (ago <= 20 ? null : 1)),
      tableMetrics: tableMetrics(ago => (ago <= 20 ? null : 1200)),
    },
    'unknown',
  ],
  ['no writes', {functionMetrics: functionMetrics(() => null), tableMetrics: tableMetrics(() => 0)}, 'idle'],
  [
    'few writes, each delivered in time',
    {functionMetrics: functionMetrics(ago => (ago % 30 === 20 ? 2 : null)), tableMetrics: tableMetrics(ago => (ago % 30 === 20 ? 1 : 0))},
    'idle',
  ],
  ['a new pipeline with two high ages', {functionMetrics: functionMetrics(ago => (ago <= 5 ? 4000 : null))}, 'unknown'],
]

describe('lag state', () => {
  it.each(cases)('%s', (_name, parts, state) => {
    expect(lagOf(parts).state).toBe(state)
  })

  it('is unknown and not idle when the writes could not be read', () => {
    expect(lagOf({functionMetrics: functionMetrics(() => null)}, ['tableMetrics']).state).toBe('unknown')
  })

  it.each([
    ['PROBLEM: Cannot access stream arn:aws:dynamodb:us-east-1:999999999999:table/t/stream/l. Please ensure', 'stopped'],
    ['PROBLEM: Function call failed', 'unknown'],
  ])('follows the report of AWS where the writes could not be read: %s', (lastProcessingResult, state) => {
    const silent = {functionMetrics: functionMetrics(ago => (ago > 40 ? 1 : null)), mapping: mapping({lastProcessingResult})}
    expect(lagOf(silent, ['tableMetrics']).state).toBe(state)
  })

  it('is stopped when a mapping is disabled and the writes could not be read', () => {
    const parts = {mapping: mapping({state: 'Disabled'}), functionMetrics: functionMetrics(ago => (ago > 30 ? 1 : null))}
    expect(lagOf(parts, ['tableMetrics']).state).toBe('stopped')
  })
})

describe('lag numbers', () => {
  it('gives the age of a blocked shard as of now, its onset and its loss', () => {
    const lag = lagOf({functionMetrics: functionMetrics(stuckSince(60, 10), failing(60))})
    expect(lag.ageSeconds).toBeGreaterThan(60 * minute - 60)
    expect(lag.ageSeconds).toBeLessThan(61 * minute)
    expect(Math.abs((lag.onsetAtMs ?? 0) - (nowMs - 60 * 60_000))).toBeLessThan(60_000)
    expect((lag.lossAtMs ?? 0) - (lag.onsetAtMs ?? 0)).toBe(86_400_000)
    expect(lag.lossBy).toBe('retention')
    expect(lag.slope).toBe(1)
  })

  it('counts from when a mapping was disabled, although that was before the window', () => {
    const parts = {
      mapping: mapping({state: 'Disabled', lastModifiedMs: nowMs - 20 * 3600_000}),
      functionMetrics: functionMetrics(() => null),
    }
    const lag = lagOf(parts)
    expect(lag.ageSeconds).toBe(20 * 3600)
    expect(lag.lossAtMs).toBe(nowMs + 4 * 3600_000)
  })

  it('names no time of loss for a stop that began before the window, nor without the record age limit', () => {
    expect(lagOf({functionMetrics: functionMetrics(() => null)})).toMatchObject({state: 'stopped', lossAtMs: null})
    expect(lagOf({functionMetrics: functionMetrics(stuckSince(20), failing(20))}, ['mapping'])).toMatchObject({
      state: 'stalled',
      lossAtMs: null,
      lossBy: null,
    })
  })

  it('leaves open whether a batching window makes the age, without the mapping', () => {
    expect(lagOf({functionMetrics: functionMetrics(() => 200)}).state).toBe('behind')
    expect(lagOf({functionMetrics: functionMetrics(() => 200)}, ['mapping']).state).toBe('unknown')
  })

  it('counts the mappings that share the metrics', () => {
    const other = mapping({uuid: 'other', eventSourceArn: 'arn:aws:kinesis:us-east-1:123456789012:stream/clicks'})
    const alias = mapping({uuid: 'alias', qualifier: 'live'})
    expect(lagOf({siblings: [other, alias]}).sharedBy).toBe(2)
    expect(lagOf({mapping: mapping({qualifier: 'live'}), siblings: [other, alias]}).sharedBy).toBe(1)
  })

  it('counts a record age limit as the first loss', () => {
    const lag = lagOf({mapping: mapping({maximumRecordAgeSeconds: 7200}), functionMetrics: functionMetrics(stuckSince(60), failing(60))})
    expect(lag.lossBy).toBe('age-limit')
    expect(((lag.lossAtMs ?? 0) - nowMs) / 1000).toBeCloseTo(3600, -2)
  })

  it('predicts the drain of a burst that has ended although the age still grows', () => {
    // 4000/min for ten minutes, 1000/min else; 2000/min are read: the age grows by 0.5 while the burst is read.
    const parts = {
      functionMetrics: functionMetrics(growing(12, 0.5)),
      tableMetrics: tableMetrics(ago => (ago <= 12 && ago > 7 ? 4000 : 1000)),
    }
    const lag = lagOf(parts)
    expect(lag.state).toBe('slow')
    expect(lag.lossAtMs).toBeNull()
    // Writes above the reads: 5 min × (4000 − 2000), and the 1000/min of head-room since: about 10,000 / 1000 min after the burst.
    expect((lag.drainSeconds ?? 0) / 60).toBeGreaterThan(0.5)
    expect((lag.drainSeconds ?? 0) / 60).toBeLessThan(12)
  })

  it('predicts the loss of steady growth', () => {
    const lag = lagOf({functionMetrics: functionMetrics(growing(100, 0.5, 1))})
    const expected = (86_400 - 3000) / 0.5
    expect(((lag.lossAtMs ?? 0) - nowMs) / 1000 / expected).toBeGreaterThan(0.9)
    expect(((lag.lossAtMs ?? 0) - nowMs) / 1000 / expected).toBeLessThan(1.1)
  })

  it.each([
    ['one shard', 4, () => 0.5, 'one-shard'],
    ['all shards', 4, (ago: number) => stuckSince(20)(ago) - 2, 'all'],
    ['one shard of one', 1, (ago: number) => stuckSince(20)(ago), 'unknown'],
  ] as const)('tells the scope: %s', (_name, shards, youngest, scope) => {
    expect(lagOf({stream: stream(shards), functionMetrics: functionMetrics(stuckSince(20), failing(20, 60), youngest)}).scope).toBe(scope)
  })
})

describe('a change of the mapping that AWS has not finished', () => {
  const says = (given: Partial<Parts>) => lagOf(given).because.join(' ')
  it.each(['Updating', 'Enabling', 'Creating'])('is told: %s', state => {
    expect(says({mapping: mapping({state, lastModifiedMs: nowMs - 120_000})})).toContain(
      `the mapping is ${state}: Lambda reads the stream again after the change`,
    )
  })

  it.each<[string, Partial<Parts>]>([
    ['that is done', {mapping: mapping({lastModifiedMs: nowMs - 120_000})}],
    ['that takes too long: the mapping does not read', {mapping: mapping({state: 'Updating', lastModifiedMs: nowMs - 900_000})}],
  ])('is not, of one %s', (_, given) => {
    expect(says(given)).not.toContain('when the change is done')
  })
})
