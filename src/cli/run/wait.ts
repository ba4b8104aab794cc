import {setTimeout as sleep} from 'node:timers/promises'

/** Waits, or until `left`; answers how many milliseconds more than asked passed on the wall clock, which goes on while a machine sleeps. */
export async function waitFor(ms: number, left: AbortSignal): Promise<number> {
  const beganMs = Date.now()
  await sleep(ms, undefined, {signal: left}).catch(() => undefined)
  return Math.max(0, Date.now() - beganMs - ms)
}
