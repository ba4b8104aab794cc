import {describe, expect, it} from 'vitest'
import {functionMetrics, mapping, mappingMetrics, nowMs, type Parts, published, tableMetrics} from '../support/evidence.ts'
import {found, weighing} from '../support/weigh.ts'

const stopped = {functionMetrics: functionMetrics(ago => (ago > 60 ? 1 : null))}
const silent = {functionMetrics: functionMetrics(() => null)}
const typeless = '{"dynamodb":{"NewImage":{"status":["paid"]}}}'
const paid = '{"dynamodb":{"NewImage":{"status":{"S":["paid"]}}}}'
const filtered: Partial<Parts> = {...silent, mapping: mapping({filterPatterns: [typeless]})}
const changed: Partial<Parts> = {...stopped, mapping: mapping({filterPatterns: [paid], lastModifiedMs: nowMs - 60 * 60_000})}
const counted = (polled: number, out: number) => ({
  mappingMetrics: mappingMetrics({'PolledEventCount.Sum': published(() => polled), 'FilteredOutEventCount.Sum': published(() => out)}),
})

const passing = {
  mappingMetrics: mappingMetrics({
    'PolledEventCount.Sum': published(() => 1000),
    'FilteredOutEventCount.Sum': published(() => 995),
    'InvokedEventCount.Sum': published(() => 5),
  }),
}

describe('filter-drops-all', () => {
  it('is found by the pattern, with its place, its right form and the records read', () => {
    const [cause] = weighing(filtered).causes
    expect(cause?.id).toBe('filter-drops-all')
    expect(cause?.confidence).toBeGreaterThan(0.95)
    const words = cause?.because.join(' ') ?? ''
    expect(words).toContain('`dynamodb.NewImage.status`: The type is missing')
    expect(words).toContain('`{"S":["paid"]}`')
    expect(words).toMatch(/[\d,]+ records were read from the stream/)
    expect(cause?.fixes[0]?.command).toMatch(
      /update-event-source-mapping --region us-east-1 --uuid \S+ --filter-criteria '\{"Filters":\[\]\}'$/,
    )
    expect(cause?.fixes[0]?.summary).toMatch(/if the function can process every record/)
  })

  it('puts the corrected pattern into the command where there is one right form, beside the other filters', () => {
    const two = mapping({filterPatterns: ['{"eventName":["Insert"]}', '{"eventName":["delete"]}']})
    const [cause] = weighing({...silent, mapping: two}).causes
    expect(cause?.fixes[0]?.command).toBe(
      `aws lambda update-event-source-mapping --region us-east-1 --uuid ${two.uuid} --filter-criteria '{"Filters":[{"Pattern":"{\\"eventName\\":[\\"INSERT\\"]}"},{"Pattern":"{\\"eventName\\":[\\"REMOVE\\"]}"}]}'`,
    )
  })

  it('is found by the change after which nothing matched, surer with counts, and with the evidence against it', () => {
    const [told] = weighing(changed).causes
    const [sure] = weighing({...changed, ...counted(1200, 1200)}).causes
    expect([told?.id, sure?.id]).toEqual(['filter-drops-all', 'filter-drops-all'])
    expect(told?.confidence).toBeLessThan(sure?.confidence ?? 0)
    expect(told?.settledBy).toMatch(/EventCount/)
    expect(told?.summary).toMatch(/changed at 2026-11-23T02:00Z, and no record has matched/)
    expect(sure?.against.join(' ')).toMatch(/may exclude these records on purpose/)
    expect(sure?.because.join(' ')).toMatch(/68,400 records of 68,400 records|records of [\d,]+ records/)
  })

  it('says that encrypted filters cannot be shown', () => {
    const parts = {...changed, mapping: mapping({filterPatterns: null, lastModifiedMs: nowMs - 60 * 60_000})}
    expect(weighing(parts).causes[0]?.because.join(' ')).toMatch(/encrypted/)
  })

  it('is open, in words, where nothing matched in a window that began after the filters were set', () => {
    const {causes, open, openBecause} = weighing({...silent, ...counted(1200, 1200), mapping: mapping({filterPatterns: [paid]})})
    expect(causes.map(cause => cause.id)).not.toContain('filter-drops-all')
    expect(open).toContain('filter-drops-all')
    expect([...openBecause].join(' ')).toMatch(/no record has matched the filters since/)
  })

  it.each<[string, Partial<Parts>]>([
    ['there are no filters', stopped],
    ['only half is filtered out', {...changed, ...counted(1200, 600)}],
    ['one record in two hundred passes', {...silent, mapping: mapping({filterPatterns: [paid]}), ...passing}],
    [
      'matched two hours ago, set before',
      {...stopped, ...counted(1200, 1200), mapping: mapping({filterPatterns: ['{"eventName":["INSERT"]}']})},
    ],
    ['the mapping is disabled', {...silent, mapping: mapping({state: 'Disabled', filterPatterns: [typeless]})}],
    ['nothing is written', {...filtered, tableMetrics: tableMetrics(() => 0)}],
    ['invocations are throttled', {...filtered, functionMetrics: functionMetrics(() => null, {'Throttles.Sum': published(() => 9)})}],
    ['records are delivered', {mapping: mapping({filterPatterns: [typeless]})}],
  ])('is not found, and not open: %s', (_name, parts) => {
    expect(found(parts)).not.toContain('filter-drops-all')
    expect(weighing(parts).open).not.toContain('filter-drops-all')
  })
})
