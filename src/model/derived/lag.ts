/** The state of the delivery of a pipeline's records. `unknown` means that not enough could be read. */
export type LagState = 'ok' | 'behind' | 'slow' | 'stalled' | 'stopped' | 'losing' | 'recovering' | 'idle' | 'unknown'

/** How many of the shards lag; of a stuck line, how many are blocked. IteratorAge has no shard dimension: it is told from its minimum, and `unknown` with one shard. */
export type LagScope = 'one-shard' | 'some' | 'all' | 'unknown'

export interface LagPoint {
  atMs: number
  /** Iterator age in seconds: the oldest, the median and the youngest of the batches that started in this minute. */
  max: number | null
  p50: number | null
  min: number | null
}

/** Several minutes whose batches ended at the same record: a blocked shard. */
export interface StuckLine {
  /** When the last record of the blocked batch was written (epoch milliseconds, ± 30 s). */
  positionMs: number
  /** The minutes (their starts) that lie on the line. */
  atMs: number[]
}

/** The lag of one pipeline, computed once. Times are epoch milliseconds, ages are seconds. */
export interface Lag {
  state: LagState
  /** Age of the last record of the worst batch of now; null when nothing tells it. */
  ageSeconds: number | null
  minimumAgeSeconds: number | null
  /** Change of the age on the worst lane, in seconds per second; null with too few points. */
  slope: number | null
  /** Records processed per record written at the position now read: 1 − slope. */
  throughputRatio: number | null
  scope: LagScope
  drainSeconds: number | null
  lossAtMs: number | null
  /** The limit that takes the records first: the stream's 24 h retention, the mapping's MaximumRecordAgeInSeconds, or its MaximumRetryAttempts. */
  lossBy: 'retention' | 'age-limit' | 'retries' | null
  onsetAtMs: number | null
  /** Below this age (seconds) the configuration makes the lag by itself. */
  floorSeconds: number
  stuck: StuckLine | null
  /** High ages come and go: in between nothing waits, so that the pipeline carries the writes. */
  recurring: boolean
  /** Other mappings whose batches are in the same metrics: the lag may be theirs. */
  sharedBy: number
  /** From here on (epoch milliseconds) the minutes are not complete: absence of errors says nothing. */
  completeUntilMs: number
  /** In words, why this state. */
  because: string[]
  series: LagPoint[]
}

/** Whether some shards are current while others are late: a blocked pipeline's scope says how many are blocked, not whether the others wait. */
export const someAreCurrent = ({scope, minimumAgeSeconds, floorSeconds}: Lag): boolean =>
  (scope === 'one-shard' || scope === 'some') && (minimumAgeSeconds ?? Number.POSITIVE_INFINITY) <= floorSeconds

/** Law 9. Whether the oldest records of some shards expire in the stream, one after the other, while other shards are current. */
export const expiresOnSomeShards = (lag: Lag): boolean =>
  lag.state === 'losing' && lag.lossBy === 'retention' && lag.stuck === null && someAreCurrent(lag)
