import {describe, expect, it} from 'vitest'
import {thresholds} from '../../src/aws-facts/thresholds.ts'
import {takeGuard} from '../../src/changes/guard.ts'
import {memoryJournal} from '../../src/changes/journal.ts'
import type {PlannedGuard} from '../../src/model/plan/plan.ts'
import type {Progress} from '../../src/model/progress.ts'
import {denied, failure} from '../support/stub-aws.ts'
import {operation, record} from './invented.ts'
import {metricsAccount, type Value} from './metrics-account.ts'

const changedMs = Date.UTC(2026, 10, 25, 7, 0, 10)
const minuteMs = 60_000
const guardSeconds = 600
const isAfter = (target: string) => target.endsWith(':8')

/** Both versions run 60 times a minute in 100 ms, the old one until the change, the new one since. Nobody counts records of the mapping. */
const good: Value = (metric, atMs, target) => {
  if (target.includes(':') && isAfter(target) !== atMs >= changedMs) return null
  const values: Record<string, number | null> = {
    Invocations: 60,
    Errors: 0,
    Duration: 100,
    IteratorAge: 900,
    ReturnedRecordsCount: 600,
    ConsumedWriteCapacityUnits: 600,
  }
  return values[metric] ?? null
}
const but =
  (change: Value): Value =>
  (metric, atMs, target) =>
    good(metric, atMs, target) === null && target.includes(':') ? null : (change(metric, atMs, target) ?? good(metric, atMs, target))

const planned: PlannedGuard = {
  seconds: guardSeconds,
  onInconclusive: 'ask',
  functionName: 'orders-projector',
  mapping: 'm',
  before: '7',
  tableName: 'orders',
  streamLabel: '2026-01-05T08:00:00.000',
  onFailureDestination: 'arn:aws:sqs:us-east-1:123456789012:orders-failed',
  floorSeconds: 10,
  thresholds,
}
const versionArn = 'arn:aws:lambda:us-east-1:123456789012:function:orders-projector:8'

interface Story {
  plan?: Partial<PlannedGuard>
  refuses?: Parameters<typeof metricsAccount>[2]
  stop?: AbortController
  answer?: 'keep' | 'rollback'
  attempt?: Parameters<typeof metricsAccount>[3]
}

async function guard(value: Value, {plan = {}, refuses, stop = new AbortController(), answer = 'keep', attempt}: Story = {}) {
  const {aws, clock, stub} = metricsAccount(changedMs, value, refuses, attempt)
  const told: Extract<Progress, {kind: 'guarding'}>[] = []
  const asked: string[] = []
  const done = operation({steps: [record({FunctionName: 'x'}, {FunctionName: versionArn})]})
  const decision = await takeGuard({...planned, ...plan}, done, {
    aws,
    journal: memoryJournal(),
    tell: progress => {
      if (progress.kind === 'guarding') told.push(progress)
    },
    stop: stop.signal,
    onInconclusive: async missing => {
      asked.push(...missing)
      return answer
    },
  })
  return {end: done.guard, decision, told, asked, seconds: (clock.ms - changedMs) / 1000, stub}
}

describe('a guard over a new version', () => {
  it('ends well when its time is published, and reads every quarter of a minute', async () => {
    const {end, told, seconds, stub} = await guard(good)
    expect(end?.verdict).toBe('successful')
    expect(seconds).toBeGreaterThanOrEqual(guardSeconds + 120)
    expect(seconds).toBeLessThan(guardSeconds + 240)
    expect(stub.count('cloudwatch:GetMetricData')).toBe(seconds / 15 + 1)
    expect(told.filter(one => one.of === guardSeconds)).toHaveLength(told.length)
    // The same words are told once.
    expect(told.filter(one => one.isNew).length).toBeLessThan(told.length)
    expect(told[0]).toMatchObject({kind: 'guarding', isNew: true, seconds: 0})
  })

  it('looks at 65 minutes before the change', async () => {
    const {stub} = await guard(good)
    const input = stub.calls.find(({action}) => action === 'cloudwatch:GetMetricData')?.input
    expect(Number(input?.StartTime) * 1000).toBe(Date.UTC(2026, 10, 25, 5, 55))
    expect(Number(input?.EndTime) * 1000).toBe(Date.UTC(2026, 10, 25, 7, 1))
  })

  it('ends at once where the new version fails', async () => {
    const {end, seconds} = await guard(but((metric, _, target) => (metric === 'Errors' && isAfter(target) ? 30 : null)))
    expect(end).toMatchObject({verdict: 'failed', because: [expect.stringMatching(/^50 % of .* invocations fail \(before: 0 %\)/)]})
    expect(seconds).toBeLessThan(300)
  })

  it('does not count invocations of the old version', async () => {
    const {end} = await guard(but((metric, _, target) => (metric === 'Errors' && !isAfter(target) && target.includes(':') ? 30 : null)))
    expect(end?.verdict).toBe('successful')
  })

  it.each([
    ['arrive at the queue', 'NumberOfMessagesSent', 'arn:aws:sqs:us-east-1:123456789012:orders-failed'],
    ['arrive at the topic', 'NumberOfMessagesPublished', 'arn:aws:sns:us-east-1:123456789012:orders-failed'],
  ])('sees batches that Lambda gives up and that %s', async (_, name, onFailureDestination) => {
    const {end} = await guard(
      but((metric, atMs) => (metric === name ? (atMs >= changedMs ? 4 : 0) : null)),
      {plan: {onFailureDestination}},
    )
    expect(end).toMatchObject({
      verdict: 'failed',
      because: [expect.stringMatching(/Lambda discarded batches after all retries \(before: 0 of 60\)\.$/)],
    })
  })

  it('goes by the counts of the mapping where it has them, and not by the queue', async () => {
    const counted: Value = (metric, atMs) => {
      if (metric === 'InvokedEventCount') return 600
      if (metric === 'DroppedEventCount' || metric === 'FailedInvokeEventCount') return 0
      return metric === 'NumberOfMessagesSent' && atMs >= changedMs ? 4 : null
    }
    expect((await guard(but(counted))).end?.verdict).toBe('successful')
    const dropping: Value = (metric, atMs) => (metric === 'DroppedEventCount' && atMs >= changedMs ? 4 : counted(metric, atMs, ''))
    expect(
      (await guard(but((metric, atMs) => (metric === 'OnFailureDestinationDeliveredEventCount' ? 0 : dropping(metric, atMs, ''))))).end,
    ).toMatchObject({
      verdict: 'failed',
      because: [expect.stringMatching(/Lambda discarded batches after all retries \(before: 0 of 60\)\.$/)],
    })
    const failing: Value = (metric, atMs) => (metric === 'FailedInvokeEventCount' && atMs >= changedMs ? 4 : counted(metric, atMs, ''))
    expect((await guard(but(failing))).end).toMatchObject({
      verdict: 'failed',
      because: [expect.stringMatching(/batches failed \(before: 0 of/)],
    })
  })

  it('goes by the result of the newest attempt before CloudWatch shows a minute', async () => {
    const {end, seconds} = await guard(good, {attempt: () => 'PROBLEM: Function call failed'})
    expect(end).toMatchObject({
      verdict: 'failed',
      because: ['LastProcessingResult reports a failed invocation in 3 of 3 samples (before: 0 % of the invocations).'],
    })
    expect(seconds).toBe(45)
  })

  it.each<[string, Story['attempt']]>([
    ['one attempt failed', atMs => (atMs - changedMs === 30_000 ? 'PROBLEM: Function call failed' : 'OK')],
    ['the problem is none of the function', () => 'PROBLEM: internal Lambda error. Please contact Lambda customer support.'],
    ['the mapping cannot be read', () => denied('lambda:GetEventSourceMapping')],
  ])('keeps a version where %s', async (_, attempt) => {
    expect((await guard(good, {attempt})).end?.verdict).toBe('successful')
  })

  it('reads on where one request fails', async () => {
    const {end} = await guard(good, {refuses: nth => (nth === 3 ? failure(500, 'InternalServiceFault') : undefined)})
    expect(end?.verdict).toBe('successful')
  })

  it('is inconclusive where the metrics cannot be read for its whole time', async () => {
    const {end, seconds} = await guard(good, {refuses: () => denied('cloudwatch:GetMetricData')})
    expect(end).toMatchObject({
      verdict: 'inconclusive',
      because: [expect.stringMatching(/^The metrics could not be read: cloudwatch:GetMetricData: /)],
    })
    expect(seconds).toBeGreaterThan(guardSeconds)
    expect(seconds).toBeLessThanOrEqual(guardSeconds + 30)
  })

  it('is inconclusive where too little runs', async () => {
    const {end} = await guard((metric, atMs, target) =>
      isAfter(target) && (atMs - changedMs) % (7 * minuteMs) > minuteMs ? null : good(metric, atMs, target),
    )
    expect(end?.verdict).toBe('inconclusive')
  })

  it('stops where the user wants it to end', async () => {
    const stop = new AbortController()
    stop.abort()
    expect((await guard(good, {stop})).end).toEqual({verdict: 'stopped', because: [], seconds: 0})
  })

  const denying = {refuses: () => denied('cloudwatch:GetMetricData')}
  const failing = but((metric, _, target) => (metric === 'Errors' && isAfter(target) ? 30 : null))
  it.each<[string, Value, Story, 'keep' | 'roll-back', number]>([
    ['is well', good, {}, 'keep', 0],
    ['fails', failing, {answer: 'keep', plan: {onInconclusive: 'keep'}}, 'roll-back', 0],
    ['cannot be judged, and the user keeps it', good, {...denying, answer: 'keep'}, 'keep', 1],
    ['cannot be judged, and the user does not', good, {...denying, answer: 'rollback'}, 'roll-back', 1],
    ['cannot be judged, and the plan keeps it', good, {...denying, answer: 'rollback', plan: {onInconclusive: 'keep'}}, 'keep', 0],
    ['cannot be judged, and the plan does not', good, {...denying, answer: 'keep', plan: {onInconclusive: 'rollback'}}, 'roll-back', 0],
  ])('keeps or rolls back a version that %s', async (_, value, story, kind, questions) => {
    const {decision, asked} = await guard(value, story)
    expect([decision.kind, asked.length]).toEqual([kind, questions])
    if (decision.kind === 'roll-back') expect(decision.why).toMatch(/^The (new version failed its guard|guard was inconclusive): .*[^.]$/)
  })
})
