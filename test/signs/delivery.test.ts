import {describe, expect, test} from 'vitest'
import {lookupOf} from '../../src/diagnosis/lookup.ts'
import type {Lag} from '../../src/model/derived/lag.ts'
import type {Mapping} from '../../src/model/evidence/evidence.ts'
import {type Delivery, type DeliveryMetrics, reachesDestination, seenDelivery} from '../../src/signs/delivery.ts'
import {
  evidence,
  functionMetrics,
  mapping,
  mappingMetrics,
  moment,
  nowMs,
  type Parts,
  published,
  series,
  tableMetrics,
} from '../support/evidence.ts'

function lagOf(parts: Partial<Parts>): Lag {
  const all = evidence(parts)
  const item = lookupOf(all, all.pipelines[0] as (typeof all.pipelines)[number], moment)('lag')
  if (item.state === 'missing') throw new Error('no lag')
  return item.value
}

const other: Mapping = mapping({uuid: 'other', eventSourceArn: `${mapping().eventSourceArn}-2`})
const ages = (newest: number) => functionMetrics(ago => (ago < newest ? null : 1))

describe('the signs of the delivery', () => {
  test.each<[string, Partial<Parts>, Delivery]>([
    ['batches in the newest published minute', {}, 'own'],
    ['batches until the newest minute that may be the last published one', {functionMetrics: ages(5)}, 'own'],
    ['batches until minutes that newer ones must have followed', {functionMetrics: ages(7)}, 'none'],
    ['batches of this mapping or another one', {siblings: [other]}, 'shared'],
    [
      "batches by the mapping's own count",
      {siblings: [other], mappingMetrics: mappingMetrics({'InvokedEventCount.Sum': published(() => 5)})},
      'own',
    ],
    ['invocations without an age', {functionMetrics: functionMetrics(() => null, {'Invocations.Sum': published(() => 3)})}, 'invoked'],
    ['nothing', {functionMetrics: functionMetrics(() => null), tableMetrics: tableMetrics(() => 0)}, 'none'],
  ])('%s', (_, parts, expected) => {
    const {functionMetrics: ofFunction, mappingMetrics: ofMapping} = {
      functionMetrics: functionMetrics(() => 1),
      mappingMetrics: mappingMetrics(),
      ...parts,
    }
    expect(seenDelivery(lagOf(parts), {functionMetrics: ofFunction, mappingMetrics: ofMapping}, nowMs)).toBe(expected)
  })

  test('a failed read shows nothing', () => {
    expect(seenDelivery(lagOf({functionMetrics: functionMetrics(() => null)}), {}, nowMs)).toBe('none')
  })
})

describe('whether a failed batch reaches its destination', () => {
  const arrived = (ago: number): DeliveryMetrics['mappingMetrics'] =>
    mappingMetrics({'OnFailureDestinationDeliveredEventCount.Sum': series(minute => (minute === ago ? 4 : 0))})
  const failed = (ago: number) => functionMetrics(() => 1, {'DestinationDeliveryFailures.Sum': series(minute => (minute === ago ? 1 : 0))})
  test.each<[string, DeliveryMetrics, boolean]>([
    ['none arrived', {mappingMetrics: mappingMetrics(), functionMetrics: functionMetrics(() => 1)}, false],
    ['one arrived', {mappingMetrics: arrived(60), functionMetrics: functionMetrics(() => 1)}, true],
    ['one arrived after one that did not', {mappingMetrics: arrived(60), functionMetrics: failed(61)}, true],
    ['one arrived before one that did not', {mappingMetrics: arrived(60), functionMetrics: failed(59)}, false],
    ['the metrics could not be read', {}, false],
  ])('%s', (_, metrics, expected) => {
    expect(reachesDestination(metrics)).toBe(expected)
  })
})
