import {describe, expect, it} from 'vitest'
import {functionMetrics, mapping, mappingMetrics, type Parts, published} from '../support/evidence.ts'
import {found, weighing} from '../support/weigh.ts'

const stopped = {functionMetrics: functionMetrics(ago => (ago > 60 ? 1 : null))}
const filtered: Partial<Parts> = {...stopped, mapping: mapping({filterPatterns: ['{"dynamodb":{"NewImage":{"status":["paid"]}}}']})}
const counted = (polled: number, out: number) => ({
  mappingMetrics: mappingMetrics({'PolledEventCount.Sum': published(() => polled), 'FilteredOutEventCount.Sum': published(() => out)}),
})

describe('filter-drops-all', () => {
  it("is found by the mapping's own count, and shows the pattern", () => {
    const [cause] = weighing({...filtered, ...counted(1200, 1200)}).causes
    expect(cause?.id).toBe('filter-drops-all')
    expect(cause?.confidence).toBeGreaterThan(0.9)
    expect(cause?.because.join(' ')).toMatch(/68,400 records of 68,400 records/)
    expect(cause?.because.join(' ')).toContain('"status":["paid"]')
  })

  it('is found without that count, with less confidence, and says what settles it', () => {
    const [cause] = weighing(filtered).causes
    expect(cause?.confidence).toBeLessThan(0.95)
    expect(cause?.settledBy).toMatch(/EventCount/)
  })

  it('says that encrypted filters cannot be shown', () => {
    expect(weighing({...stopped, mapping: mapping({filterPatterns: null})}).causes[0]?.because.join(' ')).toMatch(/encrypted/)
  })

  it.each<[string, Partial<Parts>]>([
    ['there are no filters', stopped],
    ['only half is filtered out', {...filtered, ...counted(1200, 600)}],
    ['nothing is polled', {...filtered, ...counted(0, 0)}],
    ['the mapping is disabled', {...stopped, mapping: mapping({state: 'Disabled', filterPatterns: ['{}']})}],
    [
      'invocations are throttled',
      {...filtered, functionMetrics: functionMetrics(ago => (ago > 60 ? 1 : null), {'Throttles.Sum': published(() => 9)})},
    ],
    ['records are delivered', {mapping: mapping({filterPatterns: ['{}']})}],
  ])('is not found: %s', (_name, parts) => {
    expect(found(parts)).not.toContain('filter-drops-all')
  })
})
