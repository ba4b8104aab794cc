/** CloudWatch's statistics of one minute of a metric. */
export interface Minute {
  /** Samples. */
  n: number
  sum: number
  min: number
  max: number
  /** The value below which this share (0–1) of the samples lies; a line from min to max unless given. */
  quantile?: (share: number) => number
}

/** A metric by the minute: 0 is the minute of the look, −1 the one before. Undefined where AWS publishes nothing. */
export type Series = (minute: number) => Minute | undefined

/** Samples that lie evenly between two values. */
export interface Band {
  n: number
  low: number
  high: number
}

/** The minute in which these samples fell; undefined without any. */
export function minuteOf(bands: readonly Band[]): Minute | undefined {
  const filled = bands
    .map(band => ({...band, n: Math.round(band.n)}))
    .filter(({n}) => n > 0)
    .sort((a, b) => a.low - b.low)
  const [first, last] = [filled[0], filled.at(-1)]
  if (first === undefined || last === undefined) return undefined
  const n = filled.reduce((sum, band) => sum + band.n, 0)
  return {
    n,
    sum: filled.reduce((sum, band) => sum + (band.n * (band.low + band.high)) / 2, 0),
    min: first.low,
    max: Math.max(...filled.map(({high}) => high)),
    quantile: share => {
      let rest = share * n
      for (const {n: count, low, high} of filled) {
        if (rest <= count) return low + ((high - low) * rest) / count
        rest -= count
      }
      return last.high
    },
  }
}

const quantileOf = ({min, max, quantile}: Minute, share: number): number => quantile?.(share) ?? min + (max - min) * share

/** One period of several minutes. */
export function joined(minutes: readonly (Minute | undefined)[]): Minute | undefined {
  const filled = minutes.filter(minute => minute !== undefined && minute.n > 0) as Minute[]
  if (filled.length < 2) return filled[0]
  const samples = filled.flatMap(minute => {
    const count = Math.min(200, Math.max(1, Math.round(minute.n)))
    return Array.from({length: count}, (_, i) => quantileOf(minute, (i + 0.5) / count))
  })
  samples.sort((a, b) => a - b)
  return {
    n: filled.reduce((sum, {n}) => sum + n, 0),
    sum: filled.reduce((total, {sum}) => total + sum, 0),
    min: Math.min(...filled.map(({min}) => min)),
    max: Math.max(...filled.map(({max}) => max)),
    quantile: share => samples[Math.min(samples.length - 1, Math.floor(share * samples.length))] ?? 0,
  }
}

/** A statistic of CloudWatch by its name; undefined where there is no sample, null for a name that is unknown to ddbstream. */
export function statistic(minute: Minute | undefined, name: string): number | undefined | null {
  if (minute === undefined || minute.n === 0) return undefined
  const percentile = /^p(\d+(?:\.\d+)?)$/i.exec(name)?.[1]
  if (percentile !== undefined) return quantileOf(minute, Number(percentile) / 100)
  const rank = /^PR\((\d*(?:\.\d+)?):(\d*(?:\.\d+)?)\)$/.exec(name)
  if (rank !== null) {
    const [low, high] = [rank[1] === '' ? -Infinity : Number(rank[1]), rank[2] === '' ? Infinity : Number(rank[2])]
    const values = Array.from({length: 100}, (_, i) => quantileOf(minute, (i + 0.5) / 100))
    return values.filter(value => value > low && value <= high).length
  }
  const plain: Record<string, number> = {
    SampleCount: minute.n,
    Sum: minute.sum,
    Average: minute.sum / minute.n,
    Minimum: minute.min,
    Maximum: minute.max,
  }
  return plain[name] ?? null
}
