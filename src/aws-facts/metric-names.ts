// Apart from the schema, so that reading metrics does not load zod.

/** `Metric.Statistic`, both as CloudWatch spells them; in the metric's own unit (IteratorAge and Duration: milliseconds). */
export const functionMetricNames = [
  'IteratorAge.Maximum',
  'IteratorAge.Minimum',
  'IteratorAge.p50',
  'IteratorAge.SampleCount',
  'Invocations.Sum',
  'Errors.Sum',
  'Throttles.Sum',
  'Duration.Average',
  'Duration.p50',
  'Duration.p99',
  'Duration.Maximum',
  'ConcurrentExecutions.Maximum',
  'DestinationDeliveryFailures.Sum',
] as const
export const mappingMetricNames = [
  'PolledEventCount.Sum',
  'FilteredOutEventCount.Sum',
  'InvokedEventCount.Sum',
  'FailedInvokeEventCount.Sum',
  'DroppedEventCount.Sum',
  'OnFailureDestinationDeliveredEventCount.Sum',
] as const
export const tableMetricNames = [
  'ConsumedWriteCapacityUnits.Sum',
  'TimeToLiveDeletedItemCount.Sum',
  'WriteKeyRangeThroughputThrottleEvents.Sum',
  'WriteThrottleEvents.Sum',
  'WriteProvisionedThroughputThrottleEvents.Sum',
  'ReturnedRecordsCount.Sum',
  'ReturnedBytes.Sum',
  'GetRecords.SampleCount',
  'GetRecords.ThrottledRequests.Sum',
] as const
export const accountMetricNames = ['ConcurrentExecutions.Maximum', 'UnreservedConcurrentExecutions.Maximum'] as const
