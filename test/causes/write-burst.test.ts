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

  /** Five times the writes until `end` minutes ago; the age grows. */
  const ending = (writesNow: number, end = 5): Partial<Parts> => {
    const late = (ago: number) => (ago > 20 ? 1 : (21 - ago) * 45)
    return {
      functionMetrics: functionMetrics(late, {'Duration.Average': published(() => 3900)}, late),
      tableMetrics: tableMetrics(ago => (ago > 20 ? 1200 : ago >= end ? 6000 : writesNow), {
        'ReturnedRecordsCount.Sum': published(() => 1200),
      }),
    }
  }
  it.each([
    [1.26 * 1200, ['insufficient-throughput']],
    [1.24 * 1200, ['insufficient-throughput']],
    [1.19 * 1200, ['write-burst', 'insufficient-throughput']],
  ])('one minute with %d writes after a burst: %s', (writesNow, causes) => {
    expect(found(ending(writesNow))[0]).toBe(causes[0])
  })

  it('is named with what settles it while one minute shows the end', () => {
    const [cause, other] = weighing(ending(1200)).causes
    expect(cause).toMatchObject({id: 'write-burst', confidence: 0.65, settledBy: expect.stringMatching(/^Two more minutes/)})
    expect(other).toMatchObject({id: 'insufficient-throughput', confidence: 0.4})
  })

  it('is not claimed when the writes could not be read', () => {
    expect(found(burst, ['tableMetrics'])).not.toContain('write-burst')
  })
})
