import {describe, expect, it} from 'vitest'
import {type GivenUp, givenUp} from '../../../src/derived/failures/given-up.ts'
import type {LagState} from '../../../src/model/derived/lag.ts'
import {functionMetrics, mapping, nowMs, type Parts, published, stream} from '../../support/evidence.ts'
import {lagOf} from '../../support/lag-of.ts'

/** Retries are bounded, and no destination takes the discarded records. */
const bare = (retries: number, more = {}) =>
  mapping({maximumRetryAttempts: retries, onFailureDestination: null, bisectBatchOnFunctionError: false, ...more})
/** So many of 60 invocations a minute fail in the newest minutes, of which the newest three are not published. */
const failing = (minutes: number, errors = 60) =>
  functionMetrics(() => 1.2, {'Errors.Sum': published(ago => (ago <= minutes + 3 ? errors : 0))})

describe('batches that are discarded although the age is low', () => {
  it.each<[string, Partial<Parts>, LagState]>([
    // Four shards and three tries a batch: twelve failures can be those of four batches that are still tried.
    ['every batch, for two minutes', {mapping: bare(2), functionMetrics: failing(2)}, 'losing'],
    ['every batch, for one minute', {mapping: bare(2), functionMetrics: failing(1)}, 'ok'],
    ['98 % of the invocations', {mapping: bare(2), functionMetrics: failing(10, 59)}, 'losing'],
    ['97 % of the invocations', {mapping: bare(2), functionMetrics: failing(10, 58)}, 'ok'],
    ['more failures than the batches under way can make', {mapping: bare(28), functionMetrics: failing(2)}, 'losing'],
    ['as many failures as the batches under way can make', {mapping: bare(29), functionMetrics: failing(2)}, 'ok'],
    ['fewer batches under way', {mapping: bare(29), functionMetrics: failing(2), stream: stream(3)}, 'losing'],
    [
      'failing batches that are halved, each part with all its retries',
      {mapping: bare(2, {bisectBatchOnFunctionError: true}), functionMetrics: failing(2)},
      'ok',
    ],
    ['… until no part can be left', {mapping: bare(2, {bisectBatchOnFunctionError: true}), functionMetrics: failing(41)}, 'losing'],
    ['retries without end', {mapping: bare(-1), functionMetrics: failing(10)}, 'ok'],
    ['a destination that takes them', {mapping: mapping({maximumRetryAttempts: 2}), functionMetrics: failing(10)}, 'ok'],
    [
      'failures that have ended',
      {mapping: bare(2), functionMetrics: functionMetrics(() => 1.2, {'Errors.Sum': published(ago => (ago > 5 && ago < 20 ? 60 : 0))})},
      'ok',
    ],
    [
      'another mapping of the function',
      {
        mapping: bare(2),
        functionMetrics: failing(10),
        siblings: [mapping({uuid: 'other', eventSourceArn: 'arn:aws:kinesis:us-east-1:123456789012:stream/clicks'})],
      },
      'ok',
    ],
  ])('%s', (_name, parts, state) => {
    expect(lagOf(parts).state).toBe(state)
  })

  it('says since when records are lost, and by which setting', () => {
    const lag = lagOf({mapping: bare(2), functionMetrics: failing(10)})
    expect(lag).toMatchObject({lossBy: 'retries', because: ['no invocation succeeds, and Lambda discards each batch after 3 attempts']})
    expect(lag.lossAtMs).not.toBeNull()
  })
})

describe('since when, and after how many attempts', () => {
  type Values = (ago: number) => number | null
  const of = (
    errors: Values,
    given: {invocations?: Values; lanes?: number | null; sharedBy?: number; mapping?: ReturnType<typeof mapping> | undefined} = {},
  ): GivenUp | null =>
    givenUp(
      functionMetrics(() => 1, {'Errors.Sum': published(errors), 'Invocations.Sum': published(given.invocations ?? (() => 10))}),
      'mapping' in given ? given.mapping : bare(1),
      {lanes: 'lanes' in given ? (given.lanes ?? null) : 4, sharedBy: given.sharedBy ?? 0, nowMs},
    )
  const last =
    (count: number): Values =>
    m =>
      m <= 3 + count ? 10 : 0
  const ago = (minutes: number) => nowMs - minutes * 60_000
  it.each<[string, () => GivenUp | null, GivenUp | null]>([
    ['two minutes', () => of(last(2)), {sinceMs: ago(5), attempts: 2}],
    ['one', () => of(last(1)), null],
    ['five', () => of(last(5)), {sinceMs: ago(8), attempts: 2}],
    ['98 % of the invocations', () => of(m => (m <= 5 ? 98 : 0), {invocations: () => 100}), {sinceMs: ago(5), attempts: 2}],
    ['fewer', () => of(m => (m <= 5 ? 97.9 : 0), {invocations: () => 100}), null],
    ['until six minutes ago', () => of(m => (m >= 6 && m <= 9 ? 10 : null)), {sinceMs: ago(9), attempts: 2}],
    ['until seven', () => of(m => (m >= 7 && m <= 10 ? 10 : null)), null],
    [
      'minutes without an invocation are left out',
      () => of(m => (m <= 7 ? 10 : 0), {invocations: m => (m === 5 || m === 6 ? 0 : 10)}),
      {sinceMs: ago(7), attempts: 2},
    ],
    [
      'minutes without a count are',
      () => of(m => (m <= 7 ? 10 : 0), {invocations: m => (m === 5 || m === 6 ? null : 10)}),
      {sinceMs: ago(7), attempts: 2},
    ],
    // Four batches at a time, each with two tries: eight failures.
    ['as many failures as batches under way can have', () => of(m => (m <= 5 ? 4 : 0), {invocations: () => 4}), null],
    ['more', () => of(m => (m <= 5 ? 4.1 : 0), {invocations: () => 4}), {sinceMs: ago(5), attempts: 2}],
    [
      'halved batches of one record are tried as often',
      () => of(last(2), {mapping: bare(1, {bisectBatchOnFunctionError: true, batchSize: 1})}),
      {sinceMs: ago(5), attempts: 2},
    ],
    // A batch of two: three parts at most, each with two tries.
    [
      'of two records: 24 failures',
      () => of(m => (m <= 5 ? 12 : 0), {invocations: () => 12, mapping: bare(1, {bisectBatchOnFunctionError: true, batchSize: 2})}),
      null,
    ],
    [
      'more',
      () => of(m => (m <= 5 ? 13 : 0), {invocations: () => 13, mapping: bare(1, {bisectBatchOnFunctionError: true, batchSize: 2})}),
      {sinceMs: ago(5), attempts: 2},
    ],
    [
      'of a size that is not known',
      () => of(last(2), {mapping: bare(1, {bisectBatchOnFunctionError: true, batchSize: null})}),
      {sinceMs: ago(5), attempts: 2},
    ],
    ['halving that is not known', () => of(last(2), {mapping: bare(1, {bisectBatchOnFunctionError: null})}), null],
    ['no retry', () => of(last(2), {mapping: bare(0)}), {sinceMs: ago(5), attempts: 1}],
    ['retries that are not known', () => of(last(2), {mapping: mapping({maximumRetryAttempts: null, onFailureDestination: null})}), null],
    ['concurrent batches that are not known', () => of(last(2), {lanes: null}), null],
    ['another mapping', () => of(last(2), {sharedBy: 1}), null],
    ['no mapping', () => of(last(2), {mapping: undefined}), null],
    ['nothing known', () => of(() => null), null],
  ])('%s', (_, found, expected) => {
    expect(found()).toEqual(expected)
  })
})
