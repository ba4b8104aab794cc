import type {Mapping} from '../../model/evidence/evidence.ts'
import type {Settings} from '../../model/plan/plan.ts'

/** The part of a mapping that UpdateEventSourceMapping can change, in the form in which it takes it. A value that AWS left out is left out here. */
export function settingsOf(mapping: Mapping): Settings {
  const settings = {
    FunctionName: mapping.functionArn,
    Enabled: enabledIn(mapping.state),
    BatchSize: mapping.batchSize,
    MaximumBatchingWindowInSeconds: mapping.maximumBatchingWindowSeconds,
    TumblingWindowInSeconds: mapping.tumblingWindowSeconds,
    ParallelizationFactor: mapping.parallelizationFactor,
    MaximumRetryAttempts: mapping.maximumRetryAttempts,
    MaximumRecordAgeInSeconds: mapping.maximumRecordAgeSeconds,
    BisectBatchOnFunctionError: mapping.bisectBatchOnFunctionError,
    // An empty destination takes it away (Lambda Developer Guide, on-failure destinations).
    DestinationConfig: {OnFailure: {Destination: mapping.onFailureDestination ?? ''}},
    FunctionResponseTypes: mapping.functionResponseTypes,
    MetricsConfig: {Metrics: mapping.metrics},
    FilterCriteria: mapping.filterPatterns && {Filters: mapping.filterPatterns.map(Pattern => ({Pattern}))},
  }
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== null)) as Settings
}

/** Whether it polls once it has settled; null in a state that does not tell. */
function enabledIn(state: string): boolean | null {
  if (state.startsWith('Enabl')) return true
  return state.startsWith('Disabl') ? false : null
}
