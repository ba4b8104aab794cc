export interface Limiter {
  /**
   * Lets a request of this IAM action go on when its quota allows. One that uses several tickets takes them at once: requests that
   * gather them side by side would all go at the same moment.
   */
  enter: (action: string, tickets?: number) => Promise<void>
}

/** One quota, as the generic cell rate algorithm: a token bucket that needs no timer. Times are milliseconds. */
interface Bucket {
  intervalMs: number
  toleranceMs: number
  /** When the bucket would be full again. */
  fullAtMs: number
}

/** A fifth of the quota may go at once and the rest is spread, so that no second, wherever it starts, sees more than the quota. */
function bucketOf(perSecond: number): Bucket {
  const burst = Math.max(1, Math.floor(perSecond / 5))
  const intervalMs = 1000 / Math.max(1, perSecond - burst)
  return {intervalMs, toleranceMs: (burst - 1) * intervalMs, fullAtMs: Number.NEGATIVE_INFINITY}
}

/**
 * Keeps all requests of a run below the quotas. `perSecond` holds requests per second by IAM action, or by `service:*` for
 * services whose actions have no quota of their own; actions in neither are not limited. `sleep` and `elapsedMs` (monotonic) are milliseconds.
 */
export function limiter(
  perSecond: Readonly<Record<string, number>>,
  sleep: (ms: number) => Promise<void>,
  elapsedMs: () => number,
): Limiter {
  const buckets = new Map(Object.entries(perSecond).map(([name, quota]) => [name, bucketOf(quota)]))
  // A sleep that has returned has passed, whatever the clock says: a simulated sleep does not move the real clock.
  let wokenMs = Number.NEGATIVE_INFINITY

  return {
    async enter(action, tickets = 1) {
      const bucket = buckets.get(action) ?? buckets.get(action.replace(/:.*/, ':*'))
      if (bucket === undefined) return
      const nowMs = Math.max(elapsedMs(), wokenMs)
      const lastMs = Math.max(bucket.fullAtMs, nowMs) + (tickets - 1) * bucket.intervalMs
      const goMs = Math.max(nowMs, lastMs - bucket.toleranceMs)
      bucket.fullAtMs = lastMs + bucket.intervalMs
      if (goMs <= nowMs) return
      await sleep(goMs - nowMs)
      wokenMs = Math.max(wokenMs, goMs)
    },
  }
}
