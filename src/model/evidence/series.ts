/**
 * One statistic of one CloudWatch metric: a value per period, oldest first, null where CloudWatch had no datapoint.
 * `startMs` is the start of the first period (epoch milliseconds); period i covers [startMs + i·period, startMs + (i+1)·period).
 */
export interface Series {
  startMs: number
  periodSeconds: number
  values: (number | null)[]
}

/** One datapoint: the start of its period (epoch milliseconds) and its value. */
export interface Point {
  atMs: number
  value: number
}

/** The periods that have a value, oldest first. */
export function points(series: Series): Point[] {
  const result: Point[] = []
  series.values.forEach((value, i) => {
    if (value !== null) result.push({atMs: series.startMs + i * series.periodSeconds * 1000, value})
  })
  return result
}

/** The datapoints whose period starts in [fromMs, toMs). */
export const between = (series: Series, fromMs: number, toMs: number): Point[] =>
  points(series).filter(p => p.atMs >= fromMs && p.atMs < toMs)

/** The sum of all values; 0 when there is no datapoint (count metrics: ask `points` first where absence matters). */
export const total = (list: Point[]): number => list.reduce((sum, p) => sum + p.value, 0)

/** The value of the period that starts at `atMs`, or null. */
export function valueAt(series: Series, atMs: number): number | null {
  return series.values[Math.round((atMs - series.startMs) / (series.periodSeconds * 1000))] ?? null
}
