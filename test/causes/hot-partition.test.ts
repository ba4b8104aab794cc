import {describe, expect, it} from 'vitest'
import {functionMetrics, lambdaFunction, mapping, type Parts, published, tableMetrics} from '../support/evidence.ts'
import {growing, lagging} from '../support/load.ts'
import {found, weighing} from '../support/weigh.ts'

const oneShard = {functionMetrics: functionMetrics(growing(0.5))}
const refused = {tableMetrics: tableMetrics(() => 60_000, {'WriteKeyRangeThroughputThrottleEvents.Sum': published(() => 12)})}

describe('hot-partition', () => {
  it('is found at the consumer: one shard moves on too slowly while the others are current', () => {
    const [cause] = weighing(oneShard).causes
    expect(cause?.id).toBe('hot-partition')
    expect(cause?.against.join(' ')).toMatch(/Writers are not throttled/)
    expect(cause?.fixes[0]).toMatchObject({
      command: expect.stringMatching(/--set ParallelizationFactor=3 --set BatchSize=1000$/),
      settings: [
        {name: 'ParallelizationFactor', before: 1, after: 3},
        {name: 'BatchSize', before: 100, after: 1000},
      ],
      doubt: expect.stringMatching(/One hot item gains from larger batches alone/),
      effect: expect.stringMatching(/is then about 1\.5 × the write rate; .* gone about \d\d:\d\d UTC/),
    })
  })

  it('is found at the writer alone, although the function keeps up', () => {
    const [cause] = weighing(refused).causes
    expect(cause?.id).toBe('hot-partition')
    expect(cause?.summary).toMatch(/the function keeps up/)
    expect(cause?.fixes[0]?.command).toMatch(
      /^ddbstream configure orders-projector --region us-east-1 --mapping \S+ --contributor-insights$/,
    )
  })

  it('gives the key that Contributor Insights counts, and says that no setting ends it', () => {
    const keys = [{counts: 'throttled' as const, labels: ['customerId'], key: ['C-00804'], maximumPerMinute: 4000}]
    const hotKeys = {status: 'ENABLED', mode: null, keys}
    const [writer] = weighing({...refused, hotKeys}).causes
    expect(writer?.summary).toMatch(/customerId = C-00804 gets most of the writes\.$/)
    expect(writer?.fixes).toMatchObject([{command: '', doubt: expect.stringMatching(/^No AWS setting spreads a key/)}])
    const item = {...hotKeys, keys: [{...keys[0]!, labels: ['customerId', 'at'], key: ['C-00804', '7']}]}
    expect(weighing({...oneShard, hotKeys: item}).causes[0]?.fixes).toMatchObject([
      {command: expect.stringMatching(/--set BatchSize=1000$/), doubt: expect.stringMatching(/may not be enough/)},
      {command: ''},
    ])
    // Half of a timeout of 1 s is the time of fewer records than a batch has already.
    const short = {function: lambdaFunction({timeoutSeconds: 1}), mapping: mapping({batchSize: 500})}
    expect(weighing({...oneShard, ...short, hotKeys: item}).causes[0]?.fixes).toMatchObject([{command: ''}])
  })

  it('is found in its second minute, when records of one shard begin to wait', () => {
    const begun = tableMetrics(() => 900, {'WriteKeyRangeThroughputThrottleEvents.Sum': published(ago => (ago < 6 ? 3 : 0))})
    const [cause] = weighing({tableMetrics: begun, functionMetrics: functionMetrics(ago => (ago > 4 ? 1 : 20))}).causes
    expect(cause?.id).toBe('hot-partition')
    expect(cause?.summary).toMatch(/its records have begun to wait/)
  })

  it('compares the busiest key with keys alone: neither with its own items nor with throttles', () => {
    const counted = (counts: 'accessed' | 'throttled', labels: string[], key: string[], maximumPerMinute: number) => ({
      counts,
      labels,
      key,
      maximumPerMinute,
    })
    const keys = [
      counted('accessed', ['id', 'sort'], ['a', '1'], 1800),
      counted('throttled', ['id'], ['a'], 5000),
      counted('accessed', ['id'], ['b'], 200),
      counted('accessed', ['id'], ['a'], 1800),
    ]
    const [cause] = weighing({...oneShard, hotKeys: {status: 'ENABLED', mode: null, keys}}).causes
    expect(cause?.because).toContain(
      'Contributor Insights counts up to 1,800 throughput units a minute for the busiest key, 9 times the next.',
    )
    const beside = (next: number) => {
      const two = [counted('accessed', ['id'], ['a'], 1800), counted('accessed', ['id'], ['b'], next)]
      return weighing({...oneShard, hotKeys: {status: 'ENABLED', mode: null, keys: two}}).causes[0]?.because.join(' ')
    }
    expect(beside(18)).toMatch(/, 100 times the next/)
    expect(beside(17)).toMatch(/, more than 100 times the next/)
    const [alone] = weighing({...oneShard, hotKeys: {status: 'ENABLED', mode: null, keys: keys.slice(1, 2)}}).causes
    expect(alone?.because.join(' ')).not.toMatch(/Contributor Insights/)
  })

  it('is surer with both faces', () => {
    expect(weighing({...oneShard, ...refused}).causes[0]?.confidence).toBeGreaterThan(weighing(oneShard).causes[0]?.confidence ?? 1)
  })

  it.each<[string, Partial<Parts>]>([
    ['all shards lag', lagging({writes: 3})],
    [
      'one shard stands still',
      {functionMetrics: functionMetrics(ago => (ago > 20 ? 1 : (21 - ago) * 60), {'Errors.Sum': published(() => 1)})},
    ],
    [
      'two minutes of key-range throttles',
      {tableMetrics: tableMetrics(() => 900, {'WriteKeyRangeThroughputThrottleEvents.Sum': published(ago => (ago < 6 ? 3 : 0))})},
    ],
    [
      'two such minutes, and one shard stands still',
      {
        tableMetrics: tableMetrics(() => 900, {'WriteKeyRangeThroughputThrottleEvents.Sum': published(ago => (ago < 6 ? 3 : 0))}),
        functionMetrics: functionMetrics(ago => (ago > 20 ? 1 : (21 - ago) * 60), {'Errors.Sum': published(() => 1)}),
      },
    ],
    ['a healthy pipeline', {}],
  ])('is not found: %s', (_name, parts) => {
    expect(found(parts)).not.toContain('hot-partition')
  })

  it('is open when the writes could not be read and nothing else shows it', () => {
    expect(weighing({}, ['tableMetrics']).open).toContain('hot-partition')
  })
})
