/** Whether the mapping reads the table's live stream. `unknown` when neither the stream nor the table could tell. */
export type MappedStream = {is: 'live'} | {is: 'unknown'} | {is: 'stale'; why: string; latestStreamArn: string | null}

/** Whether Lambda reads for the mapping at all, by the mapping's own state. `starting` means that it was changed some minutes ago; `unknown`, that AWS gave no state, or one that is not known here. */
export type Polling = {is: 'polling'} | {is: 'starting'; why: string} | {is: 'off'; why: string} | {is: 'unknown'; why: string}
