import {addToHistogram, emptyHistogram, type Histogram, histogramMaker, percentileOf} from './histogram.ts'
import type {Laws} from './laws.ts'
import {hashOf} from './random.ts'
import type {MetricQuery, MetricStore, Statistic} from './world.ts'

const minuteMs = 60_000

interface Bin {
  count: number
  sum: number
  min: number
  max: number
  histogram: Histogram | null
}

export type Dimensions = Record<string, string>

/** One emitter of a metric. It is seen under every dimension set of its views: AWS adds one value to all of them at once. */
export interface Series {
  bins: (Bin | undefined)[]
  /** null: no percentiles are kept. */
  makeHistogram: (() => Histogram) | null
  publishKey: number
  /** Values of minutes that were already published when they came: they wait as long as a fresh one. */
  late: {visibleMs: number; minute: number; value: number; times: number}[]
}

/** The store as the simulation sees it. Times are epoch milliseconds, minutes are numbered from the start of the simulation. */
export interface MetricEmitter {
  store: MetricStore
  series(namespace: string, metricName: string, views: readonly Dimensions[], options?: {percentiles: boolean}): Series
  /** Adds a value, stamped `atMs`, that becomes known at `nowMs`. */
  add(series: Series, atMs: number, nowMs: number, value: number, times?: number): void
}

interface Seen {
  namespace: string
  metricName: string
  dimensions: Dimensions
  series: Series[]
}

const keyOf = (namespace: string, metricName: string, dimensions: Dimensions): string =>
  `${namespace}\n${metricName}\n${Object.entries(dimensions)
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join('\n')}`

function addToBin(series: Series, minute: number, value: number, times: number): void {
  const bin = series.bins[minute]
  if (bin === undefined) {
    const histogram = series.makeHistogram?.() ?? null
    if (histogram !== null) addToHistogram(histogram, value, times)
    series.bins[minute] = {count: times, sum: value * times, min: value, max: value, histogram}
    return
  }
  bin.count += times
  bin.sum += value * times
  if (value < bin.min) bin.min = value
  if (value > bin.max) bin.max = value
  if (bin.histogram !== null) addToHistogram(bin.histogram, value, times)
}

function settleLate(series: Series, nowMs: number): void {
  if (series.late.length === 0) return
  for (const one of series.late) if (one.visibleMs <= nowMs) addToBin(series, one.minute, one.value, one.times)
  series.late = series.late.filter(one => one.visibleMs > nowMs)
}

function statisticOf(bins: readonly Bin[], statistic: Statistic): number {
  const count = bins.reduce((sum, bin) => sum + bin.count, 0)
  const total = bins.reduce((sum, bin) => sum + bin.sum, 0)
  switch (statistic) {
    case 'Sum':
      return total
    case 'SampleCount':
      return count
    case 'Average':
      return total / count
    case 'Minimum':
      return Math.min(...bins.map(bin => bin.min))
    case 'Maximum':
      return Math.max(...bins.map(bin => bin.max))
    default:
      return percentile(bins, Number(statistic.slice(1)) / 100)
  }
}

/** Exact at both ends. CloudWatch keeps percentiles of every metric; where the lab keeps none, all values of a bin are its average. */
function percentile(bins: readonly Bin[], share: number): number {
  const min = Math.min(...bins.map(bin => bin.min))
  const max = Math.max(...bins.map(bin => bin.max))
  if (min === max || share >= 1) return max
  const histograms = bins.map(bin => {
    if (bin.histogram !== null) return bin.histogram
    const even = emptyHistogram()
    addToHistogram(even, bin.sum / bin.count, bin.count)
    return even
  })
  return Math.min(max, Math.max(min, percentileOf(histograms, share)))
}

/** @param startMs the start of the simulation, a whole minute. */
export function createMetrics(
  seed: number,
  startMs: number,
  nowMs: () => number,
  {publicationMs}: Pick<Laws, 'publicationMs'>,
): MetricEmitter {
  const seen = new Map<string, Seen>()
  const minuteOf = (atMs: number) => Math.floor((atMs - startMs) / minuteMs)
  const publishedMs = ({publishKey}: Series, minute: number) => startMs + (minute + 1) * minuteMs + publicationMs(publishKey, minute)
  const isPublished = (series: Series, minute: number) => publishedMs(series, minute) <= nowMs()
  const published = (series: Series, minute: number): Bin | undefined => {
    settleLate(series, nowMs())
    return isPublished(series, minute) ? series.bins[minute] : undefined
  }
  // CloudWatch rounds the start down to a whole minute and counts the periods from there (GetMetricStatistics, "StartTime").
  const query = (asked: MetricQuery): {atMs: number; value: number}[] => {
    const found = seen.get(keyOf(asked.namespace, asked.metricName, asked.dimensions))
    if (found === undefined) return []
    const perPeriod = Math.max(1, Math.round(asked.periodSeconds / 60))
    const newest = Math.max(...found.series.map(one => one.bins.length))
    const result: {atMs: number; value: number}[] = []
    for (let first = minuteOf(asked.startMs); first < newest && startMs + first * minuteMs < asked.endMs; first += perPeriod) {
      const bins: Bin[] = []
      for (let minute = Math.max(0, first); minute < first + perPeriod; minute++) {
        for (const one of found.series) {
          const bin = published(one, minute)
          if (bin !== undefined) bins.push(bin)
        }
      }
      if (bins.length > 0) result.push({atMs: startMs + first * minuteMs, value: statisticOf(bins, asked.statistic)})
    }
    return result
  }
  const hasData = ({series}: Seen) => series.some(one => one.bins.some((_, minute) => published(one, minute) !== undefined))
  return {
    store: {
      query,
      list: () =>
        [...seen.values()]
          .filter(hasData)
          .map(({namespace, metricName, dimensions}) => ({namespace, metricName, dimensions: {...dimensions}})),
    },
    series(namespace, metricName, views, options) {
      const publishKey = hashOf(seed, 'publish', namespace, Object.values(views[0] ?? {})[0] ?? 'account')
      const series: Series = {bins: [], makeHistogram: options?.percentiles === true ? histogramMaker() : null, publishKey, late: []}
      for (const dimensions of views) {
        const key = keyOf(namespace, metricName, dimensions)
        const known = seen.get(key)
        if (known === undefined) seen.set(key, {namespace, metricName, dimensions: {...dimensions}, series: [series]})
        else known.series.push(series)
      }
      return series
    },
    add(series, atMs, now, value, times = 1) {
      const minute = minuteOf(atMs)
      // No minute is published before its end.
      if (minute < minuteOf(now) && publishedMs(series, minute) <= now) {
        series.late.push({visibleMs: now + 60_000, minute, value, times})
      } else addToBin(series, minute, value, times)
    },
  }
}
