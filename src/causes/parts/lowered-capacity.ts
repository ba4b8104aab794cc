import type {Weighed} from '../../model/cause.ts'
import type {Fix} from '../../model/check.ts'
import {type CapacityChange, type Change, type Changes, timeBefore} from '../../model/derived/changes.ts'
import type {LoadWindow} from '../../model/derived/load.ts'
import type {NewestMinute} from '../../model/derived/newest-minute.ts'
import type {Mapping} from '../../model/evidence/evidence.ts'
import {iso, number, percent} from '../../text/units.ts'
import {beginning, beginningLines, carriesLess, twoMoreMinutes} from './begins.ts'
import {fullLines} from './full-lines.ts'

const few = 0.05
/** The age may grow by so much (seconds per second) before the change: records waited, and no more came than went. */
const steady = 0.05
/** Since the change it grows by this much more. */
const more = 0.1
/** More is written than before by this much: then that is the cause. */
const moreWritten = 1.2
/** A function that takes this much longer, per invocation and per record, is another cause. */
const slower = 1.4

/** One whole minute after the change: so much of what was written in it was not read. */
const left = 0.25
const newestMs = 5 * 60_000

const ratio = (a: number | null | undefined, b: number | null | undefined): number | null => (a == null || !b ? null : a / b)

/** Whether one invocation takes longer, and not because its batch is larger. */
function isSlower(before: LoadWindow, after: LoadWindow): boolean {
  const each = ratio(after.durationAverageMs, before.durationAverageMs)
  const perRecord = ratio(after.millisecondsPerRecord, before.millisecondsPerRecord)
  return each !== null && each >= slower && (perRecord ?? each) >= slower
}

/** Full batches, or shards that are busy nearly all the time. */
const isSaturated = ({batchFill, laneUse}: LoadWindow): boolean => (batchFill ?? 0) >= 0.9 || (laneUse ?? 0) >= 0.75

/** Whether the age grows since the mapping was changed, although no more is written and the function is as fast. */
function isLowered({before, after, growthBefore, growthAfter}: CapacityChange): boolean {
  if (!before || !after || growthBefore === null || growthAfter === null || !isSaturated(after)) return false
  if (growthBefore > steady || growthAfter < Math.max(0, growthBefore) + more) return false
  if (after.errorShare > few || after.throttleShare > few || isSlower(before, after)) return false
  return (ratio(after.writesPerMinute, before.writesPerMinute) ?? 1) < moreWritten
}

type Former = CapacityChange['former']

const formerWords = ({BatchSize, ParallelizationFactor}: Former, mapping: Mapping | undefined): string[] => [
  ...(ParallelizationFactor === null
    ? []
    : [
        `ParallelizationFactor is ${mapping?.parallelizationFactor ?? 1}, and was ${ParallelizationFactor.value}: ${ParallelizationFactor.source}.`,
      ]),
  ...(BatchSize === null ? [] : [`BatchSize is ${mapping?.batchSize ?? 'lower'}, and was about ${BatchSize.value}: ${BatchSize.source}.`]),
]

function wayBack({BatchSize, ParallelizationFactor}: Former): Fix | null {
  if (BatchSize === null && ParallelizationFactor === null) return null
  const sources = [ParallelizationFactor, BatchSize].flatMap(one => one?.source ?? [])
  return {
    summary: `Restore the previous values of the mapping: ${[
      ...(ParallelizationFactor === null ? [] : [`ParallelizationFactor ${ParallelizationFactor.value}`]),
      ...(BatchSize === null ? [] : [`BatchSize ${BatchSize.value}`]),
    ].join(', ')} (${[...new Set(sources)].join('; ')}).`,
    change: {
      ...(ParallelizationFactor === null ? {} : {ParallelizationFactor: ParallelizationFactor.value}),
      ...(BatchSize === null ? {} : {BatchSize: BatchSize.value}),
    },
    carries: {like: 'before'},
  }
}

const byWhom = ({operation}: Change): string => (operation === null ? '' : `, by ddbstream (operation ${operation})`)

/** The capacity fell when the mapping was changed: the same writes, the same function, and an age that grows since. Null where it did not. */
export function loweredCapacity({capacity, list, onsetMs}: Changes, mapping: Mapping | undefined, advised: Fix | null): Weighed | null {
  const change = list.find(({what}) => what === 'mapping')
  if (!capacity || !change || !isLowered(capacity)) return null
  const {before, after, former} = capacity
  const known = former.BatchSize !== null || former.ParallelizationFactor !== null
  const back = wayBack(former)
  const first = back ?? advised
  const writes = ratio(after?.writesPerMinute, before?.writesPerMinute)
  return {
    kind: 'present',
    confidence: known ? 0.93 : 0.8,
    summary: `Throughput is lower since the mapping was updated at ${iso(change.atMs).slice(0, 16)}Z, and the write rate has not risen.`,
    because: [
      `${change.words} at ${iso(change.atMs)}${onsetMs === null ? '' : `, ${timeBefore(change.atMs, Math.max(onsetMs, change.atMs))}`}${byWhom(change)}.`,
      ...formerWords(former, mapping),
      ...(writes === null ? [] : [`Writes are at ${percent(writes)} of the rate before the change.`]),
      ...fullLines(after),
      ...(after?.laneUse == null ? [] : [`The shards are busy for ${percent(Math.min(1, after.laneUse))} of the time.`]),
      ...(before?.durationAverageMs == null || after?.durationAverageMs == null
        ? []
        : [
            `An invocation takes ${number(after.durationAverageMs)} ms on average, and took ${number(before.durationAverageMs)} ms: the function is not slower.`,
          ]),
    ],
    against: known ? [] : ['The changed settings are not known: AWS dates an update and keeps no previous values.'],
    settledBy: known ? null : 'The UpdateEventSourceMapping event in CloudTrail: it contains the values that were set.',
    fixes: first ? [first] : [],
  }
}

/** In a published minute since, records wait that were not read, although the shards are busy and the function is as fast. */
const leavesMore = ({atMs, waits, load, durationRatio, leftShare}: NewestMinute, sinceMs: number): boolean =>
  atMs >= sinceMs &&
  waits &&
  isSaturated(load) &&
  load.errorShare <= few &&
  load.throttleShare <= few &&
  (durationRatio ?? slower) < slower &&
  (leftShare ?? 0) >= left

/**
 * The first whole minute since the change: a setting that is known to have been higher, full batches or busy shards, and records that are
 * not read. An update that changes nothing of it makes a pause as well, after which more is read than written.
 */
export function loweredNow({capacity, list, onsetMs}: Changes, mapping: Mapping | undefined, minute: NewestMinute): Weighed | null {
  const change = list.find(({what}) => what === 'mapping')
  const back = capacity ? wayBack(capacity.former) : null
  if (!capacity || !change || !back || minute.atMs > change.atMs + newestMs || (minute.writeRatio ?? 1) >= moreWritten) return null
  if (!leavesMore(minute, change.atMs) && !carriesLess(minute, change.atMs)) return null
  return {
    kind: 'present',
    confidence: beginning,
    summary: `Throughput is lower since the mapping was updated at ${iso(change.atMs).slice(0, 16)}Z, and the write rate has not risen.`,
    because: [
      `${change.words} at ${iso(change.atMs)}${onsetMs === null ? '' : `, ${timeBefore(change.atMs, Math.max(onsetMs, change.atMs))}`}${byWhom(change)}.`,
      ...formerWords(capacity.former, mapping),
      ...beginningLines(minute),
    ],
    against: ['Polling pauses after an update: a part of the wait may come from that.'],
    settledBy: twoMoreMinutes,
    fixes: [back],
  }
}
