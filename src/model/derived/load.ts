/** The work of the function on the incoming records, over some minutes. Each number is null where no metric shows it. */
export interface LoadWindow {
  /** Epoch milliseconds, [fromMs, toMs). */
  fromMs: number
  toMs: number
  /** Median over the minutes. */
  invocationsPerMinute: number
  /** Errors ÷ Invocations, 0–1. */
  errorShare: number
  /** Share of the minutes with invocations that count errors, 0–1. */
  failingMinutes: number
  /** Throttles ÷ (Throttles + Invocations), 0–1. */
  throttleShare: number
  /** Medians over the minutes, in milliseconds. */
  durationAverageMs: number | null
  durationP50Ms: number | null
  durationP99Ms: number | null
  durationMaximumMs: number | null
  /** Records handed over per invocation: the mapping's own count, or the records that GetRecords returned. */
  recordsPerInvocation: number | null
  /** Time per record, in milliseconds: durations grow with the batch, so they are compared per record. */
  millisecondsPerRecord: number | null
  /** recordsPerInvocation ÷ BatchSize. */
  batchFill: number | null
  /** Share of the lanes' time that invocations fill, 0–1; a lane also needs time to poll, so full is below 1. */
  laneUse: number | null
  concurrencyMaximum: number | null
  /** Write units to the table, and items deleted by TTL, per minute: at least one for each record. */
  writesPerMinute: number | null
}

/** The load of a pipeline now and before its lag began. */
export interface Load {
  /** Batches that can run at once: open shards × parallelization factor. */
  lanes: number | null
  /** The newest ten published minutes, or those since the onset when they are fewer. */
  now: LoadWindow | null
  /** The minutes before the onset; null when there are fewer than ten, or no onset. */
  before: LoadWindow | null
  /** Time per record now ÷ before; the median duration where the records are not known. */
  workRatio: number | null
  /** Writes of the newest three minutes ÷ before. */
  writeRatio: number | null
  /** The same of the newest minute alone. */
  newestWriteRatio: number | null
  /** The busiest single minute of the newest five ÷ before. */
  newestPeakWriteRatio: number | null
  /** The busiest five minutes of writes since the lag began, or since the position that is now read, ÷ before. */
  peakWriteRatio: number | null
  /** Key-range throttles: in how many of the newest fifteen minutes writers were refused by a hot partition. */
  hotWriteMinutes: number | null
  /** Refused reads of the table's streams: in how many of the newest fifteen minutes. */
  refusedReadMinutes: number | null
}
