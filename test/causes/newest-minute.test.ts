import {describe, expect, it} from 'vitest'
import {functionMetrics, lambdaFunction, mapping, nowMs, type Parts, published, stream, tableMetrics} from '../support/evidence.ts'
import {found, weighing} from '../support/weigh.ts'

/** What one minute is made of; the usual one keeps four shards busy for half of the time. */
interface Minute {
  age: number
  duration: number
  invocations: number
  writes: number
  read: number
  throttles?: number
  errors?: number
}

const usual: Minute = {age: 1.2, duration: 1000, invocations: 120, writes: 1200, read: 1200}

/** A calm window whose newest published minute (of four minutes ago) is another. */
function beginning(given: Partial<Minute>, rest: Partial<Parts> = {}): Partial<Parts> {
  const newest = {...usual, ...given}
  const at = (of: (minute: Minute) => number) => published(ago => of(ago === 4 ? newest : usual))
  return {
    functionMetrics: functionMetrics(ago => (ago === 4 ? newest : usual).age, {
      'Invocations.Sum': at(one => one.invocations),
      'Errors.Sum': at(one => one.errors ?? 0),
      'Throttles.Sum': at(one => one.throttles ?? 0),
      'Duration.Average': at(one => one.duration),
      'Duration.p50': at(one => one.duration),
    }),
    tableMetrics: tableMetrics(() => 0, {
      'ConsumedWriteCapacityUnits.Sum': at(one => one.writes),
      'ReturnedRecordsCount.Sum': at(one => one.read),
    }),
    ...rest,
  }
}

const first = (parts: Partial<Parts>) => weighing(parts).causes[0]

const slow: Partial<Minute> = {age: 15, duration: 2000, invocations: 80, read: 800}
const flood: Partial<Minute> = {age: 15, writes: 3600, read: 2400, invocations: 180}

describe('a lag that begins in the newest minute', () => {
  it('is that of a function which becomes slow, with less confidence and what settles it', () => {
    const cause = first(beginning(slow))
    expect(cause).toMatchObject({id: 'slow-handler', confidence: 0.7, settledBy: expect.stringMatching(/^Two more minutes/)})
    expect(cause?.summary).toMatch(/2 times as long per invocation as usual/)
    expect(cause?.because.join(' ')).toMatch(/the oldest batch is 15 s old; 1 s is usual/)
    expect(cause?.treatments[0]?.command).toMatch(/^aws logs tail/)
  })

  it.each<[string, Partial<Minute>, boolean]>([
    ['records wait for 3 s', {...slow, age: 3}, false],
    ['records wait for 3.1 s', {...slow, age: 3.1}, true],
    ['1.39 times as long', {...slow, duration: 1390, invocations: 108, read: 1080}, false],
    ['1.41 times as long', {...slow, duration: 1410, invocations: 108, read: 1080}, true],
    ['fuller batches take longer', {...slow, read: 1600}, false],
    ['busy for 59 % of the time', {...slow, invocations: 70, read: 700}, false],
    ['busy for 61 % of the time', {...slow, invocations: 74, read: 740}, true],
    ['three times as long in a minute with a pause', {...slow, duration: 3000, invocations: 20, read: 200}, true],
    ['invocations fail', {...slow, errors: 8}, false],
  ])('%s', (_name, minute, isFound) => {
    expect(found(beginning(minute)).includes('slow-handler')).toBe(isFound)
  })

  it('is that of writes which the function does not keep up with', () => {
    const cause = first(beginning(flood))
    expect(cause).toMatchObject({id: 'insufficient-throughput', confidence: 0.7, settledBy: expect.stringMatching(/^Two more minutes/)})
    expect(cause?.summary).toMatch(/^3 times as much as usual is written/)
    expect(cause?.treatments[0]?.command).toMatch(/ParallelizationFactor=2/)
  })

  it.each<[string, Partial<Minute>, boolean]>([
    ['1.29 times the writes', {...flood, writes: 1548, read: 1160}, false],
    ['1.31 times the writes', {...flood, writes: 1572, read: 1160}, true],
    ['19 % is not read', {...flood, read: 3600 * 0.81}, false],
    ['21 % is not read', {...flood, read: 3600 * 0.79}, true],
    ['39 % is not read, and the oldest record does not show it', {...flood, age: 1.2, read: 3600 * 0.61}, false],
    ['41 % is not read, and the oldest record does not show it', {...flood, age: 1.2, read: 3600 * 0.59}, true],
    ['the function has time, and batches are not full', {...flood, invocations: 100, read: 2400}, false],
    ['invocations are throttled', {...flood, throttles: 40}, false],
  ])('%s', (_name, minute, isFound) => {
    expect(found(beginning(minute)).includes('insufficient-throughput')).toBe(isFound)
  })

  const released = (ago: number) => ({function: lambdaFunction({lastModifiedMs: nowMs - ago * 60_000})})
  it.each([
    [5.1, false],
    [4.9, true],
    [3.1, true],
    [2.9, false],
  ])('a release %f minutes ago, of writes that rose four minutes ago: a loop is %s', (ago, isFound) => {
    const causes = found(beginning(flood, released(ago)))
    expect(causes).toEqual(isFound ? ['write-back-loop', 'insufficient-throughput'] : ['insufficient-throughput'])
  })

  it('is no loop where the role may not write, and is named with what settles it', () => {
    const cause = first(beginning(flood, released(4)))
    expect(cause).toMatchObject({confidence: 0.6, settledBy: expect.stringMatching(/mapping disabled for two minutes/)})
    const rolePolicies = {role: 'orders-projector', statements: [{policy: 'p', effect: 'Allow', actions: ['s3:*'], resources: ['*']}]}
    expect(found(beginning(flood, {...released(4), rolePolicies}))).not.toContain('write-back-loop')
  })

  it.each([
    [6, false],
    [7, true],
  ])('%d throttles beside 120 invocations: throttled-concurrency is %s', (throttles, isFound) => {
    const parts = beginning({age: 15, throttles})
    expect(found(parts).includes('throttled-concurrency')).toBe(isFound)
    if (isFound) expect(first(parts)?.settledBy).toMatch(/^Two more minutes/)
  })

  it.each([
    [1.49, false],
    [1.51, true],
  ])('each record is read %f times as often, and the function has time: reader-contention is %s', (times, isFound) => {
    const parts = beginning({age: 15, invocations: 60, read: times * usual.read})
    expect(found(parts)).toEqual(isFound ? ['reader-contention'] : [])
  })

  const reporting = {mapping: mapping({functionResponseTypes: ['ReportBatchItemFailures']})}
  const standing: Partial<Minute> = {age: 30, invocations: 60, read: 600}
  it('is that of failures which the response may report, on all shards', () => {
    const cause = first(beginning(standing, reporting))
    expect(cause).toMatchObject({id: 'failing-function', confidence: 0.65})
    expect(cause?.summary).toMatch(/it may report failed records in its response/)
    expect(JSON.stringify(cause?.treatments)).not.toMatch(/=[0-9]/)
  })

  it('is a tie on one shard', () => {
    expect(found(beginning({...standing, duration: 200}, {...reporting, stream: stream(1)}))).toEqual(['failing-function', 'poison-record'])
  })

  it.each<[string, Partial<Parts>]>([
    ['the function cannot report failures', beginning(standing)],
    ['too little is missing', beginning({...standing, invocations: 93, read: 912}, reporting)],
    ['one shard of four stands still', beginning({...standing, invocations: 88, read: 880, age: 45}, reporting)],
    ['less is written', beginning({...standing, writes: 800}, reporting)],
    ['the mapping was updated', beginning(standing, {mapping: mapping({...reporting.mapping, lastModifiedMs: nowMs - 9 * 60_000})})],
    ['other mappings run the function', beginning(standing, {...reporting, siblings: [mapping({uuid: 'other'})]})],
  ])('is no hidden failure: %s', (_name, parts) => {
    expect(found(parts)).not.toContain('failing-function')
  })

  const lowered: Partial<Minute> = {age: 30, invocations: 160, read: 800}
  const updated = (ago: number, batchSize = 5) => ({mapping: mapping({batchSize, lastModifiedMs: nowMs - ago * 60_000})})
  it('is that of a mapping which carries less since it was updated, with the way back', () => {
    const cause = first(beginning(lowered, updated(5)))
    expect(cause).toMatchObject({id: 'insufficient-throughput', confidence: 0.7, settledBy: expect.stringMatching(/^Two more minutes/)})
    expect(cause?.treatments[0]?.command).toMatch(/BatchSize=10/)
  })

  it.each<[string, Partial<Parts>, boolean]>([
    ['24 % is not read', beginning({...lowered, read: 912, invocations: 182}, updated(5)), false],
    ['26 % is not read', beginning({...lowered, read: 888, invocations: 178}, updated(5)), true],
    ['nothing is known to have been higher', beginning(lowered, updated(5, 10)), false],
    ['updated in the minute itself, which has a pause', beginning(lowered, updated(3.9)), false],
    ['updated long before', beginning(lowered, updated(9.1)), false],
    ['more is written', beginning({...lowered, writes: 1500}, updated(5)), false],
  ])('%s', (_name, parts, isFound) => {
    expect(found(parts).includes('insufficient-throughput')).toBe(isFound)
  })

  it('is not told from a minute that is old, or of a window without calm', () => {
    const parts = beginning(slow)
    const metrics = parts.functionMetrics as NonNullable<Parts['functionMetrics']>
    const cut = Object.fromEntries(
      Object.entries(metrics).map(([name, one]) => [name, {...one, values: one.values.map((value, i) => (i < 170 ? null : value))}]),
    ) as typeof metrics
    expect(found({...parts, functionMetrics: cut})).toEqual([])
  })
})
