import {describe, expect, it} from 'vitest'
import {functionMetrics, type Parts, published, tableMetrics} from '../support/evidence.ts'
import {lagging} from '../support/load.ts'
import {found, weighing} from '../support/weigh.ts'

/** Five times the writes for ten minutes, half an hour ago; the backlog is 20 minutes old and shrinks. */
const writes = (ago: number) => (ago <= 40 && ago > 30 ? 6000 : 1200)
const age = (ago: number) => (ago > 40 ? 1 : ago > 20 ? (41 - ago) * 40 : 800 - (20 - ago) * 20)
const burst: Partial<Parts> = {
  functionMetrics: functionMetrics(age, {}, age),
  tableMetrics: tableMetrics(writes, {'ReturnedRecordsCount.Sum': published(ago => (ago > 40 ? 1200 : 2400))}),
}

describe('write-burst', () => {
  it('is found while the backlog drains, with the time when it is gone, and does no harm', () => {
    const {causes, harmed, explained} = weighing(burst)
    expect(causes[0]?.id).toBe('write-burst')
    expect(causes[0]?.summary).toMatch(/5 times as much as usual/)
    expect([harmed, explained]).toEqual([false, true])
  })

  it.each<[string, Partial<Parts>]>([
    ['the writes go on', lagging({writes: 3})],
    ['no burst was written', {...burst, tableMetrics: tableMetrics(() => 1200)}],
    ['a healthy pipeline', {}],
  ])('is not found: %s', (_name, parts) => {
    expect(found(parts)).not.toContain('write-burst')
  })

  it('is not claimed when the writes could not be read', () => {
    expect(found(burst, ['tableMetrics'])).not.toContain('write-burst')
  })
})
