import {defineDerived, maybe} from '../../model/derived/derived.ts'
import type {LoadWindow} from '../../model/derived/load.ts'
import type {NewestMinute} from '../../model/derived/newest-minute.ts'
import type {TableMetrics} from '../../model/evidence/evidence.ts'
import {ratio} from '../../model/evidence/ratio.ts'
import {between, type Point, points, type Series, valueAt} from '../../model/evidence/series.ts'
import {median} from '../../signs/statistics.ts'
import {minuteMs} from '../../text/minutes.ts'
import {type Sources, sourcesOf, windowOf} from '../load/load.ts'
import {arrivals} from './arrivals.ts'
import {pausedNear} from './pauses.ts'
import {isBusiest, unpublishedMinute} from './unpublished-minute.ts'

/** The usual minutes: up to forty, until three minutes before the newest one, in which it may have begun. */
const usualMs = 40 * minuteMs
const gapMs = 3 * minuteMs
/** Fewer minutes tell nothing usual. */
const leastUsual = 10
/** CloudWatch publishes the minutes of a table up to two minutes before or after those of a function. */
const besideMs = minuteMs
/** An older minute is not of now. */
const oldestMs = 6 * minuteMs
/** Records wait when the oldest is this many times as old as usual, and older than nearly all that were usual, and this old (seconds). */
const unusual = 2
const beyond = 1.25
const leastWaitSeconds = 3

/** Writes have risen: by more than their own variation. */
const risen = 1.3
/** Fewer or more invocations than in any usual minute by this share. */
const otherwise = 0.1

/** This share of a minute's writes is not left unread by a poll that came just before its end. */
const leftUnusual = 0.2

/** The value that so many of these are not above. */
const rank = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))] ?? 0

const valuesOf = (list: readonly Point[]): number[] => list.map(p => p.value)

/** Values of both series in the same minutes, the first divided by the second. */
function quotients(above: Series, below: Series, fromMs: number, toMs: number): Point[] {
  return between(above, fromMs, toMs).flatMap(({atMs, value}) => {
    const other = ratio(value, valueAt(below, atMs))
    return other === null ? [] : [{atMs, value: other}]
  })
}

/** CloudWatch may lack the average of a minute: its median tells about how busy the shards are. */
function withUse(load: LoadWindow | null, {lanes}: Sources): LoadWindow | null {
  if (load === null || load.laneUse !== null || load.durationP50Ms === null || !lanes) return load
  return {...load, laneUse: (load.invocationsPerMinute * load.durationP50Ms) / (minuteMs * lanes)}
}

/** Time per record of a minute, as the load has it: the mapping's own count, or the records that GetRecords returned. */
function workAt({atMs, value}: Point, {metrics, table, mapping}: Sources): Point[] {
  const own = mapping ? valueAt(mapping['InvokedEventCount.Sum'], atMs) : null
  const records = own ?? (table ? valueAt(table['ReturnedRecordsCount.Sum'], atMs) : null)
  const invocations = valueAt(metrics['Invocations.Sum'], atMs)
  const work = records ? ratio(invocations === null ? null : value * invocations, records) : null
  return work === null ? [] : [{atMs, value: work}]
}

/** Records per batch of usual minutes ÷ the batch size. */
function usualFillOf({metrics, table, mapping, batchSize}: Sources, fromMs: number, toMs: number): number | null {
  const counted = mapping && between(mapping['InvokedEventCount.Sum'], fromMs, toMs).length > 0 ? mapping['InvokedEventCount.Sum'] : null
  const records = counted ?? table?.['ReturnedRecordsCount.Sum']
  const each = records ? quotients(records, metrics['Invocations.Sum'], fromMs, toMs) : []
  return each.length < leastUsual ? null : ratio(median(valuesOf(each)), batchSize)
}

/** Share of the time of all concurrent batches in which the function runs in most usual minutes. */
function usualUseOf(durations: readonly Point[], {metrics, lanes}: Sources): number | null {
  const uses = durations.flatMap(({atMs, value}) => {
    const invocations = valueAt(metrics['Invocations.Sum'], atMs)
    return invocations !== null && lanes ? [(value * invocations) / (minuteMs * lanes)] : []
  })
  return uses.length < leastUsual ? null : median(uses)
}

/** Whether a value lies outside of the usual ones, by a share of them. */
const isOutside = (value: number | null | undefined, usual: readonly number[], share: number): boolean =>
  value != null && usual.length >= leastUsual && (value > (1 + share) * Math.max(...usual) || value < (1 - share) * Math.min(...usual))

/** The newest value ÷ the median of the usual ones. */
function against(newest: number | null | undefined, usual: readonly Point[]): number | null {
  return newest == null || usual.length < leastUsual ? null : ratio(newest, median(valuesOf(usual)))
}

/** The reads of the newest minutes beyond the usual ones, in minutes of writes: records that were read later than they were written cancel out. */
function readBeyond(newest: readonly Point[], usual: readonly Point[]): number {
  return newest.reduce((sum, {value}) => sum + (against(value, usual) ?? 1) - 1, 0)
}

/** The first of these minutes in which clearly more was written than usual. */
function roseAt(minutes: readonly Point[], usual: readonly Point[]): number | null {
  return minutes.find(({value}) => (against(value, usual) ?? 1) >= risen)?.atMs ?? null
}

interface Span {
  /** The newest minute. */
  atMs: number
  /** The usual minutes are those in [fromMs, toMs). */
  fromMs: number
  toMs: number
}

/** The writes and reads of the newest minutes that the table shows, beside the usual ones. */
function writesOf(
  table: TableMetrics | undefined,
  {atMs, fromMs, toMs}: Span,
): Pick<NewestMinute, 'writeRatio' | 'writesRise' | 'roseAtMs' | 'leftShare' | 'readBeyond'> {
  if (!table) return {writeRatio: null, writesRise: false, roseAtMs: null, leftShare: null, readBeyond: null}
  const lately = (list: readonly Point[]) => list.findLast(p => p.atMs >= atMs - besideMs)?.value ?? null
  const endMs = atMs + besideMs + 1
  const written = arrivals(table)
  const usual = between(written, fromMs, toMs)
  const newest = lately(between(written, fromMs, endMs))
  const shares = quotients(table['ReturnedRecordsCount.Sum'], written, fromMs, endMs)
  const usualShares = shares.filter(p => p.atMs < toMs)
  const share = against(lately(shares), usualShares)
  return {
    writeRatio: against(newest, usual),
    writesRise: newest !== null && usual.length >= leastUsual && newest > Math.max(...valuesOf(usual)),
    roseAtMs: roseAt(between(written, toMs, endMs), usual),
    leftShare: share === null ? null : Math.max(0, 1 - share),
    readBeyond:
      share === null
        ? null
        : readBeyond(
            shares.filter(p => p.atMs >= toMs),
            usualShares,
          ),
  }
}

/**
 * The newest minute of the function beside the usual ones, or null where too little is known. The load of `load` is that of ten minutes,
 * in which one minute does not show.
 */
export const newestMinute = defineDerived({
  key: 'newestMinute',
  needs: ['functionMetrics'],
  wants: ['mapping', 'stream', 'tableMetrics', 'mappingMetrics', 'logMinutes'],
  compute: ({functionMetrics: metrics}, wanted, {nowMs}): NewestMinute | null => {
    const ages = metrics['IteratorAge.Maximum']
    const newest = points(ages).findLast(({atMs}) => valueAt(metrics['Invocations.Sum'], atMs) !== null)
    if (newest === undefined || nowMs - newest.atMs > oldestMs) return null
    const {atMs} = newest
    const [fromMs, toMs] = [atMs - usualMs, atMs - gapMs + 1]
    const usualAges = valuesOf(between(ages, fromMs, toMs)).map(ms => ms / 1000)
    const sources = sourcesOf(metrics, wanted)
    const load = withUse(windowOf(atMs, atMs + minuteMs, sources), sources)
    if (load === null || usualAges.length < leastUsual) return null
    const ageSeconds = newest.value / 1000
    const usualAgeSeconds = median(usualAges)
    const durations = between(metrics['Duration.Average'], fromMs, toMs)
    const invocations = between(metrics['Invocations.Sum'], fromMs, toMs)
    const writes = writesOf(sources.table, {atMs, fromMs, toMs})
    const isOlder = ageSeconds > beyond * rank(usualAges, 0.9)
    const isLongest =
      load.durationAverageMs !== null && durations.length >= leastUsual && load.durationAverageMs > Math.max(...valuesOf(durations))
    const log = maybe(wanted.logMinutes)
    const hasUsual = durations.length >= leastUsual && invocations.length >= leastUsual
    const usualWork = durations.flatMap(minute => workAt(minute, sources))
    return {
      atMs,
      ageSeconds,
      usualAgeSeconds,
      waits: ageSeconds > leastWaitSeconds && ageSeconds > unusual * usualAgeSeconds && isOlder,
      middleAgeSeconds: ratio(valueAt(metrics['IteratorAge.p50'], atMs), 1000),
      load,
      durationRatio: against(load.durationAverageMs, durations),
      invocationRatio: against(load.invocationsPerMinute, invocations),
      workRatio: against(load.millisecondsPerRecord, usualWork),
      ...writes,
      isLongest,
      isBusiest: load.durationAverageMs !== null && isBusiest(metrics, atMs, load.durationAverageMs * load.invocationsPerMinute),
      afterPause: pausedNear(atMs, maybe(wanted.mapping), maybe(wanted.stream) ?? undefined),
      usualUse: usualUseOf(durations, sources),
      usualFill: usualFillOf(sources, fromMs, toMs),
      // Where too few minutes have invocations, the log could not be compared with them: an idle stream is not worth a query.
      isUnusual:
        hasUsual &&
        (load.errorShare > 0 ||
          isOlder ||
          isLongest ||
          isOutside(valueAt(metrics['Invocations.Sum'], atMs), valuesOf(invocations), otherwise) ||
          writes.writesRise ||
          (writes.leftShare ?? 0) >= leftUnusual),
      unpublished:
        log && hasUsual
          ? unpublishedMinute(log, {
              metrics,
              usual: {durations, invocations},
              newestMs: atMs,
              lanes: sources.lanes,
              updatedMs: maybe(wanted.mapping)?.lastModifiedMs ?? null,
            })
          : null,
    }
  },
})
