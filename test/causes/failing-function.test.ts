import {describe, expect, it} from 'vitest'
import {functionMetrics, lambdaFunction, nowMs, type Parts, published, stream} from '../support/evidence.ts'
import {found, weighing} from '../support/weigh.ts'

const blocked = (ago: number) => (ago > 20 ? 1 : (21 - ago) * 60)
const all: Partial<Parts> = {functionMetrics: functionMetrics(blocked, {'Errors.Sum': published(ago => (ago > 20 ? 0 : 60))}, blocked)}
const released = {function: lambdaFunction({lastModifiedMs: nowMs - 22 * 60_000})}

describe('failing-function', () => {
  it('is found when all invocations fail on all shards, and says that the log tells why', () => {
    const [cause] = weighing(all).causes
    expect(cause?.id).toBe('failing-function')
    expect(cause?.summary).toMatch(/100 % of the invocations fail/)
    expect(cause?.settledBy).toMatch(/log/)
  })

  it('names a release just before', () => {
    expect(weighing({...all, ...released}).causes[0]?.because.join(' ')).toMatch(/changed at 2026-11-23T02:38.*just before/)
  })

  it('stands beside poison-record on one shard of one, unless the function was just released', () => {
    expect(found({...all, stream: stream(1)}).sort()).toEqual(['failing-function', 'poison-record'])
    expect(weighing({...all, ...released, stream: stream(1)}).causes[0]).toMatchObject({id: 'failing-function', confidence: 0.85})
  })

  it('is no more likely than poison-record where the shards could not be read', () => {
    const {causes} = weighing(all, ['stream'])
    expect(causes.map(({id, confidence}) => [id, confidence])).toEqual([
      ['failing-function', 0.5],
      ['poison-record', 0.5],
    ])
    expect(causes[0]?.against.join(' ')).toMatch(/How many open shards the stream has could not be read/)
  })

  it.each<[string, Partial<Parts>]>([
    ['one shard of four fails', {functionMetrics: functionMetrics(blocked, {'Errors.Sum': published(() => 1)})}],
    [
      'it runs into its timeout',
      {
        functionMetrics: functionMetrics(
          blocked,
          {'Errors.Sum': published(ago => (ago > 20 ? 0 : 60)), 'Duration.p50': published(() => 30_000)},
          blocked,
        ),
      },
    ],
    ['a healthy pipeline', {}],
  ])('is not found: %s', (_name, parts) => {
    expect(found(parts)).not.toContain('failing-function')
  })
})
