import {describe, expect, it} from 'vitest'
import {failsInPart, failsInTime} from '../../../src/causes/parts/fails-in-part.ts'
import type {Failures} from '../../../src/model/derived/failures.ts'
import type {Lag} from '../../../src/model/derived/lag.ts'
import type {Load} from '../../../src/model/derived/load.ts'

const minuteMs = 60_000
const failures = (given: Partial<Failures> = {}) =>
  ({scope: 'passing', hidden: false, throttled: null, share: 0.2, sinceMs: 0, failingMinutes: 15, minutes: 30, ...given}) as Failures
const lag = (given: Partial<Lag> = {}) =>
  ({state: 'slow', onsetAtMs: 10 * minuteMs, minimumAgeSeconds: 600, floorSeconds: 10, scope: 'all', ...given}) as Lag
const load = (now: number, before: number) => ({now: {errorShare: now}, before: {errorShare: before}}) as Load

describe('a part of the invocations fails and all shards are late for it', () => {
  it.each<[string, Failures, Lag, Load, boolean]>([
    ['5 % fail, and none did before', failures(), lag(), load(0.05, 0), true],
    ['less', failures(), lag(), load(0.049, 0), false],
    ['twice as many as before', failures(), lag(), load(0.2, 0.1), true],
    ['not quite', failures(), lag(), load(0.199, 0.1), false],
    ['a service throttles it, as before', failures({throttled: {} as never}), lag(), load(0.2, 0.2), true],
    ['one shard fails', failures({scope: 'one-lane'}), lag(), load(0.2, 0), false],
    ['no record is late', failures(), lag({state: 'ok'}), load(0.2, 0), false],
    ['reported failures began ten minutes before the lag', failures({hidden: true, sinceMs: 0}), lag(), load(0, 0), true],
    ['reported failures began earlier', failures({hidden: true, sinceMs: -1}), lag(), load(0, 0), false],
    ['the onset is not known', failures({hidden: true}), lag({onsetAtMs: null}), load(0, 0), false],
  ])('%s', (_, given, late, loaded, expected) => {
    expect(failsInPart(given, late, loaded)).toBe(expected)
  })
})

describe('a part fails all the time, and records arrive in time', () => {
  const endless = {maximumRetryAttempts: -1, onFailureDestination: null}
  const bounded = {maximumRetryAttempts: 3, onFailureDestination: null}
  const crash = {kind: 'crash'} as never
  it.each<[string, Failures, Lag, {maximumRetryAttempts: number | null; onFailureDestination: string | null} | undefined, boolean]>([
    ['in half of thirty minutes', failures(), lag({state: 'ok'}), endless, true],
    ['in less than half', failures({failingMinutes: 14}), lag({state: 'ok'}), endless, false],
    ['in 29 minutes', failures({minutes: 29, failingMinutes: 29}), lag({state: 'ok'}), endless, false],
    ['5 % of them', failures({share: 0.05}), lag({state: 'ok'}), endless, true],
    ['less', failures({share: 0.049}), lag({state: 'ok'}), endless, false],
    ['the process dies in more than error-rate allows', failures({share: 0.011, logged: crash}), lag({state: 'ok'}), endless, true],
    ['the process dies in as many as it allows', failures({share: 0.01, logged: crash}), lag({state: 'ok'}), endless, false],
    ['records are late', failures(), lag(), endless, false],
    ['retries are bounded', failures(), lag({state: 'ok'}), bounded, false],
    ['retries are bounded, with a destination', failures(), lag({state: 'ok'}), {...bounded, onFailureDestination: 'arn'}, true],
    ['the limit of retries is not known', failures(), lag({state: 'ok'}), {...endless, maximumRetryAttempts: null}, false],
    ['the mapping is not known', failures(), lag({state: 'ok'}), undefined, false],
    ['the response reports them', failures({hidden: true}), lag({state: 'ok'}), endless, false],
  ])('%s', (_, given, late, mapping, expected) => {
    expect(failsInTime(given, late, mapping, {errorRate: 0.01})).toBe(expected)
  })
})
