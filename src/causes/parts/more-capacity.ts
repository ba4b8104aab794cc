import type {Lag} from '../../model/derived/lag.ts'
import type {Mapping} from '../../model/evidence/evidence.ts'

/** The capacity to advise ÷ the writes, so that the backlog drains as well. Our choice. */
const wanted = 1.3
const mostFactor = 10

/** The parallelization factor that carries the writes and drains the backlog; at least twice the present one, AWS's maximum at most. */
export function widerFactor({parallelizationFactor}: Mapping, {throughputRatio}: Pick<Lag, 'throughputRatio'>): number {
  const factor = parallelizationFactor ?? 1
  const needed = throughputRatio !== null && throughputRatio > 0.02 ? Math.ceil((factor * wanted) / throughputRatio) : factor * 2
  return Math.min(mostFactor, Math.max(2, factor * 2, needed))
}

/** So many more batches run at once. */
export const carriesWith = ({parallelizationFactor}: Mapping, factor: number) => ({carries: {times: factor / (parallelizationFactor ?? 1)}})
