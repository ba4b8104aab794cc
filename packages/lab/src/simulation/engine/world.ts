import type {LabKey} from '../access/kms-keys.ts'
import type {LabNetwork} from '../access/network.ts'
import type {LabRole} from '../access/roles.ts'
import type {LabTable} from '../table/table-shapes.ts'

/**
 * The state of the simulated AWS, in AWS's own terms. `simulation/` moves it through virtual time, `services/` shows it on
 * the wire and changes it. Times are epoch milliseconds of the virtual clock.
 */
export interface World {
  readonly region: string
  readonly accountId: string
  /** The virtual now. Only `advanceTo` moves it. */
  readonly nowMs: number
  /** Simulates up to this instant; an instant in the past does nothing. */
  advanceTo(atMs: number): void
  /** Concurrent executions that all functions of the account share. */
  concurrencyLimit: number
  readonly functions: Map<string, LabFunction>
  readonly mappings: Map<string, LabMapping>
  readonly tables: Map<string, LabTable>
  readonly queues: Map<string, LabQueue>
  /** SNS topics by name. */
  readonly topics: Map<string, LabTopic>
  /** S3 buckets by name. */
  readonly buckets: Map<string, LabBucket>
  /** EventBridge Pipes by name. */
  readonly pipes: Map<string, LabPipe>
  /** Bulk writes to tables, by ARN. */
  readonly bulkOperations: Map<string, LabBulkOperation>
  /** Mute rules of CloudWatch, by name. */
  readonly muteRules: Map<string, LabMuteRule>
  /** KMS keys of the customer, by id. */
  readonly keys: Map<string, LabKey>
  /** IAM roles by name. */
  readonly roles: Map<string, LabRole>
  readonly network: LabNetwork
  /** CloudWatch alarms by name. */
  readonly alarms: Map<string, LabAlarm>
  readonly metrics: MetricStore
  readonly logs: LogStore
  /** The settings that somebody made for log groups, by name. A group that Lambda made is of the standard class and keeps everything. */
  readonly logGroups: Map<string, Pick<LabLogGroup, 'class' | 'retentionDays'>>
}

/** A pipe reads its source by itself: as far as the stream goes, one process among its readers. */
export interface LabPipe {
  name: string
  arn: string
  sourceArn: string
  targetArn: string
  desiredState: 'RUNNING' | 'STOPPED'
  state: 'RUNNING' | 'STOPPED'
  createdMs: number
}

/** A bulk write (StartBulkPutItems). It has ended once its end has come. */
export interface LabBulkOperation {
  arn: string
  tableName: string
  startMs: number
  endMs: number
  items: number
}

/** A rule that mutes the actions of alarms for one span of time. */
export interface LabMuteRule {
  name: string
  arn: string
  alarmNames: string[]
  fromMs: number
  toMs: number
}

/** The update mode of a version's runtime, and the runtime versions that were set by hand. */
export interface LabRuntimeManagement {
  updateOn: 'Auto' | 'FunctionUpdate' | 'Manual'
  /** How many times AWS had updated the runtime of the version that runs from here on; in the order of time. */
  set: {fromMs: number; updates: 0 | 1}[]
}

export interface LabFunction {
  name: string
  arn: string
  role: string
  runtime: string
  /** When Lambda moved it to another version of its managed runtime, epoch milliseconds; left out: never. */
  runtimeUpdatedMs?: number
  /** How Lambda updates the runtime, by version of the function; `Auto` where it is left out. */
  runtimeManagement?: Map<string, LabRuntimeManagement>
  handler: string
  architecture: 'x86_64' | 'arm64'
  memoryMb: number
  timeoutSeconds: number
  /** null: none reserved; 0 stops the function. */
  reservedConcurrency: number | null
  /** Pending, Active, Inactive or Failed, and why it is not Active. */
  state: string
  stateReason?: string
  stateReasonCode?: string
  lastUpdateStatus: string
  lastModifiedMs: number
  codeSize: number
  codeSha256: string
  description: string
  environment: Record<string, string>
  /** Somebody gave it an environment, which AWS then shows even when it is empty. */
  environmentGiven?: boolean
  /** The customer's key of the environment variables; AWS's own where it is left out. */
  environmentKeyArn?: string
  logGroup: string
  logFormat: 'Text' | 'JSON'
  /** With JSON alone; INFO where it is left out. */
  systemLogLevel?: 'DEBUG' | 'INFO' | 'WARN'
  applicationLogLevel?: 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'FATAL'
  /** SnapStart for published versions; off where it is left out. */
  snapStart?: boolean
  tracing: 'Active' | 'PassThrough'
  subnetIds: string[]
  securityGroupIds: string[]
  /** ARN of the queue or topic of its DeadLetterConfig, which is for asynchronous invocations. */
  deadLetterArn?: string
  /** Provisioned concurrency, by version or alias. */
  provisioned?: Record<string, number>
  /** It wants a tenant id with each invocation. */
  isolatesTenants?: boolean
  /** A durable function: it can be invoked by version or alias alone. */
  durable?: boolean
  revisionId: string
  /** Published versions, by number; `$LATEST` is the function itself. */
  versions: Map<string, LabVersion>
  aliases: Map<string, LabAlias>
}

/** A published version. Settings that it does not have of its own are the function's. */
export interface LabVersion {
  version: string
  publishedMs: number
  description: string
  memoryMb?: number
  timeoutSeconds?: number
  runtime?: string
  handler?: string
  environment?: Record<string, string>
  codeSha256?: string
  /** RevisionId of `$LATEST` when it was published. */
  ofRevision?: string
}

export interface LabAlias {
  name: string
  version: string
  description?: string
  additionalVersionWeights: Record<string, number>
  revisionId: string
}

/** The settings that UpdateEventSourceMapping can change, in AWS's own names. */
export interface MappingSettings {
  FunctionName: string
  Enabled: boolean
  BatchSize: number
  MaximumBatchingWindowInSeconds: number
  ParallelizationFactor: number
  MaximumRecordAgeInSeconds: number
  MaximumRetryAttempts: number
  BisectBatchOnFunctionError: boolean
  /** ARN of the on-failure destination, '' for none. */
  OnFailureDestination: string
  FunctionResponseTypes: string[]
  FilterPatterns: string[]
  /** ARN of the key that the filter patterns are kept under; '' for AWS's own. */
  KMSKeyArn?: string
  TumblingWindowInSeconds: number
  Metrics: string[]
}

export interface LabMapping {
  uuid: string
  arn: string
  /** As given: unqualified, or with a version or alias. */
  functionArn: string
  eventSourceArn: string
  startingPosition: 'TRIM_HORIZON' | 'LATEST'
  settings: MappingSettings
  state: 'Creating' | 'Enabling' | 'Enabled' | 'Disabling' | 'Disabled' | 'Updating' | 'Deleting'
  stateTransitionReason: string
  lastModifiedMs: number
  lastProcessingResult: string
}

export interface LabQueue {
  name: string
  url: string
  arn: string
  /** The key that it is encrypted with, as its owner named it: an id, an alias, or an ARN. */
  kmsKey?: string
  messages: {messageId: string; body: string; sentMs: number; receiveCount: number; visibleFromMs: number; receiptHandle: string | null}[]
}

/** A standard topic; nobody is subscribed, so nobody sees its messages. */
export interface LabTopic {
  name: string
  arn: string
  kmsKey?: string
  published: string[]
}

/** A bucket of the account, in the region of its pipelines. */
export interface LabBucket {
  name: string
  arn: string
  kmsKey?: string
  objects: Map<string, string>
}

export type Statistic = 'Sum' | 'Average' | 'Minimum' | 'Maximum' | 'SampleCount' | `p${number}`

export interface MetricQuery {
  namespace: string
  metricName: string
  dimensions: Record<string, string>
  statistic: Statistic
  /** Of the customer's own metrics alone. */
  unit?: string
  periodSeconds: number
  startMs: number
  endMs: number
}

/** CloudWatch's store: one-minute data, seen only once published (1–3 minutes late), absent where AWS would emit none. */
export interface MetricStore {
  /** Published datapoints, oldest first; the time is the start of the period. */
  query(query: MetricQuery): {atMs: number; value: number}[]
  /** Metrics that have data, for ListMetrics. */
  list(): {namespace: string; metricName: string; dimensions: Record<string, string>}[]
}

export interface LabLogGroup {
  name: string
  arn: string
  createdMs: number
  retentionDays: number | null
  class: 'STANDARD' | 'INFREQUENT_ACCESS' | 'ESSENTIALS' | 'DELIVERY'
}

export interface LogEvent {
  atMs: number
  /** CloudWatch Logs has it from here on: seconds after it was written. */
  ingestedMs: number
  stream: string
  message: string
}

/** CloudWatch Logs' store. Lines are made when somebody reads them. */
export interface LogStore {
  /** Groups that exist: a function's appears with its first line. */
  groups(): LabLogGroup[]
  /** Events of [startMs, endMs] that are ingested at the virtual now, oldest first. */
  read(group: string, startMs: number, endMs: number): Iterable<LogEvent>
}

/** An alarm as PutMetricAlarm took it, and its state. */
export interface LabAlarm {
  name: string
  arn: string
  input: Record<string, unknown>
  state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA'
  updatedMs: number
}
