/** A mapping's settings on the wire where it was created without them (Lambda API reference, CreateEventSourceMapping). */
export const defaultsOnTheWire = {
  BatchSize: 100,
  MaximumBatchingWindowInSeconds: 0,
  ParallelizationFactor: 1,
  MaximumRecordAgeInSeconds: -1,
  MaximumRetryAttempts: -1,
  BisectBatchOnFunctionError: false,
  TumblingWindowInSeconds: 0,
  FunctionResponseTypes: [],
  DestinationConfig: {OnFailure: {}},
}
