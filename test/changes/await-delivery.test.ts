import {describe, expect, it} from 'vitest'
import {watchFlow} from '../../src/changes/await-delivery.ts'
import {mapping} from '../support/evidence.ts'
import {denied} from '../support/stub-aws.ts'
import {metricsAccount, type Value} from './metrics-account.ts'

const changedMs = Date.UTC(2026, 10, 25, 7, 0, 10)
const minuteMs = 60_000
const flows: Value = metric => (metric === 'Errors' ? 0 : 10)

async function watch(
  value: Value,
  {ownStream = false, refuses = undefined as Parameters<typeof metricsAccount>[2], stop = new AbortController()} = {},
) {
  const account = metricsAccount(changedMs, value, refuses)
  const told: number[] = []
  const flow = await watchFlow(account.aws, mapping(), changedMs, stop.signal, seconds => told.push(seconds), ownStream)
  return {flow, told, minutes: (account.clock.ms - changedMs) / minuteMs, requests: account.stub.count('cloudwatch:GetMetricData')}
}

describe('records flow again', () => {
  it('as soon as CloudWatch shows a whole minute with a batch that succeeded', async () => {
    const {flow, told, minutes} = await watch(flows)
    expect(flow).toEqual({kind: 'seen', atMs: Date.UTC(2026, 10, 25, 7, 1)})
    // The minute begins 50 s after the change, and is shown two minutes later; it is looked for every 20 s.
    expect(minutes).toBe(3)
    expect(told.slice(0, 3)).toEqual([0, 20, 40])
  })

  it('in the first minute in which not all invocations fail', async () => {
    const firstGoodMs = Date.UTC(2026, 10, 25, 7, 4)
    const {flow} = await watch((metric, atMs) => (metric === 'Errors' ? (atMs < firstGoodMs ? 10 : 9) : 10))
    expect(flow).toEqual({kind: 'seen', atMs: firstGoodMs})
  })

  it('for a mapping of its own from the minute on in which its stream was read', async () => {
    const readMs = Date.UTC(2026, 10, 25, 7, 3)
    const {flow} = await watch(
      (metric, atMs) => (metric === 'Errors' ? 0 : metric === 'ReturnedRecordsCount' ? (atMs < readMs ? 0 : 5) : 10),
      {ownStream: true},
    )
    expect(flow).toEqual({kind: 'seen', atMs: readMs})
  })
})

describe('no batch is seen to succeed for ten minutes', () => {
  it.each<[string, Value, string]>([
    ['although records are written', metric => (metric === 'Invocations' ? null : metric === 'Errors' ? null : 10), 'not-seen'],
    ['since every invocation fails', () => 10, 'not-seen'],
    ['and nothing is written', metric => (metric === 'ConsumedWriteCapacityUnits' ? 0 : null), 'nothing-written'],
  ])('%s', async (_, value, is) => {
    const {flow, minutes} = await watch(value)
    expect(flow).toEqual({kind: is})
    expect(minutes).toBeGreaterThan(10)
    expect(minutes).toBeLessThan(10.5)
  })

  it('and the stream of a mapping of its own is not read', async () => {
    const {flow} = await watch(metric => (metric === 'Errors' || metric === 'ReturnedRecordsCount' ? 0 : 10), {ownStream: true})
    expect(flow).toEqual({kind: 'not-seen'})
  })
})

it('ends with the known state where the user interrupts', async () => {
  const stop = new AbortController()
  stop.abort()
  const {flow, requests} = await watch(() => null, {stop})
  expect([flow, requests]).toEqual([{kind: 'nothing-written'}, 1])
})

it('is not known where the metrics are denied', async () => {
  const {flow} = await watch(flows, {refuses: () => denied('cloudwatch:GetMetricData')})
  expect(flow).toMatchObject({kind: 'unknown', why: expect.stringMatching(/^cloudwatch:GetMetricData: /)})
})
