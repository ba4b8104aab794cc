import type {z} from 'zod'
import type * as schema from './evidence-schema.ts'
import type {alarmSchema, muteRuleSchema} from './on-demand/alarms-schema.ts'
import type {codeSchema} from './on-demand/code-schema.ts'
import type {customerKeySchema, destinationSchema} from './on-demand/destination-schema.ts'
import type {
  logErrorsSchema,
  logGroupSchema,
  loggedErrorSchema,
  logMinutesSchema,
  logReportsSchema,
  logStartsSchema,
} from './on-demand/logs-schema.ts'
import type {networkSchema} from './on-demand/network-schema.ts'
import type {rolePermissionsSchema, rolePoliciesSchema} from './on-demand/permissions-schema.ts'
import type {bulkOperationSchema, hotKeysSchema, pipeSchema, timeToLiveSchema} from './on-demand/table-schema.ts'
import type {aliasSchema, provisionedConcurrencySchema, versionsSchema} from './on-demand/versions-schema.ts'
import type {Series} from './series.ts'

/** An event source mapping as AWS lists it, with its defaults; numbers are null where AWS gave none. */
export type Mapping = z.infer<typeof schema.mappingSchema>
/** The function (version or alias) that a mapping targets. */
export type LambdaFunction = z.infer<typeof schema.lambdaFunctionSchema>
export type AccountSettings = z.infer<typeof schema.accountSettingsSchema>
export type Table = z.infer<typeof schema.tableSchema>
export type Stream = z.infer<typeof schema.streamSchema>
/** An operation of ddbstream on this pipeline, by the journal of this machine. */
export type PastOperation = z.infer<typeof schema.pastOperationSchema>
export type Usage = z.infer<typeof schema.usageSchema>
export type Pipeline = z.infer<typeof schema.pipelineSchema>
export type EvidenceItems = z.infer<typeof schema.itemsSchema>
/** All that was read for one report: plain JSON, saved with `--save` and judged again with `--from`. */
export type Evidence = z.infer<typeof schema.evidenceSchema>

export type FunctionMetrics = Record<(typeof schema.functionMetricNames)[number], Series>
export type MappingMetrics = Record<(typeof schema.mappingMetricNames)[number], Series>
export type TableMetrics = Record<(typeof schema.tableMetricNames)[number], Series>
export type AccountMetrics = Record<(typeof schema.accountMetricNames)[number], Series>

export type LoggedError = z.infer<typeof loggedErrorSchema>
export type LogErrors = z.infer<typeof logErrorsSchema>
export type LogMinutes = z.infer<typeof logMinutesSchema>
export type LogStarts = z.infer<typeof logStartsSchema>
export type LogReports = z.infer<typeof logReportsSchema>
export type LogGroup = z.infer<typeof logGroupSchema>
export type RolePermissions = z.infer<typeof rolePermissionsSchema>
export type RolePolicies = z.infer<typeof rolePoliciesSchema>
export type Network = z.infer<typeof networkSchema>
export type HotKeys = z.infer<typeof hotKeysSchema>
export type Destination = z.infer<typeof destinationSchema>
export type CustomerKey = z.infer<typeof customerKeySchema>
export type Alarm = z.infer<typeof alarmSchema>
export type MuteRule = z.infer<typeof muteRuleSchema>
export type BulkOperation = z.infer<typeof bulkOperationSchema>
export type Pipe = z.infer<typeof pipeSchema>
export type TimeToLive = z.infer<typeof timeToLiveSchema>
export type Alias = z.infer<typeof aliasSchema>
export type ProvisionedConcurrency = z.infer<typeof provisionedConcurrencySchema>
export type Versions = z.infer<typeof versionsSchema>
export type Version = Versions[number]
export type Code = z.infer<typeof codeSchema>

/** Evidence that is read only for a cause, or with --deep: it costs requests, and most pipelines do not need it. */
export interface OnDemandValues {
  alarms: Alarm[]
  muteRules: MuteRule[]
  /** Null when the function, and so its role, does not exist. */
  rolePermissions: RolePermissions | null
  /** Null when the mapping has none. */
  destination: Destination | null
  /** Null when it is not encrypted, or with a key that AWS manages. */
  destinationKey: CustomerKey | null
  tableKey: CustomerKey | null
  /** Null when there is no log group: nothing was ever logged. */
  logErrors: LogErrors | null
  logReports: LogReports | null
  logMinutes: LogMinutes | null
  logStarts: LogStarts | null
  logGroup: LogGroup | null
  /** Null when the role does not exist. */
  rolePolicies: RolePolicies | null
  /** Null when the function is in no VPC of the customer's. */
  network: Network | null
  /** Null when the mapping targets no alias. */
  alias: Alias | null
  provisionedConcurrency: ProvisionedConcurrency
  versions: Versions
  /** Only with --inspect-code, never for a cause or --deep. */
  code: Code
  /** Null when the table does not exist. */
  hotKeys: HotKeys | null
  timeToLive: TimeToLive | null
  /** The resource policy as AWS keeps it; null when the stream has none, or is gone. */
  streamPolicy: string | null
  pipes: Pipe[]
  /** Bulk writes to the table in the window, or shortly before it. */
  bulkOperations: BulkOperation[]
}

export type OnDemandKey = keyof OnDemandValues

/** The value of each evidence key, as checks, causes and derived values see it. */
export interface EvidenceValues extends OnDemandValues {
  accountSettings: AccountSettings
  accountMetrics: AccountMetrics
  mapping: Mapping
  siblings: Mapping[]
  operations: PastOperation[]
  mappingMetrics: MappingMetrics
  function: LambdaFunction | null
  functionMetrics: FunctionMetrics
  stream: Stream | null
  table: Table | null
  tableMetrics: TableMetrics
}

export type EvidenceKey = keyof EvidenceValues

/** The subject of a piece of evidence: read once per region, mapping, function (with qualifier) or stream. */
export type Scope = keyof EvidenceItems
