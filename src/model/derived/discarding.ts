/** Records that Lambda discards after their last retry, in a considerable share and for half an hour or more. */
export interface Discarding {
  /** Records that are discarded ÷ records that are delivered or discarded, 0–1: the mapping's own count, else what the failures make likely. */
  share: number
  /** By the mapping's own count; null without it. */
  recordsPerMinute: number | null
  attempts: number
  /** The remains of them: the whole records, pointers into the stream, or nothing. */
  leaves: 'records' | 'pointers' | 'nothing'
}
