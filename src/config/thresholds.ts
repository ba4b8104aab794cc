import {z} from 'zod'

const share = z.number().min(0).max(1)
const amount = z.number().min(0)
/** A threshold that ends up in a setting has to be a value that AWS takes (Lambda API reference, UpdateEventSourceMapping). */
const setting = (least: number, most: number) => z.number().int().min(least).max(most)

/** The lines of the guide that can be moved, each with its default. A line that only distinguishes causes stands beside the cause. */
export const thresholds = z
  .strictObject({
    iteratorAgeSeconds: amount.describe('the age above which iterator-age fails; 30'),
    errorRate: share.describe('Errors ÷ Invocations above which error-rate fails; 0.01'),
    errorMinutes: amount.describe('minutes of the newest thirty that must have errors as well; 3'),
    swallowedRequests: amount.describe('requests of an hour that log an error and succeed, from which on swallowed-errors fails; 5'),
    swallowedShare: share.describe('the same ÷ the invocations, from which on swallowed-errors fails; 0.001'),
    throttleShare: share.describe('Throttles ÷ (Throttles + Invocations) above which throttled-invocations fails; 0.05'),
    concurrencyShare: share.describe(
      'concurrency in use ÷ its limit from which on the limit is used up: for the cause throttled-concurrency and the command concurrency; 0.95',
    ),
    lossSoonSeconds: amount.describe('a loss sooner than this makes a pipeline critical; 21600'),
    losingShare: share.describe('age ÷ the age at which records are lost, from which on the lag is losing; 0.97'),
    coldStartBurden: amount.describe(
      'time of starts ÷ time of work from which on starts are a burden: the cause cold-start-burden and the command cold-starts; 0.3',
    ),
    refusedReadMinutes: amount.describe(
      'minutes of fifteen with throttled reads of the stream that mean too many readers: the causes reader-contention, hot-partition and insufficient-throughput; 3',
    ),
    transitionSeconds: amount.describe('seconds in a transitional state after which mapping-not-enabled fails; 600'),
    durationRatio: amount.describe('duration now ÷ earlier above which duration-rising fails; 1.5'),
    concurrencyNearShare: share.describe('concurrency in use ÷ its limit from which on concurrency-near-limit fails; 0.8'),
    memoryShare: share.describe('memory used ÷ memory from which on memory-pressure fails; 0.9'),
    memoryLowMb: amount.describe('less memory than this fails memory-outside-advice; 512'),
    memoryHighMb: amount.describe('more memory than this fails memory-outside-advice; 1024'),
    timeoutShare: share.describe('p99 duration ÷ timeout from which on batch-near-timeout fails; 0.8'),
    throttledMinutes: amount.describe(
      'minutes of fifteen with throttles that fail key-range-throttles, throttled-writes, throttled-stream-reads; 3',
    ),
    skewRatio: amount.describe('the age of the oldest batch ÷ the median one from which on shard-skew fails where all are late; 3'),
    skewSeconds: amount.describe('in addition, the difference in seconds from which on shard-skew fails; 60'),
    skewShare: share.describe('in at least this share of the newest six minutes; 0.6'),
    hotKeyShare: share.describe('the share of the capacity of a partition that one key uses, from which on hot-key fails; 0.5'),
    recordAgeSeconds: setting(60, 604_800).describe('the recommended record age limit; 43200'),
    batchSizeAdvised: setting(1, 10_000).describe('a batch size from which on small-batch-size passes; 1000'),
    batchSizeHighest: setting(1, 10_000).describe('the highest recommended batch size; 5000'),
    recordsPerInvocationLow: amount.describe('fewer records per invocation than this fail no-batching-window; 5'),
    invocationsPerMinuteHigh: amount.describe('at fewer invocations a minute than this no-batching-window passes; 60'),
    parallelizationAdvised: setting(1, 10).describe('a factor from which on parallelization-too-low passes; 4'),
    freeAddressesLow: amount.describe('fewer free addresses than this fail subnet-out-of-addresses; 8'),
    runtimeNoticeDays: amount.describe('days before the deprecation of a runtime from which on deprecated-runtime fails; 180'),
    coldStartShare: share.describe('cold starts ÷ invocations from which on cold-start-share fails; 0.1'),
    initCostShare: share.describe('time of starts ÷ billed time from which on cold-start-share fails; 0.1'),
    recordBytesHigh: amount.describe('mean bytes of a record or item from which on record-size-near-limit fails; 102400'),
    ttlShare: share.describe('deletes by Time to Live ÷ all records from which on ttl-flood fails; 0.5'),
    ttlDeletesHigh: amount.describe('at fewer deletes by Time to Live an hour than this ttl-flood passes; 1000'),
    retryAttempts: setting(0, 10_000).describe('the recommended limit of retries; 3'),
    batchFillHigh: share.describe('records per invocation ÷ BatchSize below which small-batch-size passes; 0.5'),
    batchFillLow: share.describe(
      'records per invocation ÷ BatchSize below which batch-near-timeout does not estimate the time of a full batch; 0.2',
    ),
    batchFillFull: share.describe('the same, from which on batches count as full for parallelization-too-low; 0.95'),
    laneUseFull: share.describe('busy share of the concurrent batches, from which on they count as busy for parallelization-too-low; 0.8'),
    coldStartShareLow: share.describe('cold starts ÷ invocations below which cold-start-share and snapstart-off pass; 0.02'),
    invocationsForShare: amount.describe('with fewer invocations than this cold-start-share is unknown; 20'),
  })
  .partial()
