/**
 * Whether some shards are far later than the others. IteratorAge has no shard dimension: it is told from the oldest, the median and the
 * youngest batch of each minute.
 */
export interface Skew {
  kind: 'even' | 'skewed' | 'unknown'
  /** In words, why. */
  because: string
  /** Ages in seconds in the newest minute that has all three; null where no minute has. */
  oldestSeconds: number | null
  medianSeconds: number | null
  youngestSeconds: number | null
}
