import type {FunctionMetrics, TableMetrics} from '../../model/evidence/evidence.ts'
import {between, type Point, type Series} from '../../model/evidence/series.ts'
import type {Rise} from './rise-after-release.ts'

/** Until the function works without a pause, its work follows the writes, wherever they come from. */
const settleMs = 2 * 60_000
/** Fewer minutes tell no correlation, and no usual noise. */
const leastMinutes = 8
/** Fewer minutes do not tell that writes vary by themselves. */
const leastForNoise = 5
/** Student's t of a correlation: by chance it is above 3 in one of some hundred cases with eight minutes and more. */
const sure = 3

/**
 * The relation of writes and work in the minutes since a rise. `follows`: the writes go up and down with the records that the function has worked
 * through. `apart`: they go up and down by themselves, more than a function that makes them can explain. Null: too little varies, or
 * too few minutes are known.
 */
export type Coupling = 'follows' | 'apart' | null

const mean = (list: readonly number[]): number => list.reduce((sum, value) => sum + value, 0) / Math.max(1, list.length)
/** From minute to minute: a slow drift, which would be alike by chance, falls out. */
const steps = (list: readonly number[]): number[] => list.slice(1).map((value, i) => value - (list[i] as number))
/** The variance of single minutes, from their steps. */
const varianceOf = (list: readonly number[]): number => mean(steps(list).map(step => step ** 2)) / 2

function correlation(a: readonly number[], b: readonly number[]): number {
  const [ma, mb] = [mean(a), mean(b)]
  const of = (x: readonly number[], y: readonly number[], mx: number, my: number) =>
    mean(x.map((value, i) => (value - mx) * ((y[i] as number) - my)))
  const spread = Math.sqrt(of(a, a, ma, ma) * of(b, b, mb, mb))
  return spread > 0 ? of(a, b, ma, mb) / spread : 0
}

/** Values of two series in the same minutes. */
function pairs(a: readonly Point[], b: readonly Point[]): {a: number[]; b: number[]} {
  const other = new Map(b.map(p => [p.atMs, p.value]))
  const both = a.filter(p => other.has(p.atMs))
  return {a: both.map(p => p.value), b: both.map(p => other.get(p.atMs) as number)}
}

/** Write units for each record that the stream carried before; 1 at least. */
function unitsPerRecord(before: (series: Series) => Point[], table: TableMetrics): number {
  const {a, b} = pairs(before(table['ConsumedWriteCapacityUnits.Sum']), before(table['ReturnedRecordsCount.Sum']))
  return Math.max(1, mean(a) / Math.max(1, mean(b)))
}

/**
 * A function that works without a pause does not follow the writes any more; in a loop, the writes follow the function. Then they vary by
 * the noise from before, which goes on beside it, by that of the invocations, and by chance in which records are written back (Poisson).
 * Writes from outside vary in proportion to all of it.
 */
export function couplingOf(metrics: FunctionMetrics, table: TableMetrics, {before, fromMs, untilMs}: Rise): Coupling {
  const since = (series: Series) => between(series, untilMs + settleMs, Number.POSITIVE_INFINITY)
  const earlier = (series: Series) => between(series, Number.NEGATIVE_INFINITY, fromMs)
  const {a: writes, b: work} = pairs(since(table['ConsumedWriteCapacityUnits.Sum']), since(metrics['Invocations.Sum']))
  const n = writes.length
  if (n < leastForNoise || mean(work) === 0) return null
  const r = correlation(steps(writes), steps(work))
  if (n >= leastMinutes && r > 0 && r * Math.sqrt((n - 2) / Math.max(1e-9, 1 - r * r)) >= sure) return 'follows'
  const usual = earlier(table['ConsumedWriteCapacityUnits.Sum']).map(p => p.value)
  if (usual.length < leastMinutes) return null
  const own = Math.max(0, mean(writes) - before)
  const explained = varianceOf(usual) + unitsPerRecord(earlier, table) * own + (own / mean(work)) ** 2 * varianceOf(work)
  const ratio = Math.sqrt(varianceOf(writes) / Math.max(1e-9, explained))
  return ratio > 1 + 2 / Math.sqrt(n - 1) ? 'apart' : null
}
