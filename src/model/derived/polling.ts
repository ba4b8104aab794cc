import type {Mapping} from '../evidence/evidence.ts'

/** Whether the mapping reads the table's live stream. `unknown` when neither the stream nor the table could tell. */
export type MappedStream = {kind: 'live'} | {kind: 'unknown'} | StaleStream

export interface StaleStream {
  kind: 'stale'
  why: string
  /** The table's stream that is on; null where there is none, or none is known. */
  latestStreamArn: string | null
  /** Why none is known: the table is gone, or has no enabled stream. `unknown`: it could not be read, or still names the old stream. Null where one is. */
  withoutLatest: 'no-table' | 'no-stream' | 'unknown' | null
  /** The UUID of the mapping that invokes the same function, version or alias and reads the latest stream; null where there is none, or none is known. */
  successor: string | null
}

/**
 * The records that the mapping may not have read of a stream that is no longer the table's. `gone`: AWS has deleted the stream. `drained`: nothing is
 * left to read. `unproven`: something may be left; `why` is a sentence.
 */
export type OldStream = {kind: 'gone'} | {kind: 'drained'; because: string} | {kind: 'unproven'; why: string}

/** Whether Lambda reads for the mapping at all, by the mapping's own state. `starting` means that it was changed some minutes ago; `unknown`, that AWS gave no state, or one that is unknown to ddbstream. */
export type Polling = {kind: 'polling'} | {kind: 'starting'; why: string} | {kind: 'off'; why: string} | {kind: 'unknown'; why: string}

/** Whether a mapping takes a reader's place at the shards: all but those that are switched off or going. */
export const takesPlace = ({state}: Mapping): boolean => !/^(Disabl|Delet)/.test(state)
