import {untilExpiry} from '../aws-facts/limits.ts'
import type {Mapping} from '../model/evidence/evidence.ts'
import type {MappingChange} from '../model/plan/mapping-change.ts'
import {duration} from '../text/units.ts'
import {arrivingAs, destinationChoice} from './failed-batches.ts'

/** The change in the form in which UpdateEventSourceMapping takes it. */
export const mappingSettings = (change: MappingChange): Record<string, boolean | number | string | string[] | Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(change).map(([name, value]) => {
      if (name === 'DestinationConfig') return [name, {OnFailure: {Destination: value}}]
      if (name === 'MetricsConfig') return [name, {Metrics: [value]}]
      return [name, name === 'FunctionResponseTypes' ? [value] : value]
    }),
  )

/** Stands in a command where only the user knows the value. */
export const destinationPlaceholder = 'ARN_OF_YOUR_SQS_QUEUE'

/**
 * The settings that let Lambda skip a failing record: bounded retries, bisect and an on-failure destination, as far as the mapping lacks them;
 * null when it has them all. They go together in one request: bounding the retries without a destination drops the records that fail.
 */
export function boundRetries(mapping: Mapping, attempts: number): {change: MappingChange; danger: string} | null {
  const {maximumRetryAttempts: retries, onFailureDestination: destination} = mapping
  const change: MappingChange = {
    // A limit that AWS does not show is no limit.
    ...(retries === null || retries === untilExpiry || retries > attempts ? {MaximumRetryAttempts: attempts} : {}),
    ...(mapping.bisectBatchOnFunctionError ? {} : {BisectBatchOnFunctionError: true}),
    ...(destination ? {} : {DestinationConfig: destinationPlaceholder}),
  }
  if (Object.keys(change).length === 0) return null
  const danger = destination
    ? `The failed batch goes to ${destination} ${arrivingAs(destination)}.`
    : `Replace ${destinationPlaceholder} with a standard queue, topic or bucket that the execution role may write to. Without one, failed records are dropped. ${destinationChoice}`
  return {change, danger}
}

/**
 * A record age limit, with its effect on the records; null where the present lag would make it discard some at once, or the limit is
 * in place. Without a destination it comes with one: records that are too old would be dropped for good.
 */
export function boundRecordAge(
  mapping: Mapping,
  seconds: number,
  lagSeconds: number | null,
): {summary: string; change: MappingChange} | null {
  if (lagSeconds === null || lagSeconds * 2 > seconds) return null
  const destination = mapping.onFailureDestination
  return {
    summary: `Discard records after ${duration(seconds)}. ${
      destination
        ? `A record that waits longer goes to ${destination} ${arrivingAs(destination)}.`
        : `A record that waits longer is dropped, unless you name a destination. ${destinationChoice}`
    } Never set the limit below the present lag: that discards the backlog at once.`,
    change: {MaximumRecordAgeInSeconds: seconds, ...(destination ? {} : {DestinationConfig: destinationPlaceholder})},
  }
}
