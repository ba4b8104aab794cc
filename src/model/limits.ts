/**
 * AWS's limits and quotas, as of November 2026; the sources stand beside each.
 * Quotas are requests per second for one account and region.
 */

/** A stream keeps its records for 24 hours; older ones may go at any moment (DynamoDB Developer Guide, "Streams"). */
export const retentionSeconds = 86_400

/** `-1` in MaximumRetryAttempts and MaximumRecordAgeInSeconds: until the record expires (Lambda API reference). */
export const untilExpiry = -1

/** GetMetricData takes 500 queries and answers up to 100,800 datapoints a request (CloudWatch API reference). */
export const metricDataQueriesPerRequest = 500
export const metricDataPointsPerRequest = 100_800

/** Lambda control plane: 15 requests/s for all operations together, but GetFunction has 100/s of its own (Lambda quotas page). */
export const requestsPerSecond = {
  'lambda:*': 15,
  'lambda:GetFunction': 100,
  'cloudwatch:GetMetricData': 500,
  'dynamodb:DescribeStream': 10,
  /** Not on the quota page; kept low so as not to disturb (unverified). */
  'dynamodb:DescribeTable': 10,
  'sts:GetCallerIdentity': 50,
  /** CloudWatch Logs quotas page; StopQuery is not on it. */
  'logs:StartQuery': 10,
  'logs:GetQueryResults': 10,
  'logs:DescribeLogGroups': 10,
} as const

/** The highest timeout of a function, in seconds (Lambda quotas page). */
export const maximumTimeoutSeconds = 900
