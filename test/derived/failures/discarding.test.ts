import {describe, expect, it} from 'vitest'
import {thresholds} from '../../../src/aws-facts/thresholds.ts'
import {discarding} from '../../../src/derived/failures/discarding.ts'
import type {Failures} from '../../../src/model/derived/failures.ts'
import type {Mapping, MappingMetrics} from '../../../src/model/evidence/evidence.ts'
import {known, missing} from '../../../src/model/evidence/item.ts'
import {mapping, none, nowMs, published, startMs} from '../../support/evidence.ts'

const queue = 'arn:aws:sqs:us-east-1:123456789012:orders-failed'
const bounded = (given: Partial<Mapping> = {}) =>
  mapping({maximumRetryAttempts: 2, bisectBatchOnFunctionError: false, onFailureDestination: queue, ...given})
const passing = (given: Partial<Failures> = {}) =>
  ({scope: 'passing', hidden: false, share: 0.4, minutes: 40, failingMinutes: 40, ...given}) as Failures

/** 1,000 records a minute are read; so many are delivered to the destination, or dropped, in some of the minutes. */
const counts = (delivered: (ago: number) => number, dropped: (ago: number) => number = () => 0): MappingMetrics =>
  ({
    'PolledEventCount.Sum': published(() => 1000),
    'FilteredOutEventCount.Sum': none,
    'OnFailureDestinationDeliveredEventCount.Sum': published(delivered),
    'DroppedEventCount.Sum': published(dropped),
  }) as MappingMetrics

const of = (failures: Failures, own: Mapping, metrics?: MappingMetrics) =>
  discarding.compute(
    {failures, mapping: own},
    {mappingMetrics: metrics ? known(metrics) : missing('skipped', 'cloudwatch:GetMetricData', '')},
    {nowMs, startMs, thresholds},
  )

describe('records that are discarded all the time, by the count of the mapping', () => {
  it.each<[string, MappingMetrics, boolean]>([
    ['one in fifty', counts(() => 20), true],
    ['fewer', counts(() => 19.9), false],
    ['in half of the minutes', counts(ago => (ago % 2 === 0 ? 60 : 0)), true],
    ['in every third minute', counts(ago => (ago % 3 === 0 ? 600 : 0)), false],
    ['one batch of them, a while ago', counts(ago => (ago === 12 ? 5000 : 0)), false],
    [
      'dropped',
      counts(
        () => 0,
        () => 20,
      ),
      true,
    ],
    ['none, also beside failures that make it likely', counts(() => 0), false],
  ])('%s', (_, metrics, isSo) => {
    expect(of(passing(), bounded(), metrics) !== null).toBe(isSo)
  })

  it('has the rate and the share', () => {
    const found = of(
      passing(),
      bounded(),
      counts(() => 64),
    )
    expect(found).toMatchObject({attempts: 3, leaves: 'pointers'})
    expect(found?.share).toBeCloseTo(0.064)
    expect(found?.recordsPerMinute).toBeCloseTo(64)
  })
})

describe('records that are discarded all the time, by the share of failures', () => {
  it.each<[string, Failures, Mapping, boolean]>([
    ['four in ten, three times in a row', passing(), bounded(), true],
    ['272 in 1,000, three times in a row', passing({share: 0.272}), bounded(), true],
    ['27 in 100', passing({share: 0.27}), bounded(), false],
    ['one retry more', passing({share: 0.3}), bounded({maximumRetryAttempts: 3}), false],
    ['halves use up no retry', passing(), bounded({bisectBatchOnFunctionError: true, batchSize: 10}), false],
    ['retries without end', passing(), bounded({maximumRetryAttempts: -1}), false],
    ['unknown retries', passing(), bounded({maximumRetryAttempts: null}), false],
    ['29 minutes', passing({minutes: 29, failingMinutes: 29}), bounded(), false],
    ['fewer than half of the minutes', passing({failingMinutes: 19}), bounded(), false],
    ['one shard', passing({scope: 'one-lane'}), bounded(), false],
    ['failures in the response', passing({hidden: true}), bounded(), false],
  ])('%s', (_, failures, own, isSo) => {
    expect(of(failures, own) !== null).toBe(isSo)
  })
})

it.each([
  [queue, 'pointers'],
  ['arn:aws:sns:us-east-1:123456789012:orders-failed', 'pointers'],
  ['arn:aws:s3:::orders-failed', 'records'],
  [null, 'nothing'],
])('%s leaves %s', (onFailureDestination, leaves) => {
  expect(of(passing(), bounded({onFailureDestination}))?.leaves).toBe(leaves)
})
