import {describe, expect, it} from 'vitest'
import {thresholds} from '../../src/aws-facts/thresholds.ts'
import {guardRelease, type Watch} from '../../src/changes/guard.ts'
import {memoryJournal} from '../../src/changes/journal.ts'
import type {Progress} from '../../src/model/progress.ts'
import {mapping} from '../support/evidence.ts'
import {denied, failure} from '../support/stub-aws.ts'
import {metricsAccount, type Value} from './metrics-account.ts'

const changedMs = Date.UTC(2026, 10, 25, 7, 0, 10)
const minuteMs = 60_000
const guardSeconds = 600
const isAfter = (target: string) => target.endsWith(':8')

/** Both versions run 60 times a minute in 100 ms, the old one until the change, the new one since. Nobody counts records of the mapping. */
const good: Value = (metric, atMs, target) => {
  if (target.includes(':') && isAfter(target) !== atMs >= changedMs) return null
  const values: Record<string, number | null> = {Invocations: 60, Errors: 0, Duration: 100, IteratorAge: 900, ReturnedRecordsCount: 600, ConsumedWriteCapacityUnits: 600}
  return values[metric] ?? null
}
const but =
  (change: Value): Value =>
  (metric, atMs, target) =>
    good(metric, atMs, target) === null && target.includes(':') ? null : (change(metric, atMs, target) ?? good(metric, atMs, target))

async function guard(value: Value, given: {watch?: Partial<Watch>; refuses?: Parameters<typeof metricsAccount>[2]; stop?: AbortController} = {}) {
  const account = metricsAccount(changedMs, value, given.refuses)
  const told: Progress[] = []
  const watch = {mapping: mapping(), before: '7', after: '8', changedMs, guardSeconds, floorSeconds: 10, thresholds, ...given.watch}
  const stop = (given.stop ?? new AbortController()).signal
  const end = await guardRelease(watch, {aws: account.aws, journal: memoryJournal(), tell: progress => told.push(progress), stop})
  return {end, told, seconds: (account.clock.ms - changedMs) / 1000, stub: account.stub}
}

describe('a guard over a new version', () => {
  it('ends well when its time is published, and asks every half a minute', async () => {
    const {end, told, seconds, stub} = await guard(good)
    expect(end.is).toBe('successful')
    expect(seconds).toBeGreaterThanOrEqual(guardSeconds + 120)
    expect(seconds).toBeLessThan(guardSeconds + 240)
    expect(stub.count('cloudwatch:GetMetricData')).toBe(seconds / 30 + 1)
    expect(told.filter(one => one.is === 'guarding' && one.of === guardSeconds)).toHaveLength(told.length)
    // The same words are told once.
    expect(told.filter(one => one.is === 'guarding' && one.isNew).length).toBeLessThan(told.length)
    expect(told[0]).toMatchObject({is: 'guarding', isNew: true, seconds: 0})
  })

  it('looks at 25 minutes before the change', async () => {
    const {stub} = await guard(good)
    expect(Number(stub.calls[0]?.input.StartTime) * 1000).toBe(Date.UTC(2026, 10, 25, 6, 35))
    expect(Number(stub.calls[0]?.input.EndTime) * 1000).toBe(Date.UTC(2026, 10, 25, 7, 1))
  })

  it('ends at once where the new version fails', async () => {
    const {end, seconds} = await guard(but((metric, _, target) => (metric === 'Errors' && isAfter(target) ? 30 : null)))
    expect(end).toMatchObject({is: 'failed', because: [expect.stringMatching(/^50 % of .* invocations fail; before it were 0 %/)]})
    expect(seconds).toBeLessThan(300)
  })

  it('does not count what only the old version did', async () => {
    const {end} = await guard(but((metric, _, target) => (metric === 'Errors' && !isAfter(target) && target.includes(':') ? 30 : null)))
    expect(end.is).toBe('successful')
  })

  it.each([
    ['arrive at the queue', 'NumberOfMessagesSent', 'arn:aws:sqs:us-east-1:123456789012:orders-failed'],
    ['arrive at the topic', 'NumberOfMessagesPublished', 'arn:aws:sns:us-east-1:123456789012:orders-failed'],
  ])('sees batches that Lambda gives up and that %s', async (_, name, onFailureDestination) => {
    const {end} = await guard(but((metric, atMs) => (metric === name ? (atMs >= changedMs ? 4 : 0) : null)), {watch: {mapping: mapping({onFailureDestination})}})
    expect(end).toMatchObject({is: 'failed', because: [expect.stringMatching(/^Lambda discarded batches/)]})
  })

  it('goes by the counts of the mapping where it has them, and not by the queue', async () => {
    const counted: Value = (metric, atMs) => {
      if (metric === 'InvokedEventCount') return 600
      if (metric === 'DroppedEventCount' || metric === 'FailedInvokeEventCount') return 0
      return metric === 'NumberOfMessagesSent' && atMs >= changedMs ? 4 : null
    }
    expect((await guard(but(counted))).end.is).toBe('successful')
    const dropping: Value = (metric, atMs) => (metric === 'DroppedEventCount' && atMs >= changedMs ? 4 : counted(metric, atMs, ''))
    expect((await guard(but((metric, atMs) => (metric === 'OnFailureDestinationDeliveredEventCount' ? 0 : dropping(metric, atMs, ''))))).end).toMatchObject({
      is: 'failed',
      because: [expect.stringMatching(/^Lambda discarded batches/)],
    })
    const failing: Value = (metric, atMs) => (metric === 'FailedInvokeEventCount' && atMs >= changedMs ? 4 : counted(metric, atMs, ''))
    expect((await guard(but(failing))).end).toMatchObject({is: 'failed', because: [expect.stringMatching(/batches failed; before it were 0 of/)]})
  })

  it('reads on where one request fails', async () => {
    const {end} = await guard(good, {refuses: nth => (nth === 3 ? failure(500, 'InternalServiceFault') : undefined)})
    expect(end.is).toBe('successful')
  })

  it('is inconclusive where the metrics cannot be read for its whole time', async () => {
    const {end, seconds} = await guard(good, {refuses: () => denied('cloudwatch:GetMetricData')})
    expect(end).toMatchObject({is: 'inconclusive', missing: [expect.stringMatching(/^The metrics could not be read: cloudwatch:GetMetricData: /)]})
    expect(seconds).toBeGreaterThan(guardSeconds)
    expect(seconds).toBeLessThanOrEqual(guardSeconds + 30)
  })

  it('is inconclusive where too little runs', async () => {
    const {end} = await guard((metric, atMs, target) => (isAfter(target) && (atMs - changedMs) % (7 * minuteMs) > minuteMs ? null : good(metric, atMs, target)))
    expect(end.is).toBe('inconclusive')
  })

  it('stops where the user wants it to end', async () => {
    const stop = new AbortController()
    stop.abort()
    expect((await guard(good, {stop})).end).toEqual({is: 'stopped'})
  })
})
