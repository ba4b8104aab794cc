import {describe, expect, it} from 'vitest'
import {loggedOf, logMinutes} from '../support/asked.ts'
import {functionMetrics, lambdaFunction, mapping, nowMs, type Parts, published, stream} from '../support/evidence.ts'
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

  it.each<[string, number]>([
    ['import', 0.96],
    ['exception', 0.96],
  ])('is sure when the log says %s', (kind, confidence) => {
    expect(weighing({...all, logErrors: loggedOf(kind)}).causes[0]).toMatchObject({id: 'failing-function', confidence, settledBy: null})
  })

  it.each(['out-of-memory', 'access-denied'])('gives way to the cause of its own that the log tells: %s', kind => {
    expect(found({...all, logErrors: loggedOf(kind)})).not.toContain('failing-function')
  })

  it('asks for the log, and a healthy pipeline asks for nothing', () => {
    expect(weighing(all).asks).toContain('logErrors')
    expect(weighing().asks).toEqual([])
  })

  const began: Partial<Parts> = {functionMetrics: functionMetrics(() => 1.2, {'Errors.Sum': published(ago => (ago === 4 ? 20 : 0))})}
  it('is open where CloudWatch shows one failing minute, asks for the log of those since, and tells by it', () => {
    const {open, asks} = weighing(began)
    expect(open).toContain('failing-function')
    expect(asks).toContain('logMinutes')
    const since = [3, 2].map(ago => ({ago, invocations: 30, failed: 30}))
    const [cause] = weighing({...began, logErrors: loggedOf('exception'), logMinutes: logMinutes(since)}).causes
    expect(cause).toMatchObject({id: 'failing-function', confidence: 0.96})
    expect(cause?.because.join(' ')).toMatch(/60 errors in 60 invocations .* by its log: CloudWatch has not published them yet/)
  })

  const someFail: Partial<Parts> = {
    mapping: mapping({qualifier: 'live'}),
    functionMetrics: functionMetrics(() => 1.2, {'Errors.Sum': published(ago => (ago > 20 ? 0 : 6))}),
  }
  it.each<[string, Record<string, number>, string[]]>([
    ['as many fail as a new version gets', {'8': 0.1}, ['failing-function']],
    ['more fail than a new version gets', {'8': 0.02}, []],
    ['there is one version', {}, []],
  ])('an alias with weights: %s', (_name, weights, ids) => {
    expect(found({...someFail, alias: {name: 'live', functionVersion: '7', weights}})).toEqual(ids)
  })

  it('asks for the alias of a mapping that targets one', () => {
    expect(weighing(someFail).asks).toContain('alias')
    expect(weighing({...someFail, mapping: mapping({qualifier: '7'})}).open).not.toContain('failing-function')
  })

  it('names a release just before', () => {
    expect(weighing({...all, ...released}).causes[0]?.because.join(' ')).toMatch(/changed at 2026-11-23T02:38.*when it began/)
  })

  it('stands beside poison-record on one shard of one, unless the function was just released', () => {
    expect(found({...all, stream: stream(1)}).sort()).toEqual(['failing-function', 'poison-record'])
    expect(weighing({...all, ...released, stream: stream(1)}).causes[0]).toMatchObject({id: 'failing-function', confidence: 0.85})
  })

  it('is no more likely than poison-record where the shards could not be read', () => {
    const {causes} = weighing(all, ['stream'])
    expect(causes.map(({id, confidence}) => [id, confidence])).toEqual([
      ['poison-record', 0.55],
      ['failing-function', 0.45],
    ])
    expect(causes[1]?.against.join(' ')).toMatch(/one bad record that is tried again and again looks the same/)
  })

  it.each<[string, Partial<Parts>]>([
    ['one shard of four fails', {functionMetrics: functionMetrics(blocked, {'Errors.Sum': published(() => 1)})}],
    [
      'it runs into its timeout',
      {
        functionMetrics: functionMetrics(
          blocked,
          {
            'Errors.Sum': published(ago => (ago > 20 ? 0 : 60)),
            'Duration.Average': published(() => 30_000),
            'Duration.Maximum': published(() => 30_000),
          },
          blocked,
        ),
      },
    ],
    ['a healthy pipeline', {}],
  ])('is not found: %s', (_name, parts) => {
    expect(found(parts)).not.toContain('failing-function')
  })
})
