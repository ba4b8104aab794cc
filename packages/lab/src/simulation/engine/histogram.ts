/**
 * Counts of values in buckets of 1/16 octave (about 4 % wide), with the sum of each bucket: a percentile is the mean of the
 * bucket that holds it, so it is exact wherever a bucket holds one value only.
 */
export interface Histogram {
  counts: Uint32Array
  sums: Float64Array
}

/** Up to 2^28 ms, three days. */
const octaves = 28
const buckets = octaves * 16 + 1

const view = new DataView(new ArrayBuffer(8))

/** 0 for all below 1; else the exponent and the first four bits of the fraction of the double. */
function bucketOf(value: number): number {
  if (!(value >= 1)) return 0
  view.setFloat64(0, value)
  return Math.min(buckets - 1, (view.getUint32(0) >>> 16) - (1023 << 4) + 1)
}

export const emptyHistogram = (): Histogram => ({counts: new Uint32Array(buckets), sums: new Float64Array(buckets)})

const perSlab = 32

/** Makes empty histograms, many from one allocation: a minute has one for each series, and small buffers are dear. */
export function histogramMaker(): () => Histogram {
  let counts = new Uint32Array(0)
  let sums = new Float64Array(0)
  let next = perSlab
  return () => {
    if (next === perSlab) {
      counts = new Uint32Array(buckets * perSlab)
      sums = new Float64Array(buckets * perSlab)
      next = 0
    }
    const from = next++ * buckets
    return {counts: counts.subarray(from, from + buckets), sums: sums.subarray(from, from + buckets)}
  }
}

export function addToHistogram(histogram: Histogram, value: number, times: number): void {
  const bucket = bucketOf(value)
  histogram.counts[bucket] = (histogram.counts[bucket] as number) + times
  histogram.sums[bucket] = (histogram.sums[bucket] as number) + value * times
}

/** The value below which this share (0–1) of the values lies, by nearest rank; to the thousandth. */
export function percentileOf(histograms: readonly Histogram[], share: number): number {
  const totalOf = (bucket: number) => histograms.reduce((sum, {counts}) => sum + (counts[bucket] as number), 0)
  let all = 0
  for (let bucket = 0; bucket < buckets; bucket++) all += totalOf(bucket)
  const rank = Math.max(1, Math.ceil(share * all))
  let seen = 0
  for (let bucket = 0; bucket < buckets; bucket++) {
    const count = totalOf(bucket)
    seen += count
    if (count > 0 && seen >= rank) {
      const sum = histograms.reduce((total, {sums}) => total + (sums[bucket] as number), 0)
      return Math.round((sum / count) * 1000) / 1000
    }
  }
  return 0
}
