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

/** Takes one request's worth from the action's bucket; false when AWS would throttle. */
export type TakeQuota = (action: string) => boolean

/** Token buckets that hold one second's worth. `nowMs` is a clock that never goes back. */
export function quotaBuckets(nowMs: () => number): TakeQuota {
  const buckets = new Map<string, {tokens: number; atMs: number}>()
  return action => {
    const quota = quotaOf(action)
    if (quota === null) return true
    const now = nowMs()
    const bucket = buckets.get(quota.bucket) ?? {tokens: quota.perSecond, atMs: now}
    const tokens = Math.min(quota.perSecond, bucket.tokens + ((now - bucket.atMs) / 1000) * quota.perSecond)
    buckets.set(quota.bucket, {tokens: tokens >= 1 ? tokens - 1 : tokens, atMs: now})
    return tokens >= 1
  }
}
