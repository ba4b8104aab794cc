import type {Thresholds} from '../../aws-facts/thresholds.ts'
import type {Lag} from '../../model/derived/lag.ts'
import type {FunctionMetrics, LambdaFunction, Mapping, MappingMetrics, Stream, TableMetrics} from '../../model/evidence/evidence.ts'

/** The view of a plan; a value that could not be read is null. Times are epoch milliseconds. */
export interface SelectedPipeline {
  nowMs: number
  /** Where the lines are drawn for this function. */
  thresholds: Thresholds
  mapping: Mapping
  /** The ARN of the mapping itself. */
  mappingArn: string
  target: LambdaFunction | null
  stream: Stream | null
  lag: Lag | null
  functionMetrics: FunctionMetrics | null
  mappingMetrics: MappingMetrics | null
  tableMetrics: TableMetrics | null
  /** Why good records fail, as part of a sentence: then a limit of the retries gives them up. Null where they do not, or that is not known. */
  goodRecordsFail: string | null
  /** Since when the function reports failed records in its response, which Errors does not count; null where it does not. */
  reportsFailuresSinceMs: number | null
  /** Why the mapping reads a stream that is no longer the table's; null when it is, or when that is not known. */
  staleStream: string | null
  /** When the journal last saw records flow through this mapping; null when it never did. */
  checkpointSeenMs: number | null
}

/** The risks that the user has accepted by a flag. */
export interface Accepted {
  gap: boolean
  loss: boolean
  /** That a simulation denies the role a permission that the mapping needs; of `remap` alone. */
  denied?: boolean
}
