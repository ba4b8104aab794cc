import type {Mapping} from './evidence.ts'

/** Whether the mapping reads the table's live stream. `unknown` when neither the stream nor the table could tell. */
export type MappedStream = {is: 'live'} | {is: 'unknown'} | {is: 'stale'; why: string; latestStreamArn: string | null}

/** Whether Lambda reads for the mapping at all, by the mapping's own state. `starting` means that it was changed some minutes ago; `unknown`, that AWS gave no state, or one that is not known here. */
export type Polling = {is: 'polling'} | {is: 'starting'; why: string} | {is: 'off'; why: string} | {is: 'unknown'; why: string}

/** Whether a mapping takes a reader's place at the shards: all but those that are switched off or going. */
export const takesPlace = ({state}: Mapping): boolean => !/^(Disabl|Delet)/.test(state)
