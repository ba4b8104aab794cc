import {describe, expect, test} from 'vitest'
import {createFilter} from '../../../../packages/lab/src/simulation/poller/filters.ts'
import type {LabRecord} from '../../../../packages/lab/src/simulation/table/table-shapes.ts'
import {smallWorld} from '../small-world.ts'

const record: LabRecord = {
  index: 0,
  sequenceNumber: '100000000000000000001',
  eventId: 'e',
  eventName: 'MODIFY',
  writtenMs: 1_700_000_000_400,
  sizeBytes: 200,
  keys: {orderId: {S: 'o-1'}},
  newImage: {orderId: {S: 'o-1'}, status: {S: 'PAID'}, total: {N: '12.5'}},
  oldImage: null,
  userIdentity: null,
}

test.each<[string, object[], boolean]>([
  ['a literal', [{eventName: ['MODIFY']}], true],
  ['another literal', [{eventName: ['INSERT', 'REMOVE']}], false],
  ['one of two patterns', [{eventName: ['INSERT']}, {eventName: ['MODIFY']}], true],
  ['an attribute', [{dynamodb: {NewImage: {status: {S: ['PAID']}}}}], true],
  ['an attribute without its type', [{dynamodb: {NewImage: {status: ['PAID']}}}], false],
  ['two members, one of which fails', [{eventName: ['MODIFY'], dynamodb: {NewImage: {status: {S: ['SHIPPED']}}}}], false],
  ['a prefix', [{dynamodb: {Keys: {orderId: {S: [{prefix: 'o-'}]}}}}], true],
  ['a number written as a number', [{dynamodb: {NewImage: {total: {N: [{numeric: ['>', 1]}]}}}}], false],
  ['the size, which is one', [{dynamodb: {SizeBytes: [{numeric: ['>', 1, '<=', 200]}]}}], true],
  ['the time of the write', [{dynamodb: {ApproximateCreationDateTime: [{numeric: ['=', 1_700_000_000]}]}}], true],
  ['the end of a value', [{dynamodb: {NewImage: {status: {S: [{suffix: 'ID'}]}}}}], true],
  ['a value in any case', [{dynamodb: {NewImage: {status: {S: [{'equals-ignore-case': 'paid'}]}}}}], true],
  ['anything but', [{eventName: [{'anything-but': ['INSERT']}]}], true],
  ['exists on a leaf', [{dynamodb: {NewImage: {status: {S: [{exists: true}]}}}}], true],
  ['exists on a missing field', [{dynamodb: {OldImage: {status: {S: [{exists: false}]}}}}], true],
  ['exists on an object', [{dynamodb: {NewImage: [{exists: true}]}}], false],
  ['$or', [{$or: [{eventName: ['INSERT']}, {eventName: ['MODIFY']}]}], true],
  ['the wrong root', [{body: {status: ['PAID']}}], false],
])('%s', (_, patterns, passes) => {
  const filter = createFilter(patterns.map(pattern => JSON.stringify(pattern)))
  expect(filter?.(record)).toBe(passes)
})

describe('a mapping with filters', () => {
  const where = {EventSourceMappingUUID: 'mapping-1'}

  test('sends matching records, counts the rest as filtered, and neither waits', () => {
    const small = smallWorld({settings: {FilterPatterns: ['{"eventName":["INSERT"]}']}})
    small.to(900)
    const {written, processed, filtered, pending} = small.counts()
    expect(filtered / written).toBeCloseTo(0.75, 1)
    expect(processed + filtered + pending).toBe(written)
    expect(pending).toBeLessThan(30)
    expect(small.metric('FilteredOutEventCount', 'Sum', where).get(8)).toBeGreaterThan(250)
    expect(small.metric('PolledEventCount', 'Sum', where).get(8)).toBeGreaterThan(400)
  })

  test('that let nothing pass invokes nothing and has no age', () => {
    const small = smallWorld({settings: {FilterPatterns: ['{"eventName":["NEVER"]}']}})
    small.to(900)
    expect(small.counts()).toMatchObject({processed: 0})
    expect(small.counts().filtered).toBeGreaterThan(6000)
    expect(small.metric('IteratorAge', 'Maximum').size).toBe(0)
    const [filtered, polled] = ['FilteredOutEventCount', 'PolledEventCount'].map(name => small.metric(name, 'Sum', where).get(8))
    expect(filtered).toBeGreaterThan(300)
    expect(filtered).toBe(polled)
  })
})
