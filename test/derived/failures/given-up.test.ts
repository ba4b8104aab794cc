import {describe, expect, it} from 'vitest'
import type {LagState} from '../../../src/model/derived/lag.ts'
import {functionMetrics, mapping, type Parts, published, stream} from '../../support/evidence.ts'
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

  it('says since when, and by what records are lost', () => {
    const lag = lagOf({mapping: bare(2), functionMetrics: failing(10)})
    expect(lag).toMatchObject({lossBy: 'retries', because: ['no invocation succeeds, and Lambda discards each batch after 3 attempts']})
    expect(lag.lossAtMs).not.toBeNull()
  })
})
