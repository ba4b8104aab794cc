import {describe, expect, it} from 'vitest'
import {functionMetrics, lambdaFunction, nowMs, type Parts, published, tableMetrics} from '../support/evidence.ts'
import {found, weighing} from '../support/weigh.ts'

const released = lambdaFunction({lastModifiedMs: nowMs - 41 * 60_000})
const age = (ago: number) => (ago > 40 ? 1 : 1 + (41 - ago) * 30)
/** Invocations of a minute, which vary. */
const invoked = (ago: number) => (ago > 40 ? 60 : 150 + ((ago * 7) % 11))
const rising = (writes: (ago: number) => number): Partial<Parts> => ({
  function: released,
  functionMetrics: functionMetrics(age, {'Invocations.Sum': published(invoked)}, age),
  tableMetrics: tableMetrics(writes, {'ReturnedRecordsCount.Sum': published(ago => (ago > 40 ? 20 : 100) * invoked(ago))}),
})
const loop = rising(ago => (ago > 40 ? 1200 : 1200 + 30 * invoked(ago)))
const policies = (actions: string[]) => ({
  role: 'orders-projector',
  statements: [{policy: 'handler', effect: 'Allow', actions, resources: ['*']}],
})

describe('write-back-loop', () => {
  it('is found when writes and work rose at the release, and writes follow the work', () => {
    const [cause] = weighing({...loop, rolePolicies: policies(['dynamodb:*'])}).causes
    expect(cause).toMatchObject({id: 'write-back-loop', confidence: 0.92})
    expect(cause?.because.join(' ')).toMatch(/Its role may write to orders/)
    expect(cause?.treatments[0]?.command).toMatch(/--set Enabled=false/)
  })

  it('is less sure when too little varies to tell, and says what would', () => {
    const [cause, second] = weighing(rising(ago => (ago > 40 ? 1200 : 6000 + ((ago * 5) % 7)))).causes
    expect(cause).toMatchObject({
      id: 'write-back-loop',
      confidence: 0.65,
      settledBy: expect.stringMatching(/mapping disabled for two minutes/),
    })
    expect(second?.id).toBe('insufficient-throughput')
  })

  it.each<[string, Partial<Parts>]>([
    ['a healthy pipeline', {}],
    ['a release that changed nothing', {function: released}],
    ['more writes at another time', {...loop, function: lambdaFunction({lastModifiedMs: nowMs - 90 * 60_000})}],
    ['writes that vary by themselves', rising(ago => (ago > 40 ? 1200 : 6000 + 100 * ((ago * 5) % 11)))],
    ['writes that rose before the release', {...loop, function: lambdaFunction({lastModifiedMs: nowMs - 37 * 60_000})}],
    ['writes that rose a good while after it', {...loop, function: lambdaFunction({lastModifiedMs: nowMs - 50 * 60_000})}],
    [
      'a function that keeps up: each record that makes another one is soon too much',
      {...loop, functionMetrics: functionMetrics(() => 1, {'Invocations.Sum': published(invoked)})},
    ],
    ['a burst after a release that is over', rising(ago => (ago > 40 || ago < 15 ? 1200 : 6000))],
    ['a wave like those before, at a release', rising(ago => (ago <= 40 || ago % 60 > 50 ? 6000 : 1200))],
    ['a role that may not write', {...loop, rolePolicies: policies(['dynamodb:GetRecords', 's3:*'])}],
  ])('is not found: %s', (_name, parts) => {
    expect(found(parts)).not.toContain('write-back-loop')
  })

  it('is open when more is written and the function could not be read', () => {
    expect(weighing(loop, ['function']).open).toContain('write-back-loop')
    expect(weighing({}, ['function']).open).not.toContain('write-back-loop')
  })
})
