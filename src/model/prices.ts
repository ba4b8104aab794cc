/** List prices in USD, us-east-1, as of November 2026 (secondary sources; see docs/decisions). Other regions differ a little. */
export const prices = {
  asOf: '2026-11-23',
  /** GetMetricData is billed per metric asked for, not per request. */
  perMetricRequested: 0.01 / 1000,
  /** What a Logs Insights query scans; a GB is taken for 10⁹ bytes, which is rather too dear. */
  perGbScanned: 0.005,
} as const
