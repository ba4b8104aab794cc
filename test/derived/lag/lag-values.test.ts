import {describe, expect, it} from 'vitest'
import type {Lag} from '../../../src/model/derived/lag.ts'
import {
  functionMetrics,
  lambdaFunction,
  mapping,
  mappingMetrics,
  nowMs,
  type Parts,
  published,
  sharing,
  startMs,
  stream,
  tableMetrics,
} from '../../support/evidence.ts'
import {lagOf} from '../../support/lag-of.ts'

type Values = (ago: number) => number | null
const ago = (minutes: number) => nowMs - minutes * 60_000
const all = (age: Values, given: Parameters<typeof functionMetrics>[1] = {}) => ({functionMetrics: functionMetrics(age, given, age)})
const oldest = (age: Values, given: Parameters<typeof functionMetrics>[1] = {}) => ({functionMetrics: functionMetrics(age, given)})
const growing =
  (since: number, slope: number): Values =>
  m =>
    1 + Math.max(0, since - m) * 60 * slope
const blocked = (since: number, errors = 1) =>
  oldest(m => (m > since ? 1 : (since + 1 - m) * 60), {'Errors.Sum': published(m => (m > since ? 0 : errors))})

it('has each value of a pipeline in time', () => {
  const {series: list, ...lag} = lagOf({})
  expect(lag).toEqual({
    state: 'ok',
    ageSeconds: 1.2,
    minimumAgeSeconds: 0.5,
    slope: 0,
    throughputRatio: 1,
    scope: 'unknown',
    drainSeconds: null,
    lossAtMs: null,
    lossBy: null,
    onsetAtMs: null,
    floorSeconds: 10,
    stuck: null,
    recurring: false,
    sharedBy: 0,
    // Three minutes until CloudWatch has published, and a minute at least for an invocation.
    completeUntilMs: ago(4),
    because: ['the iterator age is normal for this configuration (below 10 s)'],
  })
  expect([list.length, list[0], list.at(-4), list.at(-1)]).toEqual([
    180,
    {atMs: startMs, max: 1.2, p50: 0.5, min: 0.5},
    {atMs: ago(4), max: 1.2, p50: 0.5, min: 0.5},
    {atMs: ago(1), max: null, p50: null, min: null},
  ])
})

describe('each value of a lag', () => {
  it.each<[string, Partial<Parts>, (keyof Parts)[], Partial<Lag>]>([
    [
      'a lag that grows',
      all(growing(40, 0.5)),
      [],
      {
        state: 'slow',
        slope: expect.closeTo(0.5),
        throughputRatio: expect.closeTo(0.5),
        onsetAtMs: ago(39),
        scope: 'all',
        lossBy: 'retention',
      },
    ],
    ['without the mapping', all(growing(60, 0.9)), ['mapping'], {state: 'slow', lossAtMs: null, lossBy: null}],
    [
      'that shrinks',
      all(m => 60 + m * 20),
      [],
      {state: 'recovering', slope: expect.closeTo(-1 / 3), throughputRatio: expect.closeTo(4 / 3), lossAtMs: null, lossBy: null},
    ],
    [
      'that stays',
      all(() => 300),
      [],
      {state: 'behind', slope: 0, throughputRatio: 1, ageSeconds: 300, minimumAgeSeconds: 300, onsetAtMs: null, recurring: false},
    ],
    ['at the limit', all(() => 86_000), [], {state: 'losing', slope: 0, throughputRatio: null, lossAtMs: nowMs, lossBy: 'retention'}],
    ['older than the stream keeps records', all(() => 100_000), [], {ageSeconds: 86_400}],
    [
      'a blocked shard',
      blocked(20),
      [],
      {
        state: 'stalled',
        slope: 1,
        throughputRatio: 0,
        scope: 'one-shard',
        stuck: {positionMs: expect.any(Number), atMs: expect.any(Array)},
        lossBy: 'retention',
      },
    ],
    ['ages that come and go', all(m => (m % 10 < 5 ? 90 : 1)), [], {state: 'behind', recurring: true, onsetAtMs: null}],
    [
      'nothing delivered',
      oldest(m => (m > 40 ? 1 : null)),
      [],
      {
        state: 'stopped',
        slope: null,
        throughputRatio: null,
        minimumAgeSeconds: null,
        stuck: null,
        ageSeconds: 2400,
        onsetAtMs: ago(40),
        lossAtMs: ago(40) + 86_400_000,
      },
    ],
    [
      'nothing delivered, with a limit',
      {...oldest(m => (m > 40 ? 1 : null)), mapping: mapping({maximumRecordAgeSeconds: 1800})},
      [],
      {lossAtMs: nowMs, lossBy: 'age-limit'},
    ],
    [
      'nothing delivered in the window',
      oldest(() => null),
      [],
      {state: 'stopped', ageSeconds: 10_800, onsetAtMs: null, lossAtMs: null, lossBy: null},
    ],
    [
      'discarded batches',
      {
        ...oldest(() => 1.2, {'Errors.Sum': published(m => (m <= 13 ? 60 : 0))}),
        mapping: mapping({maximumRetryAttempts: 2, onFailureDestination: null, bisectBatchOnFunctionError: false}),
      },
      [],
      {state: 'losing', lossBy: 'retries', lossAtMs: nowMs, onsetAtMs: ago(13), ageSeconds: 1.2, throughputRatio: null},
    ],
    [
      'a window and a tumbling window',
      {mapping: mapping({maximumBatchingWindowSeconds: 60, tumblingWindowSeconds: 30})},
      [],
      {floorSeconds: 92.6},
    ],
    ['an invocation of five minutes', {function: lambdaFunction({timeoutSeconds: 300})}, [], {completeUntilMs: ago(8)}],
    ['one of 30 s', {function: lambdaFunction({timeoutSeconds: 61})}, [], {completeUntilMs: ago(4) - 1000}],
    ['a function that could not be read', {}, ['function'], {completeUntilMs: ago(33)}],
    [
      'a table without datapoints',
      {...oldest(m => (m > 40 ? 1 : null)), tableMetrics: tableMetrics(() => null)},
      [],
      {state: 'unknown', ageSeconds: null},
    ],
    ['one shard', {...all(growing(40, 0.5)), stream: stream(1)}, [], {scope: 'unknown'}],
    ['two', {...all(growing(40, 0.5)), stream: stream(2)}, [], {scope: 'all'}],
  ])('%s', (_, parts, gone, expected) => {
    expect(lagOf(parts, gone)).toMatchObject(expected)
  })
})

describe('mappings in the same metrics', () => {
  it.each<[string, Partial<Parts>, number]>([
    ['of the function', {siblings: [sharing()]}, 1],
    ['two of them', {siblings: [sharing(), sharing({uuid: 'x'})]}, 2],
    ['of another function', {siblings: [sharing({functionName: 'other'})]}, 0],
    ['one that is off', {siblings: [sharing({state: 'Disabled'})]}, 0],
    ['of a version, beside one of the function', {siblings: [sharing({qualifier: '7'})]}, 1],
    ['of the function, beside one of a version', {mapping: mapping({qualifier: '7'}), siblings: [sharing()]}, 0],
    ['of the same version', {mapping: mapping({qualifier: '7'}), siblings: [sharing({qualifier: '7'})]}, 1],
  ])('%s', (_, parts, count) => {
    const {sharedBy, because} = lagOf(parts)
    expect([sharedBy, because.some(why => why.includes('other mapping'))]).toEqual([count, count > 0])
  })

  it('are none without the mapping', () => {
    expect(lagOf({siblings: [sharing()]}, ['mapping']).sharedBy).toBe(0)
  })
})

describe('a batch that was blocked before the mapping was changed', () => {
  /** Blocked since an hour ago at one position; since the change twenty minutes ago at a later one. */
  const age: Values = m => (m > 60 ? 1 : m > 20 ? (61 - m) * 60 : (46 - m) * 60)
  const parts = (lastModifiedMs: number) => ({
    ...oldest(age, {'Errors.Sum': published(m => (m > 60 ? 0 : 1))}),
    mapping: mapping({lastModifiedMs}),
  })
  it('is lost with the record that it began with', () => {
    const [changed, unchanged] = [lagOf(parts(ago(20))), lagOf(parts(ago(100)))]
    expect([changed.stuck?.positionMs, unchanged.stuck?.positionMs].map(ms => (nowMs - (ms ?? 0)) / 60_000)).toEqual([45.5, 45.5])
    expect([changed.lossAtMs, unchanged.lossAtMs].map(ms => (nowMs + 86_400_000 - (ms ?? 0)) / 60_000)).toEqual([60.5, 45.5])
  })
})

it('a change that is on the way is told beside the state', () => {
  const because = (state: string, minutes: number) => lagOf({mapping: mapping({state, lastModifiedMs: ago(minutes)})}).because.length
  expect([because('Updating', 5), because('Enabled', 5), because('Updating', 11)]).toEqual([2, 1, 1])
})

describe('a pipeline that is late by the metrics of its function alone', () => {
  const shared = (given: Partial<Parts>): Partial<Parts> => ({
    ...all(m => (m > 53 ? 1 : 300)),
    siblings: [sharing()],
    mappingMetrics: mappingMetrics({'InvokedEventCount.Sum': published(() => 1200)}),
    ...given,
  })
  it.each<[string, Partial<Parts>, Lag['state']]>([
    ['of another mapping', shared({}), 'ok'],
    ['of its own', shared({siblings: []}), 'behind'],
    [
      'with records that are missing',
      shared({mappingMetrics: mappingMetrics({'InvokedEventCount.Sum': published(m => (m > 53 ? 1200 : 1100))})}),
      'behind',
    ],
    ['and in time', shared(all(() => 1)), 'ok'],
  ])('%s', (_, parts, state) => {
    expect(lagOf(parts).state).toBe(state)
  })
})

describe('without a mapping, an age that a batching window may explain', () => {
  const of = (seconds: number) =>
    lagOf(
      all(() => seconds),
      ['mapping'],
    ).state
  it('is five minutes beyond the floor at most', () => {
    expect([of(10), of(10.1), of(310), of(310.1)]).toEqual(['ok', 'unknown', 'unknown', 'behind'])
  })
})

describe('few ages', () => {
  const few = (age: Values, newest: number) =>
    // With a tumbling window of a quarter of an hour a batch may be as late as that.
    lagOf({
      mapping: mapping({tumblingWindowSeconds: 900}),
      ...all(m => (m >= newest && (m - newest) % 5 === 0 ? age(m) : null)),
      tableMetrics: tableMetrics(m => (m >= newest ? 9 : 0)),
    })
  it.each<[string, () => Lag, Partial<Lag>]>([
    ['low and recent', () => few(() => 1, 10), {state: 'ok', ageSeconds: 1, slope: null, throughputRatio: null}],
    ['a quarter of an hour old', () => few(() => 1, 15), {state: 'ok'}],
    ['older', () => few(() => 1, 16), {state: 'idle', ageSeconds: 1}],
    ['high', () => few(() => 90, 4), {state: 'ok', ageSeconds: 90}],
    ['above the floor', () => few(() => 902.7, 4), {state: 'unknown', ageSeconds: 902.7, onsetAtMs: null, lossAtMs: null}],
    ['at the floor', () => few(() => 902.6, 4), {state: 'ok'}],
  ])('%s', (_, found, expected) => {
    expect(found()).toMatchObject(expected)
  })
})
