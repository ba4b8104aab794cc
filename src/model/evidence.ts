import type {z} from 'zod'
import type * as schema from './evidence-schema.ts'
import type {Series} from './series.ts'

/** An event source mapping as AWS lists it, with its defaults; numbers are null where AWS gave none. */
export type Mapping = z.infer<typeof schema.mappingSchema>
/** The function (version or alias) that a mapping targets. */
export type LambdaFunction = z.infer<typeof schema.lambdaFunctionSchema>
export type AccountSettings = z.infer<typeof schema.accountSettingsSchema>
export type Table = z.infer<typeof schema.tableSchema>
export type Stream = z.infer<typeof schema.streamSchema>
export type Usage = z.infer<typeof schema.usageSchema>
export type Pipeline = z.infer<typeof schema.pipelineSchema>
export type EvidenceItems = z.infer<typeof schema.itemsSchema>
/** All that was read for one report: plain JSON, saved with `--save` and judged again with `--from`. */
export type Evidence = z.infer<typeof schema.evidenceSchema>

export type FunctionMetrics = Record<(typeof schema.functionMetricNames)[number], Series>
export type MappingMetrics = Record<(typeof schema.mappingMetricNames)[number], Series>
export type TableMetrics = Record<(typeof schema.tableMetricNames)[number], Series>
export type AccountMetrics = Record<(typeof schema.accountMetricNames)[number], Series>

/** The value of each evidence key, as checks, causes and derived values see it. */
export interface EvidenceValues {
  accountSettings: AccountSettings
  accountMetrics: AccountMetrics
  mapping: Mapping
  siblings: Mapping[]
  mappingMetrics: MappingMetrics
  function: LambdaFunction | null
  functionMetrics: FunctionMetrics
  stream: Stream | null
  table: Table | null
  tableMetrics: TableMetrics
}

export type EvidenceKey = keyof EvidenceValues

/** What a piece of evidence is about: read once per region, mapping, function (with qualifier) or stream. */
export type Scope = keyof EvidenceItems
