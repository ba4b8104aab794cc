import type {MappingSettings} from '../engine/world.ts'

/** AWS's settings of a mapping that is created without them (Lambda API reference, CreateEventSourceMapping). */
export const defaultSettings: Omit<MappingSettings, 'FunctionName'> = {
  Enabled: true,
  BatchSize: 100,
  MaximumBatchingWindowInSeconds: 0,
  ParallelizationFactor: 1,
  MaximumRecordAgeInSeconds: -1,
  MaximumRetryAttempts: -1,
  BisectBatchOnFunctionError: false,
  OnFailureDestination: '',
  FunctionResponseTypes: [],
  FilterPatterns: [],
  TumblingWindowInSeconds: 0,
  Metrics: [],
}
