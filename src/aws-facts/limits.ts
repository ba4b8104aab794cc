/**
 * AWS's limits and quotas, as of November 2026; the sources stand beside each.
 * Quotas are requests per second for one account and region.
 */

/** A stream keeps its records for 24 hours; older ones may go at any moment (DynamoDB Developer Guide, "Streams"). */
export const retentionSeconds = 86_400

/** `-1` in MaximumRetryAttempts and MaximumRecordAgeInSeconds: until the record expires (Lambda API reference). */
export const untilExpiry = -1

/** The most retries that can be set; older mappings show this number for "without end" (Lambda API reference). */
const mostRetries = 10_000

/** Whether Lambda tries until the record expires, as far as MaximumRetryAttempts goes. */
export const isEndless = (retries: number): boolean => retries === untilExpiry || retries >= mostRetries

/** GetMetricData takes 500 queries and answers up to 100,800 datapoints a request (CloudWatch API reference). */
export const metricDataQueriesPerRequest = 500
export const metricDataPointsPerRequest = 100_800

/** The datapoints that one ticket of their quota covers. */
export const datapointTicket = 'cloudwatch:Datapoints'
export const datapointsPerTicket = 18_000

/** Lambda control plane: 15 requests/s for all operations together, but GetFunction has 100/s of its own (Lambda quotas page). */
export const requestsPerSecond = {
  'lambda:*': 15,
  'lambda:GetFunction': 100,
  'cloudwatch:GetMetricData': 500,
  /** 180,000 datapoints/s where a query starts within three hours, 396,000 else (CloudWatch quotas page): ten tickets of 18,000. */
  'cloudwatch:Datapoints': 10,
  /** CloudWatch quotas page. */
  'cloudwatch:DescribeAlarms': 9,
  'cloudwatch:GetInsightRuleReport': 20,
  /** Not on the quotas page; kept low (unverified). */
  'cloudwatch:ListAlarmMuteRules': 5,
  'cloudwatch:GetAlarmMuteRule': 5,
  /** The refill rate of a bucket of non-mutating actions (EC2 Developer Guide, "Request throttling"). */
  'ec2:*': 20,
  'cloudwatch:ListMetrics': 25,
  'cloudwatch:PutMetricAlarm': 3,
  'dynamodb:DescribeStream': 10,
  /** Not on the quota page; kept low so as not to disturb (unverified). */
  'dynamodb:DescribeTable': 10,
  'dynamodb:DescribeTimeToLive': 10,
  'dynamodb:DescribeContributorInsights': 10,
  'dynamodb:ListBulkOperations': 5,
  'dynamodb:DescribeBulkOperation': 5,
  'iam:*': 10,
  'sqs:*': 10,
  'sns:*': 10,
  's3:*': 10,
  'sts:GetCallerIdentity': 50,
  /** Not on the quota pages; kept low (unverified). */
  'tag:GetResources': 5,
  'pipes:ListPipes': 5,
  'cloudformation:ListStackResources': 5,
  /** CloudWatch Logs quotas page; StopQuery is not on it. */
  'logs:StartQuery': 10,
  'logs:GetQueryResults': 10,
  'logs:DescribeLogGroups': 10,
} as const

/** The highest timeout of a function, in seconds, since 19 November 2026 (Lambda API reference, "UpdateFunctionConfiguration"). */
export const maximumTimeoutSeconds = 1800
/** The same of a function on managed instances that a mapping of a stream invokes (as above). */
const maximumManagedTimeoutSeconds = 5400

/** The longest timeout, in seconds, that AWS gives this function. A function that is not known is taken for an ordinary one. */
export const longestTimeoutSeconds = (target: {managedInstances: boolean} | null | undefined): number =>
  target?.managedInstances ? maximumManagedTimeoutSeconds : maximumTimeoutSeconds

/**
 * The units that one partition takes in a minute as Contributor Insights counts them, 3 × write units + read units: 1,000 write units or 3,000 read
 * units a second (DynamoDB Developer Guide, "CloudWatch Contributor Insights for DynamoDB").
 */
export const partitionUnitsPerMinute = 180_000

/** The payload limit of one synchronous invocation: a batch ends there, whatever the batch size (Lambda quotas page). */
export const payloadBytes = 6 * 1024 * 1024

/** Processes that may read a shard at once; AWS recommends one for a global table that replicates by streams (DynamoDB quotas page). */
export const readersPerShard = {regional: 2, global: 1} as const

/** An item, and so each image of a stream record, is 400 KB at the most (DynamoDB Developer Guide, "Quotas"). */
export const itemBytes = 400 * 1024

/** GetInsightRuleReport refuses more contributors than this for the rules of DynamoDB (DynamoDB Developer Guide, "Contributor Insights"). */
export const insightRuleContributors = 25

/** A MB of the Lambda quotas page is 1,024 KB. */
export const quotaMegabyteBytes = 1024 * 1024
/** A deployment package has 250 MB at the most, unpacked, and 50 MB when it is uploaded by itself; larger ones come from S3 (Lambda quotas page). */
export const zippedCodeBytes = 50 * quotaMegabyteBytes
export const unzippedCodeBytes = 250 * quotaMegabyteBytes
/** The most memory of a function, in MB, and of one on managed instances (Lambda quotas page; API reference, "MemorySize"). */
const maximumMemoryMb = 10_240
export const maximumManagedMemoryMb = 32_768

export const mostMemoryMb = (target: {managedInstances: boolean} | null | undefined): number =>
  target?.managedInstances ? maximumManagedMemoryMb : maximumMemoryMb

/** New accounts may give a function no more than this, in MB, until AWS raises it (Lambda quotas page names the reduction, users the number). */
const newAccountMemoryMb = 3008

/** The warning that advice to raise the memory carries, with a space before it; empty where every account has so much. */
export const mayBeRefused = (memoryMb: number): string =>
  memoryMb > newAccountMemoryMb
    ? ` AWS may refuse more than ${newAccountMemoryMb.toLocaleString('en-US')} MB in a new account until its quota is raised.`
    : ''
