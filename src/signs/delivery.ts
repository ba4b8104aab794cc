import type {Lag} from '../model/derived/lag.ts'
import type {FunctionMetrics, MappingMetrics} from '../model/evidence/evidence.ts'
import {between, type Series} from '../model/evidence/series.ts'
import {minuteMs} from '../text/minutes.ts'

/** CloudWatch publishes up to three minutes late; the running minute comes on top. */
const publicationMs = 4 * minuteMs

/**
 * The deliveries in the newest minutes that CloudWatch has published. `own`: this mapping handed a batch to the function.
 * `shared`: this mapping or another one of the function did. `invoked`: the function ran, and no iterator age says that a batch was the
 * reason.
 */
export type Delivery = 'own' | 'shared' | 'invoked' | 'none'

/** Metrics that could not be read are undefined. */
export interface DeliveryMetrics {
  functionMetrics?: FunctionMetrics | null | undefined
  mappingMetrics?: MappingMetrics | null | undefined
}

const isCounted = (series: Series | undefined, fromMs: number): boolean =>
  series !== undefined && between(series, fromMs, Number.POSITIVE_INFINITY).some(({value}) => value > 0)

/** The start of the newest minute in which a batch was started, epoch milliseconds; null when none was in the window. */
export const lastBatchMs = ({series}: Lag): number | null =>
  series.findLast(({max, p50, min}) => max !== null || p50 !== null || min !== null)?.atMs ?? null

/** The deliveries so lately that nothing newer can be known. `nowMs` is in epoch milliseconds. */
export function seenDelivery(lag: Lag, {functionMetrics, mappingMetrics}: DeliveryMetrics, nowMs: number): Delivery {
  const fromMs = nowMs - publicationMs - lag.floorSeconds * 1000 - minuteMs
  const newestMs = lastBatchMs(lag)
  if (isCounted(mappingMetrics?.['InvokedEventCount.Sum'], fromMs)) return 'own'
  if (newestMs !== null && newestMs >= fromMs) return lag.sharedBy === 0 ? 'own' : 'shared'
  return isCounted(functionMetrics?.['Invocations.Sum'], fromMs) ? 'invoked' : 'none'
}

/** Whether a failed batch reached the on-failure destination, by the mapping's own count, and none has failed to since. */
export function reachesDestination({functionMetrics, mappingMetrics}: DeliveryMetrics): boolean {
  const newest = (series: Series | undefined): number | null =>
    series === undefined ? null : (between(series, 0, Number.POSITIVE_INFINITY).findLast(({value}) => value > 0)?.atMs ?? null)
  const delivered = newest(mappingMetrics?.['OnFailureDestinationDeliveredEventCount.Sum'])
  return delivered !== null && delivered > (newest(functionMetrics?.['DestinationDeliveryFailures.Sum']) ?? 0)
}
