import {describe, expect, it} from 'vitest'
import {checkMapping} from '../../../packages/lab/src/services/lambda/mapping-settings.ts'

const check = (pattern: unknown) => () =>
  checkMapping({FilterCriteria: {Filters: [{Pattern: typeof pattern === 'string' ? pattern : JSON.stringify(pattern)}]}} as Parameters<
    typeof checkMapping
  >[0])

describe('filter patterns', () => {
  it.each([
    {eventName: ['INSERT', 'MODIFY']},
    {dynamodb: {NewImage: {status: {S: [{prefix: 'pa'}, {'anything-but': ['void']}]}}}},
    {dynamodb: {NewImage: {paid: {S: [{exists: false}]}}}},
    {dynamodb: {SizeBytes: [{numeric: ['>', 10, '<=', 100]}]}},
    {$or: [{eventName: ['REMOVE']}, {dynamodb: {OldImage: {total: {N: ['1']}}}}]},
  ])('%j is taken', pattern => {
    expect(check(pattern)).not.toThrow()
  })

  it('five are taken, six are not', () => {
    const filters = (count: number) => ({FilterCriteria: {Filters: Array(count).fill({Pattern: '{"eventName":["INSERT"]}'})}})
    expect(() => checkMapping(filters(5))).not.toThrow()
    expect(() => checkMapping(filters(6))).toThrow(/up to 5 filters/)
  })

  it.each([
    'not JSON',
    '[]',
    {eventName: 'INSERT'},
    {eventName: []},
    {dynamodb: {a: [{foo: 'x'}]}},
    {dynamodb: {a: [{prefix: 1}]}},
    {dynamodb: {a: [{exists: 'yes'}]}},
    {dynamodb: {a: [{numeric: ['>']}]}},
    {dynamodb: {a: [{prefix: 'a', suffix: 'b'}]}},
  ])('%j is refused', pattern => {
    expect(check(pattern)).toThrow(/Invalid filter pattern definition/)
  })
})
