import {z} from 'zod'
import {accountMetricNames, functionMetricNames, mappingMetricNames, tableMetricNames} from '../../aws-facts/metric-names.ts'
import {evidenceSchemaVersion} from './evidence-version.ts'
import {alarmSchema, muteRuleSchema} from './on-demand/alarms-schema.ts'
import {codeSchema} from './on-demand/code-schema.ts'
import {customerKeySchema, destinationSchema} from './on-demand/destination-schema.ts'
import {logErrorsSchema, logGroupSchema, logMinutesSchema, logReportsSchema, logStartsSchema} from './on-demand/logs-schema.ts'
import {networkSchema} from './on-demand/network-schema.ts'
import {rolePermissionsSchema, rolePoliciesSchema, streamPolicySchema} from './on-demand/permissions-schema.ts'
import {bulkOperationSchema, hotKeysSchema, pipeSchema, timeToLiveSchema} from './on-demand/table-schema.ts'
import {aliasSchema, provisionedConcurrencySchema, versionsSchema} from './on-demand/versions-schema.ts'
import {amount, instant, most, positive, whole, wholeOrMinusOne} from './schema-types.ts'

export {accountMetricNames, functionMetricNames, mappingMetricNames, tableMetricNames}

/** The longest window, in days: CloudWatch keeps values by the minute no longer. */
const longestWindowDays = 15

const series = z.object({
  startMs: instant,
  periodSeconds: z.number().min(1).max(86_400),
  values: z.array(z.number().min(-most).max(most).nullable()).max(longestWindowDays * 24 * 60),
})

export const mappingSchema = z.object({
  uuid: z.string(),
  functionArn: z.string().describe('as AWS keeps it, with the qualifier if the mapping has one'),
  functionName: z.string(),
  qualifier: z.string().nullable().describe('version or alias; null for an unqualified target'),
  eventSourceArn: z.string(),
  tableName: z.string().nullable(),
  streamLabel: z.string().nullable(),
  state: z.string().describe('an open enumeration: Creating, Enabling, Enabled, Disabling, Disabled, Updating, Deleting, …'),
  stateTransitionReason: z.string().nullable(),
  lastModifiedMs: instant.nullable(),
  lastProcessingResult: z.string().nullable(),
  startingPosition: z.string().nullable(),
  batchSize: positive.nullable(),
  maximumBatchingWindowSeconds: whole.nullable(),
  tumblingWindowSeconds: whole.nullable(),
  parallelizationFactor: positive.nullable(),
  maximumRetryAttempts: wholeOrMinusOne.nullable().describe('-1: until the record expires'),
  maximumRecordAgeSeconds: wholeOrMinusOne.nullable().describe('-1: until the record expires'),
  bisectBatchOnFunctionError: z.boolean().nullable(),
  onFailureDestination: z.string().nullable(),
  functionResponseTypes: z.array(z.string()),
  filterPatterns: z.array(z.string()).nullable().describe('null when encrypted with a key and so not listed'),
  metrics: z.array(z.string()).describe('opt-in metric groups, such as EventCount'),
})

export const lambdaFunctionSchema = z.object({
  functionArn: z.string(),
  functionName: z.string(),
  version: z.string(),
  state: z.string().nullable(),
  stateReasonCode: z.string().nullable(),
  lastUpdateStatus: z.string().nullable(),
  lastModifiedMs: instant.nullable(),
  runtime: z.string().nullable(),
  architecture: z.string().nullable(),
  memoryMb: positive.nullable(),
  timeoutSeconds: positive.nullable(),
  role: z.string().nullable(),
  reservedConcurrency: whole.nullable().describe('null when none is reserved; 0 stops the function'),
  logGroup: z.string(),
  logFormat: z.string().nullable(),
  systemLogLevel: z.string().nullable(),
  applicationLogLevel: z.string().nullable().optional().describe('of logs in JSON; absent in older evidence'),
  subnetIds: z.array(z.string()),
  securityGroupIds: z.array(z.string()),
  vpcId: z.string().nullable(),
  handler: z.string().nullable(),
  packageType: z.string().nullable().describe('Zip or Image'),
  codeSizeBytes: whole.nullable(),
  tracingMode: z.string().nullable().describe('Active or PassThrough'),
  snapStart: z.string().nullable().describe('On or Off, for this version'),
  environmentNames: z.array(z.string()).describe('names of environment variables; values are never kept'),
  environmentKeyArn: z.string().nullable(),
  deadLetterTarget: z.string().nullable().describe('for asynchronous invocations only: it does not protect a stream'),
  managedInstances: z.boolean().describe('runs on a capacity provider: no init, memory or billing in its log'),
  durable: z.boolean(),
  executionTimeoutSeconds: positive.nullable().optional().describe('of a durable execution as a whole; absent in older evidence'),
  temporaryStorageMb: positive.nullable().optional().describe('the size of /tmp; absent in older evidence'),
  fileSystems: z.array(z.string()).optional().describe('ARNs of EFS access points and S3 Files that are mounted; absent in older evidence'),
  tenantIsolation: z.boolean(),
})

export const accountSettingsSchema = z.object({
  concurrentExecutions: whole.nullable(),
  unreservedConcurrentExecutions: whole.nullable(),
})

export const tableSchema = z.object({
  tableName: z.string(),
  tableArn: z.string().nullable(),
  tableStatus: z.string().nullable(),
  latestStreamArn: z.string().nullable(),
  streamEnabled: z.boolean(),
  streamViewType: z.string().nullable(),
  billingMode: z.string().nullable(),
  partitionKey: z.string().nullable(),
  sortKey: z.string().nullable(),
  keyTypes: z.record(z.string(), z.string()).optional().describe('S, N or B by the name of a key attribute'),
  itemCount: whole.nullable().describe('AWS counts about every six hours'),
  sizeBytes: whole.nullable(),
  provisionedWriteUnits: whole.nullable().describe('null when on demand'),
  kmsKeyArn: z.string().nullable().describe('a key of the customer or the one that AWS manages in the account; null for a key of DynamoDB'),
  replicaRegions: z.array(z.string()),
  replicas: z
    .array(z.object({region: z.string(), account: z.string().nullable()}))
    .optional()
    .describe('of a global table, including those in other accounts: a Region may occur twice; absent in older evidence'),
  strongReplicas: z.boolean().describe('a global table with strong consistency: it does not use streams for replication'),
})

export const streamSchema = z.object({
  streamArn: z.string(),
  streamStatus: z.string().nullable(),
  streamViewType: z.string().nullable(),
  shards: z.array(z.object({shardId: z.string(), parentShardId: z.string().nullable(), open: z.boolean()})),
})

const setting = z.union([z.string(), z.number(), z.boolean()]).nullable().describe('null where it was not set, or is no plain value')

/** An operation of ddbstream from the journal of the machine that took the evidence: plain values of settings, no policies and no names of people. */
export const pastOperationSchema = z.object({
  id: z.string(),
  command: z.string(),
  fromMs: instant,
  toMs: instant.describe('when it ended, or would have at the latest'),
  checkpointSeenMs: instant.nullable().optional().describe('when records were seen to flow through the mapping again'),
  changes: z.array(
    z.object({
      what: z.enum(['mapping', 'function', 'alias', 'concurrency']),
      settings: z.array(z.object({name: z.string(), before: setting, after: setting})),
    }),
  ),
})

const metrics = <const N extends string>(names: readonly N[]) =>
  z.object(Object.fromEntries(names.map(name => [name, series])) as Record<N, typeof series>)

const missingSchema = z.object({
  state: z.literal('missing'),
  reason: z.enum(['denied', 'failed', 'skipped']),
  action: z.string(),
  detail: z.string(),
})
const item = <T extends z.ZodType>(value: T) => z.discriminatedUnion('state', [z.object({state: z.literal('known'), value}), missingSchema])

/** Evidence by its subject, so that two pipelines on one function share one read. Evidence that nobody requested is absent. */
export const itemsSchema = z.object({
  region: z.record(
    z.string(),
    z.object({
      accountSettings: item(accountSettingsSchema),
      accountMetrics: item(metrics(accountMetricNames)),
      alarms: item(z.array(alarmSchema)).optional(),
      muteRules: item(z.array(muteRuleSchema)).optional(),
    }),
  ),
  mapping: z.record(
    z.string(),
    z.object({
      mapping: item(mappingSchema),
      siblings: item(z.array(mappingSchema)).describe('other mappings of the same stream or function'),
      mappingMetrics: item(metrics(mappingMetricNames)),
      rolePermissions: item(rolePermissionsSchema.nullable()).optional(),
      destination: item(destinationSchema.nullable()).optional(),
      destinationKey: item(customerKeySchema.nullable()).optional(),
      operations: item(z.array(pastOperationSchema)).optional(),
    }),
  ),
  function: z.record(
    z.string(),
    z.object({
      function: item(lambdaFunctionSchema.nullable()),
      functionMetrics: item(metrics(functionMetricNames)),
      logErrors: item(logErrorsSchema.nullable()).optional(),
      logReports: item(logReportsSchema.nullable()).optional(),
      logMinutes: item(logMinutesSchema.nullable()).optional(),
      logStarts: item(logStartsSchema.nullable()).optional(),
      logGroup: item(logGroupSchema.nullable()).optional(),
      rolePolicies: item(rolePoliciesSchema.nullable()).optional(),
      network: item(networkSchema.nullable()).optional(),
      alias: item(aliasSchema.nullable()).optional(),
      versions: item(versionsSchema).optional(),
      provisionedConcurrency: item(provisionedConcurrencySchema).optional(),
      code: item(codeSchema).optional(),
    }),
  ),
  stream: z.record(
    z.string(),
    z.object({
      stream: item(streamSchema.nullable()),
      table: item(tableSchema.nullable()),
      tableMetrics: item(metrics(tableMetricNames)),
      tableKey: item(customerKeySchema.nullable()).optional(),
      hotKeys: item(hotKeysSchema.nullable()).optional(),
      pipes: item(z.array(pipeSchema)).optional(),
      bulkOperations: item(z.array(bulkOperationSchema)).optional(),
      timeToLive: item(timeToLiveSchema.nullable()).optional(),
      streamPolicy: item(streamPolicySchema.nullable()).optional(),
    }),
  ),
})

export const usageSchema = z.object({
  requests: z.record(z.string(), amount).describe('HTTP requests by IAM action, retries included'),
  usd: amount.describe('the cost of these requests at list price'),
})

export const pipelineSchema = z.object({
  region: z.string(),
  functionName: z.string(),
  qualifier: z.string().nullable(),
  ids: z
    .object({region: z.string(), mapping: z.string(), function: z.string(), stream: z.string()})
    .describe('where in `items` the evidence of this pipeline stands'),
  tags: item(z.record(z.string(), z.string()))
    .optional()
    .describe('tags of the function; read only for a configuration that matches tags or stacks; absent otherwise, and in older evidence'),
})

export const evidenceSchema = z.object({
  schemaVersion: z.literal(evidenceSchemaVersion),
  tool: z.object({name: z.literal('ddbstream'), version: z.string()}),
  takenAt: instant.describe("epoch milliseconds, by AWS's clock"),
  window: z
    .object({startMs: instant, endMs: instant})
    .refine(({startMs, endMs}) => startMs < endMs, 'its start must be before its end')
    .refine(({startMs, endMs}) => endMs - startMs <= longestWindowDays * 86_400_000, `it is longer than ${longestWindowDays} days`),
  scope: z.object({
    account: z.string().nullable(),
    caller: z.string().nullable(),
    profile: z.string().optional().describe('the profile of the shared AWS configuration, where one was named; absent in older evidence'),
    regions: z.array(z.string()),
  }),
  pipelines: z.array(pipelineSchema),
  items: itemsSchema,
  missing: z
    .array(z.object({evidence: z.string(), action: z.string(), reason: z.string(), detail: z.string()}))
    .describe('missing data that belongs to no pipeline: the caller, the list of mappings'),
  usage: usageSchema,
})
