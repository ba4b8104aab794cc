import {mappingDefaults} from '../../aws-facts/mapping-defaults.ts'
import type {Lag} from '../../model/derived/lag.ts'
import type {Load, LoadWindow} from '../../model/derived/load.ts'
import type {LambdaFunction, Mapping} from '../../model/evidence/evidence.ts'

/** The capacity to advise ÷ the writes, so that the backlog drains as well. Our choice. */
const wanted = 1.3
const mostFactor = 10

/** The parallelization factor that carries the writes and drains the backlog; at least twice the present one, AWS's maximum at most. */
export function widerFactor({parallelizationFactor}: Mapping, {throughputRatio}: Pick<Lag, 'throughputRatio'>): number {
  const factor = parallelizationFactor ?? mappingDefaults.parallelizationFactor
  const needed = throughputRatio !== null && throughputRatio > 0.02 ? Math.ceil((factor * wanted) / throughputRatio) : factor * 2
  return Math.min(mostFactor, Math.max(2, factor * 2, needed))
}

/** So many more batches run at once. */
export const carriesWith = ({parallelizationFactor}: Mapping, factor: number) => ({
  carries: {times: factor / (parallelizationFactor ?? mappingDefaults.parallelizationFactor)},
})

/** So many times as large at one step, and up to this many records. Our choice. */
const largerTimes = 10
const mostRecords = 1000

/** The time of a batch by its records, from two windows with batches of different sizes: milliseconds. */
interface BatchTime {
  baseMs: number
  perRecordMs: number
}

/** Batches are compared where those of one window are so many times as large. */
const apart = 1.5

const pointOf = (window: LoadWindow | null): {records: number; ms: number} | null =>
  window === null || window.recordsPerInvocation === null || window.durationAverageMs === null
    ? null
    : {records: window.recordsPerInvocation, ms: window.durationAverageMs}

/** Null where the batches were about the same size, or the code was not the same: then time and size do not go together. */
function batchTime({before, now}: Load): BatchTime | null {
  const [a, b] = [pointOf(before), pointOf(now)]
  if (a === null || b === null || Math.max(a.records, b.records) < apart * Math.min(a.records, b.records)) return null
  const perRecordMs = (b.ms - a.ms) / (b.records - a.records)
  const baseMs = a.ms - perRecordMs * a.records
  return perRecordMs > 0 && baseMs >= 0 ? {baseMs, perRecordMs} : null
}

/**
 * A larger batch size: one concurrent batch then carries more, because each invocation takes some time of its own. A full batch takes half
 * of the timeout at most. Null where its time is not known, or the batches cannot be larger.
 */
export function largerBatch({batchSize}: Mapping, {now}: Load, target: LambdaFunction | null | undefined): number | null {
  const [perRecordMs, timeoutSeconds] = [now?.millisecondsPerRecord ?? null, target?.timeoutSeconds ?? null]
  if (batchSize === null || perRecordMs === null || perRecordMs <= 0 || timeoutSeconds === null) return null
  const larger = Math.min(mostRecords, batchSize * largerTimes, Math.floor((timeoutSeconds * 1000) / 2 / perRecordMs))
  return larger > batchSize ? larger : null
}

/** How many times as much a concurrent batch carries with a larger batch size; null where the metrics do not show how its time grows. */
export function carriedByLarger({batchSize}: Mapping, larger: number, load: Load): number | null {
  const time = batchTime(load)
  if (time === null || batchSize === null) return null
  const perSecond = (records: number) => records / (time.baseMs + time.perRecordMs * records)
  return perSecond(larger) / perSecond(batchSize)
}
