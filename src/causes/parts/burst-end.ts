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

/** The writes are back within this factor of those before the burst. */
export const over = 1.25

/** The writes are back, and the backlog of the burst drains before a record of it is lost. */
export const drainsAfterBurst = ({writeRatio, peakWriteRatio}: Load, {drainSeconds, lossAtMs}: Lag): boolean =>
  (peakWriteRatio ?? 0) >= burst && (writeRatio ?? Number.POSITIVE_INFINITY) <= over && drainSeconds !== null && lossAtMs === null
