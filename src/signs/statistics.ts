/** The median; NaN for an empty list, so callers ask the length first. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? (sorted[middle] as number) : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2
}

export interface Line {
  /** Change of y per unit of x: the median of the slopes of all pairs (Theil–Sen), so single spikes do not move it. */
  slope: number
  intercept: number
  /** Robust standard deviation of the residuals (1.4826 × median absolute deviation). */
  sigma: number
  /** Standard deviation of the slope if the noise is independent and x evenly spaced: σ·√(12 / (n(n²−1))) per step of x. */
  slopeSigma: number
}

/** Theil–Sen line through two points or more. */
export function theilSen(points: readonly {x: number; y: number}[]): Line {
  const slopes: number[] = []
  points.forEach((p, i) => {
    for (const q of points.slice(i + 1)) if (q.x !== p.x) slopes.push((q.y - p.y) / (q.x - p.x))
  })
  const slope = slopes.length ? median(slopes) : 0
  const intercept = median(points.map(p => p.y - slope * p.x))
  const sigma = 1.4826 * median(points.map(p => Math.abs(p.y - slope * p.x - intercept)))
  const n = points.length
  const step = n > 1 ? ((points[n - 1]?.x ?? 0) - (points[0]?.x ?? 0)) / (n - 1) : 1
  return {
    slope,
    intercept,
    sigma,
    slopeSigma: n > 2 && step > 0 ? (sigma * Math.sqrt(12 / (n * (n * n - 1)))) / step : Number.POSITIVE_INFINITY,
  }
}
