import {mappingDefaults} from '../../aws-facts/mapping-defaults.ts'
import type {Weighed} from '../../model/cause.ts'
import type {Fix} from '../../model/check.ts'
import {type CapacityChange, type Change, type Changes, timeBefore} from '../../model/derived/changes.ts'
import type {LoadWindow} from '../../model/derived/load.ts'
import type {NewestMinute} from '../../model/derived/newest-minute.ts'
import type {Mapping} from '../../model/evidence/evidence.ts'
import {ratio} from '../../model/evidence/ratio.ts'
import {minuteMs} from '../../text/minutes.ts'
import {iso, isoMinute, multiple, number, percent} from '../../text/units.ts'
import {beginning, beginningLines, carriesLess, fullUse, twoMoreMinutes} from './begins.ts'
import {fullLines} from './full-lines.ts'
import {known} from './lines.ts'

const text = {
  summary: (updatedMs: number) =>
    `Throughput is lower since the mapping was updated at ${isoMinute(updatedMs)}, and the write rate has not risen.`,
  because: {
    /** "The event source mapping was updated at …, 2 min before it began, by ddbstream (operation …)." */
    changed: (words: string, atMs: number, details: readonly string[]) => `${[`${words} at ${iso(atMs)}`, ...details].join(', ')}.`,
    byOperation: (operation: string) => `by ddbstream (operation ${operation})`,
    factor: (now: number, former: number, source: string) => `ParallelizationFactor is ${now}, and was ${former}: ${source}.`,
    batchSize: (now: number | 'lower', former: number, source: string) => `BatchSize is ${now}, and was about ${former}: ${source}.`,
    writes: (ratio: number) => `Writes are at ${multiple(ratio)} the rate before the change.`,
    writesAsUsual: (ratio: number) => `Writes are at ${multiple(ratio)} the usual rate.`,
    needs: (share: number) => `With the present settings the load from before the change needs ${percent(share)} of the shards' time.`,
    busy: (use: number) => `The shards are busy for ${percent(Math.min(1, use))} of the time.`,
    takes: (nowMs: number, beforeMs: number) =>
      `An invocation takes ${number(nowMs)} ms on average since the change, and took ${number(beforeMs)} ms.`,
    asFast: (nowMs: number, beforeMs: number) =>
      `An invocation takes ${number(nowMs)} ms on average, and took ${number(beforeMs)} ms: the function is not slower.`,
  },
  against: {
    unknownSettings: 'The changed settings are not known: AWS dates an update and keeps no previous values.',
    pause: 'Polling pauses after an update: part of the delay may come from that.',
  },
  settledBy: 'The UpdateEventSourceMapping event in CloudTrail: it contains the values that were set.',
  fix: (former: readonly string[], sources: readonly string[]) =>
    `Restore the previous values of the mapping: ${former.join(', ')} (${sources.join('; ')}).`,
}

const few = 0.05
/** The age may grow by so much (seconds per second) before the change: records waited, and no more came than went. */
const steady = 0.05
/** Since the change it grows by this much more. */
const more = 0.1
/** More is written than before by this much: then that is the cause. */
const moreWritten = 1.2
/** A function that takes this much longer, per invocation and per record, is another cause. */
const slower = 1.4

/** One whole minute after the change: this share of its writes was not read. */
const left = 0.25
const newestMs = 5 * 60_000

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

const formerLines = ({BatchSize, ParallelizationFactor}: Former, mapping: Mapping | undefined): string[] => [
  ...known(ParallelizationFactor, ({value, source}) =>
    text.because.factor(mapping?.parallelizationFactor ?? mappingDefaults.parallelizationFactor, value, source),
  ),
  ...known(BatchSize, ({value, source}) => text.because.batchSize(mapping?.batchSize ?? 'lower', value, source)),
]

function wayBack({BatchSize, ParallelizationFactor}: Former): Fix | null {
  if (BatchSize === null && ParallelizationFactor === null) return null
  const former = Object.entries({ParallelizationFactor, BatchSize}).flatMap(([name, setting]) =>
    known(setting, ({value}) => `${name} ${value}`),
  )
  const sources = new Set([ParallelizationFactor, BatchSize].flatMap(one => one?.source ?? []))
  return {
    summary: text.fix(former, [...sources]),
    change: {
      ...(ParallelizationFactor === null ? {} : {ParallelizationFactor: ParallelizationFactor.value}),
      ...(BatchSize === null ? {} : {BatchSize: BatchSize.value}),
    },
    carries: {like: 'before'},
  }
}

/** The update, how long before the symptom it came, and whether ddbstream made it. */
const changeLine = ({words, atMs, operation}: Change, onsetMs: number | null): string =>
  text.because.changed(words, atMs, [
    ...known(onsetMs, ms => timeBefore(atMs, Math.max(ms, atMs))),
    ...known(operation, text.because.byOperation),
  ])

/** The capacity fell when the mapping was changed: the same writes, the same function, and an age that grows since. Null where it did not. */
export function loweredCapacity({capacity, list, onsetMs}: Changes, mapping: Mapping | undefined, advised: Fix | null): Weighed | null {
  const change = list.find(({what}) => what === 'mapping')
  if (!capacity || !change || !isLowered(capacity)) return null
  const {before, after, former} = capacity
  const isKnown = former.BatchSize !== null || former.ParallelizationFactor !== null
  const first = wayBack(former) ?? advised
  const afterMs = after?.durationAverageMs ?? null
  return {
    kind: 'present',
    confidence: isKnown ? 0.93 : 0.8,
    summary: text.summary(change.atMs),
    because: [
      changeLine(change, onsetMs),
      ...formerLines(former, mapping),
      ...known(ratio(after?.writesPerMinute, before?.writesPerMinute), text.because.writes),
      ...fullLines(after),
      ...known(after?.laneUse, text.because.busy),
      ...(afterMs === null ? [] : known(before?.durationAverageMs, beforeMs => text.because.asFast(afterMs, beforeMs))),
    ],
    against: isKnown ? [] : [text.against.unknownSettings],
    settledBy: isKnown ? null : text.settledBy,
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

/** The usual load needs so much more time than the concurrent batches have, and something for chance. */
const tooMuch = 1.1

/**
 * How much of the time of all concurrent batches the load from before the change needs with the settings of now, were all batches full: the
 * invocations that carry its records, each as long as one takes since. Null where that is not known. A lowered batch size makes
 * invocations shorter, so that their length since the change has to be known; a lowered factor does not.
 */
function neededUse(
  {before, durationSinceMs, former}: CapacityChange,
  mapping: Mapping | undefined,
  writeRatio: number | null,
): number | null {
  const full = before === null || mapping === undefined ? null : fillOf(before, mapping)
  if (before?.laneUse == null || full === null) return null
  if (former.BatchSize === null) return before.laneUse * Math.min(1, full) * Math.min(1, writeRatio ?? 1)
  const longer = ratio(durationSinceMs, before.durationAverageMs)
  return longer === null ? null : before.laneUse * full * longer * Math.min(1, writeRatio ?? 1)
}

/**
 * Records per invocation ÷ the present batch size. GetRecords counts the records of all readers, and each record is one write at most. Null where a
 * filter keeps records back of which nothing is counted.
 */
function fillOf({batchFill, recordsPerInvocation, writesPerMinute, invocationsPerMinute}: LoadWindow, mapping: Mapping): number | null {
  if (batchFill === null || (mapping.filterPatterns?.length !== 0 && !mapping.metrics.includes('EventCount'))) return null
  const written = ratio(ratio(writesPerMinute, invocationsPerMinute), recordsPerInvocation) ?? 1
  return batchFill * Math.min(1, written)
}

/** A minute of the log after the pause of the update shows that the load needs less than it seems. */
const hasTimeLeft = ({unpublished}: NewestMinute, changedMs: number): boolean =>
  unpublished !== null && unpublished.atMs >= changedMs + minuteMs && (unpublished.laneUse ?? 1) < fullUse

const neededLines = (needed: number, {before, durationSinceMs}: CapacityChange, {writeRatio}: NewestMinute): string[] => [
  text.because.needs(needed),
  ...known(durationSinceMs, nowMs => text.because.takes(nowMs, before?.durationAverageMs ?? nowMs)),
  ...known(writeRatio, text.because.writesAsUsual),
]

/** The log shows how long an invocation takes since the batches became smaller, minutes before CloudWatch. */
export const needsDuration = ({capacity, list}: Changes, {atMs}: NewestMinute): boolean =>
  capacity?.former.BatchSize != null && capacity.durationSinceMs === null && atMs < (list.find(({what}) => what === 'mapping')?.atMs ?? 0)

/**
 * The first whole minute since the change: a setting that is known to have been higher, full batches or busy shards, and records that are
 * not read. An update that changes nothing of it makes a pause as well, after which more is read than written.
 */
export function loweredNow({capacity, list, onsetMs}: Changes, mapping: Mapping | undefined, minute: NewestMinute): Weighed | null {
  const change = list.find(({what}) => what === 'mapping')
  const back = capacity ? wayBack(capacity.former) : null
  if (!capacity || !change || !back || minute.atMs > change.atMs + newestMs || (minute.writeRatio ?? 1) >= moreWritten) return null
  const needed = minute.atMs < change.atMs && !hasTimeLeft(minute, change.atMs) ? neededUse(capacity, mapping, minute.writeRatio) : null
  const fails = minute.load.errorShare > few || minute.load.throttleShare > few
  const excess = needed !== null && needed >= tooMuch && !fails ? needed : null
  if (excess === null && !leavesMore(minute, change.atMs) && !carriesLess(minute, change.atMs)) return null
  return {
    kind: 'present',
    confidence: beginning,
    summary: text.summary(change.atMs),
    because: [
      changeLine(change, onsetMs),
      ...formerLines(capacity.former, mapping),
      ...(excess !== null ? neededLines(excess, capacity, minute) : beginningLines(minute)),
    ],
    against: [text.against.pause],
    settledBy: twoMoreMinutes,
    fixes: [back],
  }
}
