/** Where the guide draws its lines; every number that a check or cause compares with stands here. */
export const thresholds = {
  /** The guide's alarm: act at once above this iterator age. */
  iteratorAgeSeconds: 30,
  /** Errors ÷ Invocations. */
  errorRate: 0.01,
  /** Throttles ÷ (Throttles + Invocations). */
  throttleShare: 0.05,
  /** ConcurrentExecutions ÷ the limit that holds. */
  concurrencyShare: 0.95,
  /** Loss sooner than this makes a pipeline critical. */
  lossSoonSeconds: 6 * 3600,
  /** An age at or above this share of the limit means that records are expiring now. */
  losingShare: 0.97,
  /** The retry limit that the guide advises. */
  retryAttempts: 3,
  /** A mapping that stays longer than this in a transitional state hangs. */
  transitionSeconds: 600,
  /** Reads of the stream that are refused in so many of fifteen minutes mean too many readers. */
  refusedReadMinutes: 3,
} as const
