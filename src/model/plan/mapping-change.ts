/** The settings to change on a mapping, in AWS's own names and values: one UpdateEventSourceMapping request. */
export interface MappingChange {
  Enabled?: boolean
  BatchSize?: number
  MaximumBatchingWindowInSeconds?: number
  ParallelizationFactor?: number
  MaximumRetryAttempts?: number
  MaximumRecordAgeInSeconds?: number
  BisectBatchOnFunctionError?: boolean
  /** The ARN of the on-failure destination. */
  DestinationConfig?: string
  FunctionResponseTypes?: 'ReportBatchItemFailures'
  MetricsConfig?: 'EventCount'
}
