import {describe, expect, it} from 'vitest'
import {functionMetrics, mapping, nowMs, type Parts, published, tableMetrics} from '../support/evidence.ts'
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
    expect(cause?.because.join(' ')).toMatch(
      /3 Lambda mappings read the stream: orders-projector, orders-audit, orders-search\. GetRecords returned each record 3 times/,
    )
  })

  it('stops the newest reader first, and doubts where that is not enough', () => {
    const at = (uuid: string, ago: number) => ({...other(uuid), lastModifiedMs: nowMs - ago * 60_000})
    const [cause] = weighing({...contended, siblings: [at('orders-audit', 90), at('orders-search', 30)]}).causes
    expect(cause?.fixes).toMatchObject([
      {command: 'aws lambda update-event-source-mapping --region us-east-1 --uuid orders-search --no-enabled'},
      {command: 'aws lambda update-event-source-mapping --region us-east-1 --uuid orders-audit --no-enabled'},
    ])
    expect(cause?.fixes[0]?.doubt).toBeUndefined()
    expect(weighing(contended).causes[0]?.fixes[0]?.doubt).toMatch(/No AWS API lists other readers/)
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
    expect(cause?.because.join(' ')).toMatch(/1 Lambda mapping/)
  })

  /** Ages that go up and down, although the function has time; no refused read is published. */
  const waves = functionMetrics(ago => (ago % 3 === 0 ? 4 : 41 + (ago % 5) * 6))
  const readTimes = (times: number, calls: number | null = null) => ({
    tableMetrics: tableMetrics(() => 1200, {
      'ReturnedRecordsCount.Sum': published(() => 1200 * times),
      ...(calls === null ? {} : {'GetRecords.SampleCount': published(() => calls)}),
    }),
  })
  const pipe = (name: string, state = 'RUNNING') => ({name, arn: `arn:aws:pipes:us-east-1:123456789012:pipe/${name}`, state})
  const two = [other('orders-audit')]
  const three = [other('orders-audit'), other('orders-search')]

  it.each<[string, Partial<Parts>, RegExp]>([
    ['three mappings', {siblings: three, ...readTimes(3)}, /orders-projector, orders-audit, orders-search/],
    ['two mappings and a pipe', {siblings: two, ...readTimes(1), pipes: [pipe('to-bus')]}, /1 EventBridge pipe reads it: to-bus/],
    ['two mappings and another reader', {siblings: two, ...readTimes(3)}, /At least 1 more reader is in no AWS list: a pipe/],
    ['two mappings and a reader that is no pipe', {siblings: two, ...readTimes(3), pipes: []}, /in no AWS list: a Kinesis adapter/],
    ['three mappings and a pipe that may not be listed', {siblings: three, ...readTimes(4)}, /At least 1 more reader/],
    ['records of several write units, by the calls', {siblings: two, ...readTimes(1, 3 * 4 * 240)}, /as often as 3 pollers/],
  ])('is found without a refused read where ages come and go: %s', (_name, parts, words) => {
    const [cause] = weighing({...parts, functionMetrics: waves}).causes
    expect(cause?.id).toBe('reader-contention')
    expect(cause?.summary).toMatch(/^At least [34] readers compete for the shards/)
    expect(cause?.because.join(' ')).toMatch(words)
    expect(cause?.against.join(' ')).toMatch(/no throttled GetRecords call/)
  })

  it('asks for the pipes where nothing else can show a third reader, and is open until they are listed', () => {
    const unread = {siblings: two, tableMetrics: tableMetrics(() => 1200, {'ReturnedRecordsCount.Sum': published(() => null)})}
    const parts = {...unread, functionMetrics: waves}
    expect(weighing(parts)).toMatchObject({open: ['reader-contention'], onDemand: expect.arrayContaining(['pipes'])})
    expect(weighing({...parts, pipes: []}).open).toEqual([])
    expect(found({...parts, pipes: [pipe('to-bus', 'STOPPED')]})).not.toContain('reader-contention')
    expect(found({...parts, pipes: [pipe('to-bus')]})[0]).toBe('reader-contention')
  })

  const with2 = (metrics: Partial<Parts>): Partial<Parts> => ({siblings: three, ...readTimes(3), ...metrics})
  it.each<[string, Partial<Parts>]>([
    ['two readers whose ages come and go', {siblings: two, ...readTimes(2), functionMetrics: waves}],
    ['three readers and low ages', with2({})],
    ['three readers and four late minutes', with2({functionMetrics: functionMetrics(ago => (ago > 3 && ago < 8 ? 50 : 2))})],
    ['a shard that stays late', with2({functionMetrics: functionMetrics(ago => 60 + (ago % 5) * 6)})],
    [
      'a function that has no time',
      with2({
        functionMetrics: functionMetrics(ago => (ago % 3 === 0 ? 4 : 41 + (ago % 5) * 6), {'Duration.Average': published(() => 3000)}),
      }),
    ],
    [
      'a function that fails',
      with2({functionMetrics: functionMetrics(ago => (ago % 3 === 0 ? 4 : 41 + (ago % 5) * 6), {'Errors.Sum': published(() => 1)})}),
    ],
    [
      'a hot partition',
      with2({
        functionMetrics: waves,
        tableMetrics: tableMetrics(() => 1200, {
          'ReturnedRecordsCount.Sum': published(() => 3600),
          'WriteKeyRangeThroughputThrottleEvents.Sum': published(() => 5),
        }),
      }),
    ],
  ])('is not found without a refused read: %s', (_name, parts) => {
    expect(found(parts)).not.toContain('reader-contention')
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
