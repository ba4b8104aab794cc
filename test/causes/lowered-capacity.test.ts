import {describe, expect, it} from 'vitest'
import type {LogMinutes} from '../../src/model/evidence/evidence.ts'
import {functionMetrics, mapping, mappingMetrics, nowMs, type Parts, published, tableMetrics} from '../support/evidence.ts'
import {logMinutes} from '../support/on-demand.ts'
import {weighing} from '../support/weigh.ts'

interface Load {
  duration: number
  invocations: number
  /** Records that were read in a minute, and written. */
  read: number
  writes: number
  errors: number
  /** Batches that ran at once. */
  most: number
}

/** Until now four shards were busy for half of the time, in batches of ten records. */
const usual: Load = {duration: 1000, invocations: 120, read: 1200, writes: 1200, errors: 0, most: 4}

/** CloudWatch shows nothing since the mapping was updated, two minutes ago. */
function loaded(given: Partial<Load>, rest: Partial<Parts>): Partial<Parts> {
  const {duration, invocations, read, writes, errors, most} = {...usual, ...given}
  return {
    functionMetrics: functionMetrics(() => 1.2, {
      'Invocations.Sum': published(() => invocations),
      'Errors.Sum': published(ago => (ago === 4 ? errors : 0)),
      'Duration.Average': published(() => duration),
      'Duration.p50': published(() => duration),
      'ConcurrentExecutions.Maximum': published(() => most),
    }),
    tableMetrics: tableMetrics(() => writes, {'ReturnedRecordsCount.Sum': published(() => read)}),
    ...rest,
  }
}

const updatedMs = nowMs - 2 * 60_000
const updated = (batchSize: number, given: Partial<ReturnType<typeof mapping>> = {}) => ({
  mapping: mapping({batchSize, lastModifiedMs: updatedMs, ...given}),
})

/** The log of ten minutes; in the minute that began after the update, so many invocations of this length. */
function log(invocations: number, duration: number, {share = 1, ago = 1} = {}): LogMinutes {
  const calm = [10, 9, 8, 7, 6, 5, 4].map(one => ({ago: one, invocations: 120 * share, failed: 0, durationSumMs: 120_000 * share}))
  return logMinutes([...calm, {ago, invocations, failed: 0, durationSumMs: invocations * duration}])
}

const named = (parts: Partial<Parts>): boolean => weighing(parts).causes.some(({id}) => id === 'insufficient-throughput')

describe('a batch size that was lowered two minutes ago', () => {
  it('is named before CloudWatch shows a minute since, with the way back', () => {
    const [cause, ...others] = weighing(loaded({}, {...updated(5), logMinutes: log(30, 1200)})).causes
    expect(others).toEqual([])
    expect(cause).toMatchObject({id: 'insufficient-throughput', confidence: 0.7, settledBy: expect.stringMatching(/^Two more minutes/)})
    expect(cause?.because).toContain("With the present settings the load from before the change needs 120 % of the shards' time.")
    expect(cause?.because).toContain('An invocation takes 1,200 ms on average since the change, and took 1,000 ms.')
    expect(cause?.fixes[0]?.command).toMatch(/BatchSize=10/)
  })

  it.each<[string, Partial<Load>, Partial<Parts>, boolean]>([
    ['it needs 109 % of the time', {}, {...updated(5), logMinutes: log(30, 1090)}, false],
    ['it needs 111 % of the time', {}, {...updated(5), logMinutes: log(30, 1110)}, true],
    ['19 invocations since', {}, {...updated(5), logMinutes: log(19, 1200)}, false],
    ['20 invocations since', {}, {...updated(5), logMinutes: log(20, 1200)}, true],
    ['invocations from before the update', {}, {...updated(5), logMinutes: log(30, 1200, {ago: 3})}, false],
    ['a log that has half of the invocations that CloudWatch counts', {}, {...updated(5), logMinutes: log(30, 1200, {share: 0.5})}, false],
    ['the function had no larger batches', {}, {...updated(10), logMinutes: log(30, 3000)}, false],
    ['two readers got each record', {read: 2400}, {...updated(5), logMinutes: log(30, 1200)}, true],
    ['two readers got each record, and this one has half of them', {read: 2400}, {...updated(10), logMinutes: log(30, 1900)}, false],
    ['5 % fail', {errors: 6}, {...updated(5), logMinutes: log(30, 1200)}, true],
    ['more fail', {errors: 7}, {...updated(5), logMinutes: log(30, 1200)}, false],
    ['a filter keeps records back', {}, {...updated(5, {filterPatterns: ['{}']}), logMinutes: log(30, 1200)}, false],
    [
      'a filter keeps records back, and the records are counted',
      {},
      {
        ...updated(5, {filterPatterns: ['{}'], metrics: ['EventCount']}),
        mappingMetrics: mappingMetrics({'InvokedEventCount.Sum': published(() => 1200)}),
        logMinutes: log(30, 1200),
      },
      true,
    ],
  ])('%s', (_name, load, rest, isNamed) => {
    expect(named(loaded(load, rest))).toBe(isNamed)
  })

  it.each<[string, Partial<Parts>, boolean]>([
    ['batches are known to have been larger', updated(5), true],
    ['nothing is known to have been higher', updated(10), false],
    ['the update was long ago', updated(5, {lastModifiedMs: nowMs - 60 * 60_000}), false],
    ['it was read', {...updated(5), logMinutes: log(30, 1000)}, false],
  ])('has its log read: %s', (_name, rest, isRead) => {
    const {onDemand, open} = weighing(loaded({}, rest))
    expect(onDemand.includes('logMinutes')).toBe(isRead)
    expect(open).toEqual([])
  })
})

describe('a parallelization factor that was lowered two minutes ago', () => {
  const busy: Partial<Load> = {duration: 2000, invocations: 200, read: 1000, writes: 1000, most: 8}

  it('is named without the log, with the way back', () => {
    const [cause] = weighing(loaded(busy, updated(5))).causes
    expect(cause).toMatchObject({id: 'insufficient-throughput', confidence: 0.7})
    expect(cause?.because.join(' ')).toMatch(/the load from before the change needs 167 % of the shards' time/)
    expect(cause?.fixes[0]?.command).toMatch(/ParallelizationFactor=2/)
  })

  // Half-full batches carry the same records in fewer invocations.
  it.each<[string, Partial<Load>, number, boolean]>([
    ['with full batches it needs 109 % of the time', {...busy, read: 1308, writes: 1308}, 10, false],
    ['with full batches it needs 111 % of the time', {...busy, read: 1332, writes: 1332}, 10, true],
    ['as many batches at once as before', {...busy, most: 4}, 5, false],
  ])('%s', (_name, load, batchSize, isNamed) => {
    expect(named(loaded(load, updated(batchSize)))).toBe(isNamed)
  })

  it.each([
    [0.79, false],
    [0.81, true],
  ])('is judged by the log after the pause, in which the shards are busy for %f of the time', (use, isNamed) => {
    const calm = [10, 9, 8, 7, 6, 5, 4].map(ago => ({ago, invocations: 200, failed: 0, durationSumMs: 400_000}))
    const since = [3, 2].map(ago => ({ago, invocations: 120 * use, failed: 0, durationSumMs: 240_000 * use}))
    const rest = {...updated(5, {lastModifiedMs: nowMs - 3.5 * 60_000}), logMinutes: logMinutes([...calm, ...since])}
    expect(named(loaded(busy, rest))).toBe(isNamed)
  })
})
