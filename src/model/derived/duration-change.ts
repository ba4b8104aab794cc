/** How the duration of the function has changed within the window; null where there are too few minutes to tell. */
export type DurationChange = {
  /** Medians of the average duration by the minute, in milliseconds. */
  recentMs: number
  earlierMs: number
  /** Median absolute deviation of the earlier minutes × 1.4826, in milliseconds: how much they vary by themselves. */
  noiseMs: number
  /** Duration per record, recent ÷ earlier; null where the records are not known. */
  perRecordRatio: number | null
  /** Minutes that each median stands on. */
  recentMinutes: number
  earlierMinutes: number
} | null
