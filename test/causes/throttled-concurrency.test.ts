import {describe, expect, it} from 'vitest'
import {accountMetrics, functionMetrics, lambdaFunction, type Parts, published, tableMetrics} from '../support/evidence.ts'
import {found, weighing} from '../support/weigh.ts'

const growing = (ago: number) => (ago > 30 ? 1 : (31 - ago) * 25)
const throttled = functionMetrics(
  growing,
  {'Throttles.Sum': published(() => 40), 'ConcurrentExecutions.Maximum': published(() => 2)},
  ago => growing(ago) / 2,
)

describe('throttled-concurrency', () => {
  it('is found with the reserve that is used up', () => {
    const [cause] = weighing({functionMetrics: throttled, function: lambdaFunction({reservedConcurrency: 2})}).causes
    expect(cause?.id).toBe('throttled-concurrency')
    expect(cause?.confidence).toBeGreaterThan(0.9)
    expect(cause?.because.join(' ')).toMatch(/2 of 2 in use/)
    expect(cause?.fixes[0]?.command).toContain('--reserved-concurrency 4')
  })

  it("is found with the account's limit that is used up", () => {
    const full = accountMetrics({'ConcurrentExecutions.Maximum': published(() => 998)})
    const [cause] = weighing({functionMetrics: throttled, accountMetrics: full}).causes
    expect(cause?.summary).toMatch(/account's concurrency limit/)
  })

  it('is found with less confidence when no limit is seen to be used up, and names the evidence that decides', () => {
    const [cause] = weighing({functionMetrics: throttled}).causes
    expect(cause?.confidence).toBeLessThan(0.9)
    expect(cause?.settledBy).not.toBeNull()
  })

  it('is found when the function is stopped altogether', () => {
    const stopped = functionMetrics(ago => (ago > 30 ? 1 : null), {'Throttles.Sum': published(ago => (ago > 30 ? 0 : 40))})
    expect(found({functionMetrics: stopped, function: lambdaFunction({reservedConcurrency: 0})})).toEqual(['throttled-concurrency'])
  })

  it.each<[string, Partial<Parts>]>([
    ['a healthy pipeline', {}],
    ['back-pressure while the age stays low', {functionMetrics: functionMetrics(() => 2, {'Throttles.Sum': published(() => 40)})}],
    ['a growing age without throttles', {functionMetrics: functionMetrics(growing)}],
  ])('is not found: %s', (_name, parts) => {
    expect(found(parts)).not.toContain('throttled-concurrency')
  })

  it('never overwrites a reserve that could not be read, which may be higher', () => {
    const [cause] = weighing({functionMetrics: throttled}, ['function']).causes
    expect(cause?.fixes[0]?.command).toMatch(/get-function-concurrency.* --function-name orders-projector$/)
  })

  it('is found although the limits could not be read', () => {
    expect(found({functionMetrics: throttled}, ['function', 'accountSettings', 'accountMetrics', 'mapping', 'stream'])).toEqual([
      'throttled-concurrency',
    ])
  })
})

describe('provisioned concurrency of versions that the mapping does not invoke', () => {
  const config = (qualifier: string, requested: number) => ({
    qualifier,
    requested,
    available: requested,
    allocated: requested,
    status: 'READY',
  })
  const idle = {...throttled, 'ConcurrentExecutions.Maximum': published(() => 0)}
  // Four shards need four executions at once.
  const cause = (reservedConcurrency: number, configs: ReturnType<typeof config>[]) =>
    weighing({functionMetrics: idle, function: lambdaFunction({reservedConcurrency}), provisionedConcurrency: configs}).causes[0]

  it.each<[string, number, ReturnType<typeof config>[], number, string | null]>([
    [
      'the whole reserve',
      8,
      [config('13', 4), config('14', 4)],
      0.96,
      "Provisioned concurrency of 13, 14 uses 8 of the reserved 8: 0 left for the mapping's target.",
    ],
    [
      'one execution less than the shards need',
      8,
      [config('13', 5)],
      0.96,
      "Provisioned concurrency of 13 uses 5 of the reserved 8: 3 left for the mapping's target.",
    ],
    ['as many as the shards need', 8, [config('13', 4)], 0.75, null],
    ['of its own target', 8, [config('$LATEST', 8)], 0.75, null],
    ['none', 8, [], 0.75, null],
  ])('leaves of it: %s', (_, reserved, configs, confidence, line) => {
    const found = cause(reserved, configs)
    expect(found?.confidence).toBe(confidence)
    expect(found?.because.find(one => one.startsWith('Provisioned')) ?? null).toBe(line)
  })

  it('reserves the executions that it holds and those that the shards need', () => {
    const fix = cause(8, [config('13', 4), config('14', 4)])?.fixes[0]
    expect(fix?.command).toMatch(/--reserved-concurrency 12$/)
    expect(fix?.summary).toContain('If nothing invokes 13, 14, delete the provisioned concurrency there instead.')
  })
})

describe('one shard that has more to carry than the others', () => {
  // The oldest moves on at a quarter of the time.
  const slow = (ago: number) => (ago > 30 ? 1 : (31 - ago) * 45)
  const parts = (carried: number, given: Partial<Parts> = {}): Partial<Parts> => ({
    functionMetrics: functionMetrics(
      slow,
      {'Throttles.Sum': published(() => 40), 'ConcurrentExecutions.Maximum': published(() => 2)},
      ago => slow(ago) * 0.9,
    ),
    tableMetrics: tableMetrics(() => 1000, {'ReturnedRecordsCount.Sum': published(() => carried)}),
    function: lambdaFunction({reservedConcurrency: 2}),
    ...given,
  })
  const advice = (given: Partial<Parts>) => weighing(given).causes[0]?.fixes[0]

  it.each([
    ['just more than half of the share of the others', 495, /configure orders-projector .*--reserved-concurrency 4$/],
    ['just less than half', 505, /--set ParallelizationFactor=4 --set BatchSize=971 --reserved-concurrency 16$/],
  ])('gets %s', (_, carried, command) => {
    expect(advice(parts(carried))?.command).toMatch(command)
  })

  it('names both settings, and their limits', () => {
    expect(advice(parts(600))).toMatchObject({
      settings: [
        {name: 'ReservedConcurrentExecutions', before: 2, after: 16},
        {name: 'ParallelizationFactor', before: 1, after: 4},
        {name: 'BatchSize', before: 100, after: 1000},
      ],
      doubt: expect.stringContaining('One hot item gains from larger batches alone'),
    })
    // Without the timeout nobody knows how many records fit.
    const untimed = lambdaFunction({reservedConcurrency: 2, timeoutSeconds: null})
    expect(advice(parts(600, {function: untimed}))).toMatchObject({
      command: expect.stringMatching(/ParallelizationFactor=4 --reserved-concurrency 16$/),
      doubt: expect.stringContaining('do not help with one hot item'),
    })
  })

  it.each([
    // 100 stay unreserved, and 2 are reserved for the function itself.
    ['enough', 114, /ParallelizationFactor=4/],
    ['one too few', 113, /--reserved-concurrency 4$/],
  ])('the account has %s to reserve', (_, unreservedConcurrentExecutions, command) => {
    const accountSettings = {concurrentExecutions: 1000, unreservedConcurrentExecutions}
    expect(advice(parts(600, {accountSettings}))?.command).toMatch(command)
  })
})
