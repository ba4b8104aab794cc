/**
 * List prices in USD, first tiers, us-east-1 (AWS Price List, September 2026). Requests and duration cost the same in most commercial
 * regions, and up to 37 % more in some (Cape Town, Hong Kong, Milan, Bahrain, Zurich); Logs Insights costs half as much again in Tokyo
 * and Seoul.
 */
export const prices = {
  asOf: '2026-11-23',
  /** GetMetricData and GetInsightRuleReport are billed per metric asked for, not per request. */
  perMetricRequested: 0.01 / 1000,
  /** The price of the bytes that a Logs Insights query scans; a GB is taken for 10⁹ bytes, which is rather too dear. */
  perGbScanned: 0.005,
  /**
   * Duration of a function by the GB-second, first tier; the start of an environment is billed as duration since August 2025. Managed
   * instances are billed by the EC2 instance, at its price plus 15 % of the on-demand price, and by no GB-second.
   */
  perGbSecond: {x86_64: 0.0000166667, arm64: 0.0000133334},
  /** A snapshot by the GB-second of memory, for each published version and three hours at least (Python and .NET; free for Java). */
  perGbSecondCached: 0.0000015046,
  /** A restore of a snapshot by the GB of memory (Python and .NET; free for Java). */
  perGbRestored: 0.0001397998,
} as const
