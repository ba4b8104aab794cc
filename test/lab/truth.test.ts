import {describe, expect, it} from 'vitest'
import {openLab, timesOf} from '../../packages/lab/src/entrance.ts'

const minuteMs = 60_000
/** A whole minute, so that the minutes of the metrics are those of the clock. */
const nearMs = Date.UTC(2026, 10, 2, 12, 0)

/** Opened on a whole minute, half an hour after the onset. */
function opened(incident: string, seed: number) {
  const second = Math.ceil(timesOf(incident, seed).onsetSecond / 60) * 60 + 1800
  const truth = openLab({incident, seed, at: {second, nearMs}}).truth()
  if (truth === null) throw new Error('The lab has no mapping.')
  return truth
}

describe('the truth of a lab', () => {
  const blocked = opened('poison-record', 2)

  it('has the iterator age of each batch: the blocked one grows by a minute a minute', () => {
    const oldest = (minutesAgo: number) =>
      blocked.invocations(blocked.nowMs - (minutesAgo + 5) * minuteMs, blocked.nowMs - minutesAgo * minuteMs).oldestSeconds ?? 0
    expect(oldest(0) - oldest(10)).toBeGreaterThan(500)
    expect(oldest(0) - oldest(10)).toBeLessThan(700)
    const {youngestSeconds} = blocked.invocations(blocked.startMs, blocked.startMs + 10 * minuteMs)
    expect(youngestSeconds).toBeLessThan(10)
  })

  it('counts invocations by the number of their records', () => {
    const of = (records?: readonly [number, number]) => blocked.invocations(blocked.startMs, blocked.nowMs, records).count
    const {count} = blocked.invocations(blocked.startMs, blocked.nowMs)
    expect(of([0, 1]) + of([2, Number.POSITIVE_INFINITY])).toBe(count)
    expect(of([0, 0])).toBe(0)
  })

  it('counts throttles since they began, and records that were returned about as often as written', () => {
    const throttled = opened('throttled-concurrency', 1)
    expect(throttled.throttles(throttled.nowMs - 20 * minuteMs, throttled.nowMs)).toBeGreaterThan(0)
    expect(throttled.throttles(throttled.startMs, throttled.startMs + 30 * minuteMs)).toBe(0)
    const healthy = opened('healthy', 1)
    const [fromMs, toMs] = [healthy.nowMs - 30 * minuteMs, healthy.nowMs - 10 * minuteMs]
    expect(healthy.returned(fromMs, toMs) / healthy.written(fromMs, toMs)).toBeCloseTo(1, 1)
    expect(healthy.busiestKeys(fromMs, toMs)[0]).toBeGreaterThan(0)
  })

  it('knows the permissions of the execution role', () => {
    expect(blocked.roleAllows('dynamodb:GetRecords', blocked.mapping.eventSourceArn)).toBe(true)
    expect(blocked.roleAllows('dynamodb:DeleteTable', blocked.table.arn)).toBe(false)
    expect(blocked.mayUseKey('kms:Decrypt', 'no-such-key')).toBeUndefined()
  })
})
