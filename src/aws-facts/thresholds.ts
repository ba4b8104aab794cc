/** The guide's lines: every number that a check compares with. A configuration can move it. A number that only distinguishes causes stands there. */
export const thresholds = {
  /** The guide's alarm: act at once above this iterator age. */
  iteratorAgeSeconds: 30,
  /** Errors ÷ Invocations. */
  errorRate: 0.01,
  /** Minutes of the newest half hour with errors: one failed batch that is retried and passes is no error rate. Our choice. */
  errorMinutes: 3,
  /** Requests that log an error and succeed: so many in an hour, and this share of the invocations. Fewer are an accident. Our choice. */
  swallowedRequests: 5,
  swallowedShare: 0.001,
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
  /** Start time ÷ time of work from which on starts are a burden. */
  coldStartBurden: 0.3,
  /** A mapping that stays longer than this in a transitional state hangs. */
  transitionSeconds: 600,
  /** Median duration now ÷ earlier in the window, and the same per record: from here on the function has become slower. Our choice. */
  durationRatio: 1.5,
  /** Concurrency in use ÷ the limit: near it, before anything is throttled. Our choice. */
  concurrencyNearShare: 0.8,
  /** Max Memory Used ÷ Memory Size in the REPORT lines. Our choice: the rest is little for a bigger batch. */
  memoryShare: 0.9,
  /** The memory that the guide advises for a stream consumer, MB. */
  memoryLowMb: 512,
  memoryHighMb: 1024,
  /** p99 duration ÷ timeout: from here on a batch that is a little slower times out. Our choice. */
  timeoutShare: 0.8,
  /** Throttled writes in so many of the newest fifteen minutes are no accident. Our choice. */
  throttledMinutes: 3,
  /** The oldest batch ÷ the median one, how much older it is in seconds, and in which share of the newest six minutes: one shard stands out among late ones. Our choice. */
  skewRatio: 3,
  skewSeconds: 60,
  skewShare: 0.6,
  /** The busiest minute of one key ÷ the limit of one partition in a minute (1,000 write units or 3,000 read units a second). Our choice. */
  hotKeyShare: 0.5,
  /** The record age limit to advise, in seconds: half of the stream's retention, so that there is time to fetch the discarded records. Our choice. */
  recordAgeSeconds: 12 * 3600,
  /** The guide calls a batch size of 100 small and advises 1,000 to 5,000, as far as time and payload allow. */
  batchSizeAdvised: 1000,
  batchSizeHighest: 5000,
  /** Records per invocation ÷ BatchSize: above it the batch size ends a batch. Our choice. */
  batchFillHigh: 0.5,
  /** The duration of fuller batches is only predicted from batches that are not much emptier. Our choice. */
  batchFillLow: 0.2,
  /** So few records per invocation, in so many invocations a minute, are worth a batching window. Our choice. */
  recordsPerInvocationLow: 5,
  invocationsPerMinuteHigh: 60,
  /** Batches as full as this and lanes as busy as this leave no headroom. */
  batchFillFull: 0.95,
  laneUseFull: 0.8,
  /** The guide advises a parallelization factor of 2 to 4 where throughput is short. */
  parallelizationAdvised: 4,
  /** So many days before a runtime is deprecated there is still time to move. Our choice. */
  runtimeNoticeDays: 180,
  /** Free addresses of a subnet: with fewer, new network interfaces of functions may not get one. Our choice. */
  freeAddressesLow: 8,
  /** Share of the invocations that start cold, and share of the billed time that starts take: from here on they are worth work. Our choice. */
  coldStartShare: 0.1,
  initCostShare: 0.1,
  /** Below this share cold starts do not matter. Our choice. */
  coldStartShareLow: 0.02,
  /** Fewer invocations give no share. Our choice. */
  invocationsForShare: 20,
  /** Mean size of a stream record: the mean hides the big ones, and an item is 400 KB at most. Our choice. */
  recordBytesHigh: 100 * 1024,
  /** Deletes by Time to Live ÷ all writes and deletes, and how many of them an hour. Our choice. */
  ttlShare: 0.5,
  ttlDeletesHigh: 1000,
  /** Reads of the stream that are refused in so many of fifteen minutes mean too many readers. */
  refusedReadMinutes: 3,
} as const

export type Thresholds = Readonly<Record<keyof typeof thresholds, number>>
