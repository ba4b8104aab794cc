import {describe, expect, it} from 'vitest'
import {functionMetrics, lambdaFunction, mapping, nowMs, type Parts, published, tableMetrics} from '../support/evidence.ts'
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
    expect(cause?.fixes[0]?.command).toMatch(/--set Enabled=false/)
  })

  it('is less sure when too little varies to decide, and names the evidence that decides', () => {
    const [cause, second] = weighing(rising(ago => (ago > 40 ? 1200 : 6000 + ((ago * 5) % 7)))).causes
    expect(cause).toMatchObject({
      id: 'write-back-loop',
      confidence: 0.65,
      settledBy: expect.stringMatching(/Disable the mapping for two minutes/),
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

  /** A mapping that was moved to a version five minutes ago: the metrics of that name begin there, and those of the table do not. */
  const moved = (
    writesNow: number,
    given: {age?: number; qualifier?: string | null; movedAgo?: number; rose?: number} = {},
  ): Partial<Parts> => {
    const {age: seconds = 45, qualifier = '7', movedAgo = 4.5, rose = 4} = given
    const since = (value: number) => published(ago => (ago <= 4 ? value : null))
    return {
      mapping: mapping({qualifier, lastModifiedMs: nowMs - movedAgo * 60_000}),
      functionMetrics: functionMetrics(ago => (ago <= 4 ? seconds : null), {'Invocations.Sum': since(60), 'Errors.Sum': since(0)}),
      tableMetrics: tableMetrics(ago => (ago <= rose ? writesNow : 1200)),
    }
  }
  it('is found in the first minute after the mapping was moved, by the writes of the table', () => {
    const [cause] = weighing(moved(3600)).causes
    expect(cause).toMatchObject({
      id: 'write-back-loop',
      confidence: 0.6,
      settledBy: expect.stringMatching(/Disable the mapping for two minutes/),
    })
    expect(cause?.because).toEqual([
      'Records are up to 45 s old when they are delivered, in the newest published minute.',
      'Writes to the table are at 3 × the usual rate.',
    ])
  })

  it.each<[string, Partial<Parts>, boolean]>([
    ['1.49 times the writes', moved(1.49 * 1200), false],
    ['1.51 times the writes', moved(1.51 * 1200), true],
    ['an age of 30 s', moved(3600, {age: 30}), false],
    ['an age of 31 s', moved(3600, {age: 31}), true],
    ['writes that rose before it', moved(3600, {rose: 8}), false],
    ['a mapping that calls the unpublished version', moved(3600, {qualifier: null}), false],
    ['a role that may not write', {...moved(3600), rolePolicies: policies(['s3:*'])}, false],
  ])('just after the mapping was moved: %s', (_name, parts, isFound) => {
    expect(found(parts).includes('write-back-loop')).toBe(isFound)
  })

  it('is open when more is written and the function could not be read', () => {
    expect(weighing(loop, ['function']).open).toContain('write-back-loop')
    expect(weighing({}, ['function']).open).not.toContain('write-back-loop')
  })
})
