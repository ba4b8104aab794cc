import {describe, expect, it} from 'vitest'
import {functionMetrics, lambdaFunction, mapping, nowMs, type Parts, published} from '../support/evidence.ts'
import {lagging} from '../support/load.ts'
import {weighing} from '../support/weigh.ts'

const blocked = (ago: number) => (ago > 20 ? 1 : (21 - ago) * 60)
const growing = (ago: number) => (ago > 30 ? 1 : (31 - ago) * 25)
const errors = (perMinute: number) => ({'Errors.Sum': published(ago => (ago > 20 ? 0 : perMinute))})

const poisoned = {functionMetrics: functionMetrics(blocked, errors(1))}
const failing = {functionMetrics: functionMetrics(blocked, errors(60), blocked)}
const throttled = {
  functionMetrics: functionMetrics(
    growing,
    {'Throttles.Sum': published(() => 40), 'ConcurrentExecutions.Maximum': published(() => 2)},
    ago => growing(ago) / 2,
  ),
  function: lambdaFunction({reservedConcurrency: 2}),
}
const off = {
  mapping: mapping({state: 'Disabled', lastModifiedMs: nowMs - 40 * 60_000}),
  functionMetrics: functionMetrics(ago => (ago > 40 ? 1 : null)),
}

describe('causes that look alike and are ruled out, with the fact that excludes them', () => {
  it.each<[string, Partial<Parts>, string, string, RegExp]>([
    ['one blocked shard', poisoned, 'poison-record', 'failing-function', /The batches of one shard fail, and others succeed/],
    ['all batches fail', failing, 'failing-function', 'poison-record', /The batches of all shards fail/],
    [
      'a slower function',
      lagging({duration: 10}),
      'slow-handler',
      'insufficient-throughput',
      /A record takes [\d.]+ times as long as before/,
    ],
    ['a slower function', lagging({duration: 10}), 'slow-handler', 'function-timeout', /Hardly any invocation fails/],
    ['more writes', lagging({writes: 3}), 'insufficient-throughput', 'slow-handler', /A record takes \d+ % of the time/],
    ['more writes', lagging({writes: 3}), 'insufficient-throughput', 'throttled-concurrency', /No invocation is throttled/],
    ['more writes', lagging({writes: 3}), 'insufficient-throughput', 'write-burst', /Writes to the table are at 3 × the earlier rate/],
    ['more writes', lagging({writes: 3}), 'insufficient-throughput', 'write-back-loop', /did not rise with a change of the function/],
    ['throttles', throttled, 'throttled-concurrency', 'insufficient-throughput', /% of the attempts to invoke the function are throttled/],
    ['a mapping that is off', off, 'mapping-disabled', 'stale-stream', /reads the table's latest stream/],
    ['a mapping that is off', off, 'mapping-disabled', 'filter-drops-all', /The mapping has no filter/],
    ['a mapping that is off', off, 'mapping-disabled', 'access-denied', /does not read the stream/],
  ])('%s: %s', (_, parts, cause, other, because) => {
    const {causes, ruledOut} = weighing(parts)
    expect(causes[0]?.id).toBe(cause)
    expect(ruledOut.find(({id}) => id === other)?.because).toMatch(because)
    expect(ruledOut.map(({id}) => id)).not.toContain(cause)
  })

  it('names none that looks like nothing that was found', () => {
    expect(weighing(off).ruledOut.map(({id}) => id)).not.toContain('slow-handler')
    expect(weighing().ruledOut).toEqual([])
  })

  it('says each in one sentence', () => {
    for (const parts of [poisoned, failing, throttled, off, lagging({writes: 3}), lagging({duration: 10})])
      for (const {because} of weighing(parts).ruledOut) expect(because).toMatch(/^[A-Z\d].*\.$/)
  })
})
