import type {Thresholds} from '../../aws-facts/thresholds.ts'
import type {EvidenceValues} from '../evidence/evidence.ts'
import type {Item, Missing} from '../evidence/item.ts'
import type {Changes} from './changes.ts'
import type {Discarding} from './discarding.ts'
import type {DurationChange} from './duration-change.ts'
import type {Egress, Failures} from './failures.ts'
import type {Filtering} from './filtering.ts'
import type {Lag} from './lag.ts'
import type {Load} from './load.ts'
import type {NetworkPath} from './network-path.ts'
import type {NewestMinute} from './newest-minute.ts'
import type {MappedStream, OldStream, Polling} from './polling.ts'
import type {Readers} from './readers.ts'
import type {RuntimeUpdate} from './runtime-update.ts'
import type {Skew} from './skew.ts'

/** Values that are computed once, by their key. */
export interface DerivedValues {
  polling: Polling
  mappedStream: MappedStream
  oldStream: OldStream | null
  filtering: Filtering
  lag: Lag
  skew: Skew
  readers: Readers
  load: Load
  newestMinute: NewestMinute | null
  durationChange: DurationChange
  networkPath: NetworkPath
  egress: Egress
  failures: Failures
  discarding: Discarding | null
  changes: Changes
  runtimeUpdate: RuntimeUpdate | null
}

export type DerivedKey = keyof DerivedValues
export type Values = EvidenceValues & DerivedValues
/** The inputs that a check, a cause or a derived value can name. */
export type Need = keyof Values

/** The needs, known. */
export type Given<N extends Need> = {readonly [K in N]: Values[K]}
/** The wants: null-safe by type, because each may be missing. */
export type Wanted<W extends Need> = {readonly [K in W]: Item<Values[K]>}

/** The value of a wanted item, or undefined when it is missing. */
export const maybe = <T>(item: Item<T>): T | undefined => (item.state === 'known' ? item.value : undefined)

/** The time of judging and the window of the evidence, epoch milliseconds: the only clock that pure code has; and where the lines are drawn for this function. */
export interface Moment {
  nowMs: number
  startMs: number
  thresholds: Thresholds
}

/** A value computed once from evidence and from other derived values. `wants` may be missing: compute then says less, never something better. */
export interface Derived<K extends DerivedKey = DerivedKey, N extends Need = Need, W extends Need = Need> {
  key: K
  needs: readonly N[]
  wants: readonly W[]
  compute: (given: Given<N>, wanted: Wanted<W>, moment: Moment) => DerivedValues[K]
}

export const defineDerived = <K extends DerivedKey, const N extends Need, const W extends Need>(
  derived: Derived<K, N, W>,
): Derived<K, N, W> => derived

/** Looks up an item of one pipeline. */
export type Lookup = <K extends Need>(key: K) => Item<Values[K]>

/** The first missing item among the keys; denied and failed come before skipped, because they move a verdict. */
export function firstMissing(keys: readonly Need[], lookup: Lookup): Missing | undefined {
  const all = keys.map(key => lookup(key)).filter(item => item.state === 'missing')
  return all.find(item => item.reason !== 'skipped') ?? all[0]
}
