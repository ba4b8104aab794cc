/** List prices in USD, us-east-1, as of November 2026 (secondary sources; see docs/decisions). Other regions differ a little. */
export const prices = {
  asOf: '2026-11-23',
  /** GetMetricData is billed per metric asked for, not per request. */
  perMetricRequested: 0.01 / 1000,
} as const
