interface Quota {
  bucket: string
  perSecond: number
}

/** Lambda quotas page: 15 requests/s for all of the control plane together, but GetFunction has 100/s of its own. */
const lambdaControlPlane: Quota = {bucket: 'lambda', perSecond: 15}

/** Requests per second of one account and region, as of November 2026 (Lambda, CloudWatch, Logs quotas pages; DynamoDB Streams API reference). */
const quotas: Readonly<Record<string, number>> = {
  'lambda:GetFunction': 100,
  'lambda:GetPolicy': 15,
  'cloudwatch:GetMetricData': 500,
  // Datapoints a second, of requests that start within the last three hours and of others.
  'cloudwatch:RecentDatapoints': 180_000,
  'cloudwatch:OldDatapoints': 396_000,
  'cloudwatch:GetMetricStatistics': 400,
  'cloudwatch:ListMetrics': 25,
  'cloudwatch:DescribeAlarms': 9,
  'cloudwatch:DescribeAlarmsForMetric': 9,
  'cloudwatch:PutMetricAlarm': 3,
  'cloudwatch:GetInsightRuleReport': 20,
  'cloudwatch:DescribeInsightRules': 20,
  'dynamodb:DescribeStream': 10,
  'dynamodb:ListStreams': 5,
  'logs:DescribeLogGroups': 10,
  'logs:DescribeLogStreams': 25,
  'logs:FilterLogEvents': 25,
  'logs:StartQuery': 10,
  'logs:GetQueryResults': 10,
}

function quotaOf(action: string): Quota | null {
  const perSecond = quotas[action]
  if (perSecond !== undefined) return {bucket: action, perSecond}
  // Invocations are bounded by concurrency, not by the control plane.
  return action.startsWith('lambda:') && action !== 'lambda:InvokeFunction' ? lambdaControlPlane : null
}

/** Takes a request, or an amount of a quota, from the bucket of an action or a quota; false when AWS would throttle. */
export type TakeQuota = (action: string, amount?: number) => boolean

/** Token buckets that hold one second's worth. `nowMs` is a clock that never goes back. */
export function quotaBuckets(nowMs: () => number): TakeQuota {
  const buckets = new Map<string, {tokens: number; atMs: number}>()
  return (action, amount = 1) => {
    const quota = quotaOf(action)
    if (quota === null) return true
    const now = nowMs()
    const bucket = buckets.get(quota.bucket) ?? {tokens: quota.perSecond, atMs: now}
    const tokens = Math.min(quota.perSecond, bucket.tokens + ((now - bucket.atMs) / 1000) * quota.perSecond)
    buckets.set(quota.bucket, {tokens: tokens >= amount ? tokens - amount : tokens, atMs: now})
    return tokens >= amount
  }
}
