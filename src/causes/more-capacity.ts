import type {Treatment} from '../model/check.ts'
import type {Mapping} from '../model/evidence.ts'
import type {Lag} from '../model/lag.ts'
import {iso, number} from '../model/units.ts'

/** What is to be carried of what is written, so that the backlog drains as well. Our choice. */
const wanted = 1.3
const mostFactor = 10
/** Below this a backlog drains too slowly for a time to be named. */
const drains = 1.05
/** An update pauses polling for so long. */
const pauseMs = 3 * 60_000

const clock = (ms: number): string => iso(ms).slice(11, 16)

/** The parallelization factor that carries what is written and drains what waits; at least twice the present one, AWS's maximum at most. */
export function widerFactor({parallelizationFactor}: Mapping, {throughputRatio}: Pick<Lag, 'throughputRatio'>): number {
  const factor = parallelizationFactor ?? 1
  const needed = throughputRatio !== null && throughputRatio > 0.02 ? Math.ceil((factor * wanted) / throughputRatio) : factor * 2
  return Math.min(mostFactor, Math.max(2, factor * 2, needed))
}

/** What so many more concurrent batches do to the lag; undefined where that is not known. */
export function effectOf(
  {parallelizationFactor}: Mapping,
  factor: number,
  {throughputRatio, ageSeconds}: Pick<Lag, 'throughputRatio' | 'ageSeconds'>,
  nowMs: number,
): Pick<Treatment, 'effect'> {
  const carried = throughputRatio === null || throughputRatio <= 0 ? null : (throughputRatio * factor) / (parallelizationFactor ?? 1)
  if (carried === null || ageSeconds === null) return {}
  const share = `The mapping then carries about ${number(carried)} × of what is written`
  if (carried < drains) return {effect: `${share}: more is needed.`}
  return {
    effect: `${share}; at the rate of now the backlog is gone about ${clock(nowMs + pauseMs + (ageSeconds * 1000) / (carried - 1))} UTC.`,
  }
}
