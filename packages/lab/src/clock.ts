/** A virtual clock that runs with real time, faster or slower, and can jump ahead. All in milliseconds. */
export interface RunningClock {
  nowMs(): number
  /** Real time and jumps, without the speed. AWS's quotas refill by it, as a client sees them. */
  clientMs(): number
  skip(ms: number): void
}

export function runningClock(startMs: number, speed: number, realNowMs: () => number): RunningClock {
  const openedMs = realNowMs()
  let skippedMs = 0
  return {
    nowMs: () => Math.floor(startMs + (realNowMs() - openedMs) * speed + skippedMs),
    clientMs: () => realNowMs() + skippedMs,
    skip: ms => {
      skippedMs += ms
    },
  }
}
