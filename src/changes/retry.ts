import {AwsError, type AwsErrorKind} from '../aws/transport/aws-error.ts'
import {type Aws, nowMs, sleep} from '../aws/transport/connection.ts'
import type {Target} from '../model/plan/plan.ts'
import {count} from '../text/units.ts'
import {type Reading, readTarget} from './read-target.ts'

/** Failures that pass by themselves. A signature is refused when the local clock is wrong, and the SDK sets it right after the first answer. */
const passing: ReadonlySet<AwsErrorKind> = new Set(['throttled', 'unreachable', 'other', 'busy', 'deadline', 'credentials'])

/** Whether a second try makes sense. */
export const mayPass = (error: unknown): error is AwsError => error instanceof AwsError && passing.has(error.kind)

const mostTries = 8

/** 0.5 s, 1 s, 2 s, … up to 15 s. */
export const pauseMs = (tries: number): number => Math.min(15_000, 500 * 2 ** (tries - 1))

/** Reads until there is an answer: a change that is half done must not be given up for one lost packet. */
export async function patiently<T>(aws: Aws, read: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await read()
    } catch (error) {
      const most = error instanceof AwsError && error.kind === 'credentials' ? 2 : mostTries
      if (!mayPass(error) || tries >= most) throw error
      await sleep(aws, pauseMs(tries))
    }
  }
}

/** Ends when `waiting` ends or the user interrupts, whichever comes first. */
export async function unlessStopped(waiting: Promise<void>, stop: AbortSignal): Promise<void> {
  if (stop.aborted) return
  let end = (): void => undefined
  const stopped = new Promise<void>(resolve => {
    end = resolve
    stop.addEventListener('abort', end, {once: true})
  })
  await Promise.race([waiting, stopped])
  stop.removeEventListener('abort', end)
}

/** Measures time by AWS's clock, or by how long was slept where AWS does not tell the time. Milliseconds. */
export function stopwatch(aws: Aws): {pause: (ms: number) => Promise<void>; elapsedMs: () => number} {
  let startMs = nowMs(aws)
  let sleptMs = 0
  return {
    pause: async ms => {
      await sleep(aws, ms)
      sleptMs += ms
    },
    elapsedMs: () => {
      startMs ??= nowMs(aws)
      return Math.max(sleptMs, (nowMs(aws) ?? 0) - (startMs ?? 0))
    },
  }
}

/** AWS says "several minutes" (Lambda Developer Guide, DynamoDB); after this long a transition hangs. */
const longestTransitionMs = 15 * 60_000

/** A target that AWS does not finish changing. */
export class StuckError extends Error {
  override readonly name = 'StuckError'
  readonly state: string
  constructor(state: string) {
    super(`it has been ${state} for more than ${count(longestTransitionMs / 60_000, 'minute')}`)
    this.state = state
  }
}

/** Waits until AWS has finished its change of the target, and answers the state then. */
export async function settle(aws: Aws, target: Target, watch: (reading: Reading) => void = () => undefined): Promise<Reading> {
  const {pause, elapsedMs} = stopwatch(aws)
  for (let polls = 0; ; polls++) {
    const reading = await patiently(aws, () => readTarget(aws, target))
    if (reading.settled) return reading
    if (elapsedMs() > longestTransitionMs) throw new StuckError(reading.state)
    watch(reading)
    await pause(polls < 20 ? 3000 : 6000)
  }
}
