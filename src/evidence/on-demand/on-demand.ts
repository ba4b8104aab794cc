import type {MetricWindow} from '../../aws/metrics.ts'
import type {Aws} from '../../aws/transport/connection.ts'
import type {Given, Wanted} from '../../model/derived/derived.ts'
import type {EvidenceKey, OnDemandKey, OnDemandValues, Scope} from '../../model/evidence/evidence.ts'

/** Where and when a run reads. */
export interface Where {
  region: string
  /** Null when the caller's identity could not be read. */
  account: string | null
  window: MetricWindow
  /** The time of the run by AWS's clock, epoch milliseconds. */
  nowMs: number
}

/**
 * Reads evidence that a cause requested, once per thing of its scope. `needs` is evidence that was read before and decides about this read;
 * when it is missing, so is this. `wants` is read before, too, and may be missing. Both may be evidence that is asked for in the same
 * round: then this waits for it. It does not judge; a thrown error becomes a missing item.
 */
export interface OnDemandCollector<
  K extends OnDemandKey = OnDemandKey,
  N extends EvidenceKey = EvidenceKey,
  W extends EvidenceKey = EvidenceKey,
> {
  key: K
  scope: Scope
  needs: readonly N[]
  wants?: readonly W[]
  /** The IAM actions that it needs; the first one stands for it when it fails in its own code. */
  actions: readonly [string, ...string[]]
  collect: (aws: Aws, given: Given<N>, where: Where, wanted: Wanted<W>) => Promise<OnDemandValues[K]>
}

/** A collector on demand with its types forgotten, as the list of all of them holds it. */
export type AnyOnDemandCollector = Omit<OnDemandCollector, 'collect'> & {
  // biome-ignore lint/suspicious/noExplicitAny: the list holds collectors of different needs; the runner hands over exactly those
  collect: (aws: Aws, given: any, where: Where, wanted: any) => Promise<unknown>
}

export const defineOnDemand = <const K extends OnDemandKey, const N extends EvidenceKey, const W extends EvidenceKey = never>(
  collector: OnDemandCollector<K, N, W>,
): OnDemandCollector<K, N, W> => collector
