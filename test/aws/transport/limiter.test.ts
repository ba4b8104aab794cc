import fc from 'fast-check'
import {expect, test} from 'vitest'
import {limiter} from '../../../src/aws/transport/limiter.ts'
import {requestsPerSecond} from '../../../src/aws-facts/limits.ts'

/** A clock that moves only when someone sleeps, and then for everyone. */
function fakeClock() {
  let now = 0
  return {
    elapsedMs: () => now,
    sleep: async (ms: number) => {
      const until = now + ms
      await Promise.resolve()
      now = Math.max(now, until)
    },
    pass: (ms: number) => {
      now += ms
    },
  }
}

/** Lets `n` requests enter one after the other and answers when each went on. */
async function enterAll(n: number, action: string, quotas: Record<string, number>, clock = fakeClock()): Promise<number[]> {
  const limit = limiter(quotas, clock.sleep, clock.elapsedMs)
  const times: number[] = []
  for (let i = 0; i < n; i++) {
    await limit.enter(action)
    times.push(clock.elapsedMs())
  }
  return times
}

const mostInASecond = (times: readonly number[]): number =>
  Math.max(...times.map(from => times.filter(at => at >= from && at < from + 1000).length))

test('no second sees more requests than the quota', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({min: 2, max: 120}), fc.integer({min: 1, max: 300}), async (quota, n) => {
      expect(mostInASecond(await enterAll(n, 'lambda:ListAliases', {'lambda:*': quota}))).toBeLessThanOrEqual(quota)
    }),
    {numRuns: 50},
  )
})

test('100 requests of the Lambda control plane take about 8 seconds, not more', async () => {
  const times = await enterAll(100, 'lambda:ListAliases', requestsPerSecond)
  expect(times.at(-1)).toBeGreaterThan(7000)
  expect(times.at(-1)).toBeLessThan(9000)
})

test('a few requests do not wait', async () => {
  expect(await enterAll(3, 'lambda:GetAccountSettings', requestsPerSecond)).toEqual([0, 0, 0])
})

test('an action with a quota of its own does not use up the shared one', async () => {
  const clock = fakeClock()
  const limit = limiter({'lambda:*': 5, 'lambda:GetFunction': 5}, clock.sleep, clock.elapsedMs)
  await limit.enter('lambda:GetFunction')
  await limit.enter('lambda:ListAliases')
  expect(clock.elapsedMs()).toBe(0)
  await limit.enter('lambda:ListEventSourceMappings')
  expect(clock.elapsedMs()).toBe(250)
})

test('an action without a quota never waits', async () => {
  expect(mostInASecond(await enterAll(1000, 'logs:StopQuery', requestsPerSecond))).toBe(1000)
})

test('requests that were not made are not saved up for a burst', async () => {
  const clock = fakeClock()
  const limit = limiter({'lambda:*': 10}, clock.sleep, clock.elapsedMs)
  await limit.enter('lambda:ListAliases')
  clock.pass(60_000)
  const times: number[] = []
  for (let i = 0; i < 20; i++) {
    await limit.enter('lambda:ListAliases')
    times.push(clock.elapsedMs())
  }
  expect(mostInASecond(times)).toBeLessThanOrEqual(10)
})

test('a simulated sleep, which the real clock does not see, is not waited for twice', async () => {
  const slept: number[] = []
  const limit = limiter(
    {'lambda:*': 10},
    async ms => void slept.push(ms),
    () => 0,
  )
  for (let i = 0; i < 12; i++) await limit.enter('lambda:ListAliases')
  expect(slept.map(Math.round)).toEqual(new Array(10).fill(125))
})

/** The clock of things that happen side by side: it goes to whoever wakes first. */
function sharedClock() {
  let now = 0
  const sleepers: {until: number; wake: () => void}[] = []
  return {
    elapsedMs: () => now,
    sleep: (ms: number) => new Promise<void>(wake => sleepers.push({until: now + ms, wake})),
    async run() {
      for (;;) {
        for (let i = 0; i < 5; i++) await Promise.resolve()
        sleepers.sort((a, b) => a.until - b.until)
        const next = sleepers.shift()
        if (next === undefined) return
        now = next.until
        next.wake()
      }
    },
  }
}

test('requests that use several tickets each, side by side, use no more in a second than the quota', async () => {
  const clock = sharedClock()
  const limit = limiter({'cloudwatch:Datapoints': 10}, clock.sleep, clock.elapsedMs)
  const times: number[] = []
  const requests = Array.from({length: 12}, async () => {
    await limit.enter('cloudwatch:Datapoints', 5)
    for (let i = 0; i < 5; i++) times.push(clock.elapsedMs())
  })
  await Promise.all([...requests, clock.run()])
  expect(mostInASecond(times)).toBeLessThanOrEqual(10)
  expect(times.at(-1)).toBeLessThan(9000)
})
