import {describe, expect, it} from 'vitest'
import {functionMetrics, mapping, type Parts, published, tableMetrics} from '../support/evidence.ts'
import {found, weighing} from '../support/weigh.ts'

const refused = {
  'GetRecords.ThrottledRequests.Sum': published(ago => (ago > 30 ? 0 : 40)),
  'ReturnedRecordsCount.Sum': published(ago => (ago > 30 ? 1200 : 3600)),
}
const jumping = functionMetrics(ago => (ago > 30 ? 1 : 5 + (ago % 4) * 14))
const contended: Partial<Parts> = {tableMetrics: tableMetrics(() => 1200, refused), functionMetrics: jumping}
const other = (uuid: string) => mapping({uuid, functionName: uuid, functionArn: `arn:aws:lambda:us-east-1:123456789012:function:${uuid}`})

describe('reader-contention', () => {
  it('is found when reads are refused and records are late, with the readers that are seen', () => {
    const [cause] = weighing({...contended, siblings: [other('orders-audit'), other('orders-search')]}).causes
    expect(cause?.id).toBe('reader-contention')
    expect(cause?.because.join(' ')).toMatch(/3 mappings of Lambda read the stream.*handed out 3 times/)
  })

  it('is found when the other readers are not seen', () => {
    expect(found(contended)).toEqual(['reader-contention'])
  })

  const begun = {
    'GetRecords.ThrottledRequests.Sum': published(ago => (ago > 5 ? 0 : 40)),
    'ReturnedRecordsCount.Sum': published(ago => (ago > 5 ? 1200 : 3600)),
  }
  const waiting = functionMetrics(ago => (ago > 4 ? 1 : 20))
  it('is found in its second minute, when each record is handed out three times', () => {
    expect(found({tableMetrics: tableMetrics(() => 1200, begun), functionMetrics: waiting})).toEqual(['reader-contention'])
    const twice = {...begun, 'ReturnedRecordsCount.Sum': published(() => 2400)}
    expect(found({tableMetrics: tableMetrics(() => 1200, twice), functionMetrics: waiting})).toEqual([])
  })

  it('counts no mapping that is off', () => {
    const [cause] = weighing({...contended, siblings: [{...other('orders-audit'), state: 'Disabled'}]}).causes
    expect(cause?.because.join(' ')).toMatch(/1 mapping of Lambda/)
  })

  it.each<[string, Partial<Parts>]>([
    ['a healthy pipeline', {}],
    ['refused reads and records in time', {tableMetrics: tableMetrics(() => 1200, refused)}],
    ['late records and no refused reads', {functionMetrics: jumping}],
    [
      'reads that were refused long ago',
      {...contended, tableMetrics: tableMetrics(() => 1200, {'GetRecords.ThrottledRequests.Sum': published(ago => (ago > 30 ? 40 : 0))})},
    ],
  ])('is not found: %s', (_name, parts) => {
    expect(found(parts)).not.toContain('reader-contention')
  })

  it('is open when the metrics of the table could not be read', () => {
    expect(weighing({}, ['tableMetrics']).open).toContain('reader-contention')
  })
})
