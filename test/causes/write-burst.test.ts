import {describe, expect, it} from 'vitest'
import {functionMetrics, nowMs, type Parts, published, tableMetrics} from '../support/evidence.ts'
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
    expect(causes[0]?.summary).toMatch(/Writes were at 5 × the earlier rate/)
    expect([harmed, explained]).toEqual([false, true])
  })

  const bulk = (endMs: number | null) => ({
    arn: 'arn:aws:dynamodb:us-east-1:123456789012:bulk-operation/01',
    status: endMs === null ? 'IN_PROGRESS' : 'COMPLETED',
    startMs: nowMs - 40 * 60_000,
    endMs,
    items: 60_000,
  })
  it('names the bulk write that is the burst, and asks for it', () => {
    expect(weighing(burst).onDemand).toContain('bulkOperations')
    const because = (bulkOperations: ReturnType<typeof bulk>[]) => weighing({...burst, bulkOperations}).causes[0]?.because.join(' ')
    expect(because([bulk(nowMs - 30 * 60_000)])).toMatch(
      /^The bulk write arn:\S+ \(COMPLETED\) writes to the table since 2026-11-23T02:20\S*, until 2026-11-23T02:30\S*\. It has processed 60,000 items\./,
    )
    expect(because([bulk(null)])).toMatch(/\(IN_PROGRESS\) .*, and still runs\./)
    expect(because([])).not.toMatch(/bulk write/)
    expect(weighing(lagging({writes: 3})).onDemand).toContain('bulkOperations')
    expect(JSON.stringify(weighing({...lagging({writes: 3}), bulkOperations: [bulk(null)]}).causes[0]?.because)).toMatch(/bulk write/)
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

  it('is named with the evidence that decides while one minute shows the end', () => {
    const [cause, other] = weighing(ending(1200)).causes
    expect(cause).toMatchObject({id: 'write-burst', confidence: 0.65, settledBy: expect.stringMatching(/^Two more minutes/)})
    expect(other).toMatchObject({id: 'insufficient-throughput', confidence: 0.4})
  })

  // Records of the burst are read for a while after it: the age still grows, and no forecast has three minutes to go by.
  it.each([
    [6, 1200, ['write-burst', 'insufficient-throughput']],
    [6, 1.21 * 1200, ['insufficient-throughput']],
  ])('a burst that ended %d minutes ago, with %d writes since: %s', (end, writesNow, causes) => {
    const weighed = weighing(ending(writesNow, end))
    expect(weighed.causes.map(({id}) => id)).toEqual(causes)
    if (causes.length > 1) expect(weighed.causes.map(({confidence}) => confidence)).toEqual([0.65, 0.4])
    if (causes.length > 1)
      expect([weighed.harmed, weighed.causes[1]?.summary]).toEqual([true, expect.stringMatching(/^Until some minutes ago/)])
  })

  it('is not claimed when the writes could not be read', () => {
    expect(found(burst, ['tableMetrics'])).not.toContain('write-burst')
  })
})
