import type {Lag} from '../../model/derived/lag.ts'
import type {Load} from '../../model/derived/load.ts'

/** A burst was this much above the writes before. */
export const burst = 1.6
/** In one minute as little is written as before. */
export const ended = 1.2

/**
 * The writes are back, and one of the newest five minutes was still in the burst: records of it are read for a while, so that the age grows,
 * and no forecast knows yet that it drains.
 */
export const hasJustEnded = ({newestWriteRatio, newestPeakWriteRatio}: Load, {drainSeconds}: Lag): boolean =>
  drainSeconds === null && newestWriteRatio !== null && newestWriteRatio < ended && (newestPeakWriteRatio ?? 0) >= burst
