import {regionFlag} from '../advice/region-flag.ts'
import {readersPerShard} from '../aws-facts/limits.ts'
import type {Thresholds} from '../aws-facts/thresholds.ts'
import {defineCause, type Present, ruledOut, ruledOutBecause} from '../model/cause.ts'
import type {Fix} from '../model/check.ts'
import {maybe} from '../model/derived/derived.ts'
import type {Lag} from '../model/derived/lag.ts'
import type {Load} from '../model/derived/load.ts'
import type {NewestMinute} from '../model/derived/newest-minute.ts'
import {takesPlace} from '../model/derived/polling.ts'
import type {Readers} from '../model/derived/readers.ts'
import type {Mapping} from '../model/evidence/evidence.ts'
import {between, total} from '../model/evidence/series.ts'
import {minuteMs} from '../text/minutes.ts'
import {shellWord} from '../text/shell.ts'
import {beginning, beginningLines, mayBegin, twoMoreMinutes} from './parts/begins.ts'
import {known, when} from './parts/lines.ts'
import {text} from './texts/reader-contention.ts'

const windowMs = 15 * minuteMs
const limit = readersPerShard.regional
/** Where reads are refused, so many late minutes are enough; without refusals more are needed, and current ones between them. */
const lateMinutes = 2
const lateMinutesUnseen = 5
const currentMinutes = 2
/** Where a crowd is seen, reads that are refused in so many minutes and records that begin to wait are enough. */
const minutesOfCrowd = 2
/** Above this share of the lanes' time records may wait for the function itself. */
const idleUse = 0.5
/** Records that were read beyond the usual, in minutes of writes: another reader. */
const readerMore = 0.5
const moreWritten = 1.3
/** The function does its work as before. */
const sameWork = 1.5

/** Of the newest published minutes with an age: in how many records were late by more than the configuration makes, and in how many they were not. */
function minutesOf({series, floorSeconds}: Lag, nowMs: number): {late: number; current: number} {
  const ages = series.flatMap(({atMs, max}) => (atMs >= nowMs - windowMs && max !== null ? [max] : []))
  const late = ages.filter(age => age > floorSeconds).length
  return {late, current: ages.length - late}
}

/** The function has time and does not fail: records wait for something before it. */
function hasTime({now, workRatio, hotWriteMinutes}: Load): boolean {
  return (
    now?.laneUse != null &&
    now.laneUse < idleUse &&
    now.failingMinutes === 0 &&
    now.throttleShare === 0 &&
    (workRatio ?? 1) < sameWork &&
    (hotWriteMinutes ?? 0) === 0
  )
}

/**
 * Ages that go up and down by more than the configuration makes while the function has time. One shard that its function cannot follow
 * stays late, and a batch that is sent again stands on a line.
 */
const comesAndGoes = (lag: Lag, load: Load, nowMs: number): boolean => {
  const {late, current} = minutesOf(lag, nowMs)
  return lag.stuck === null && hasTime(load) && late >= lateMinutesUnseen && current >= currentMinutes
}

interface Seen {
  refused: number
  late: number
  /** More than two readers: at all, and by name. */
  crowd: boolean
  listed: boolean
  waves: boolean
}

/** Reads are refused, and records late or readers many; or the ages alone show it beside more than two readers. */
function isContended({refused, late, crowd, listed, waves}: Seen, {refusedReadMinutes}: Pick<Thresholds, 'refusedReadMinutes'>): boolean {
  const lasts = refused >= refusedReadMinutes && (late >= lateMinutes || listed)
  const begins = refused >= minutesOfCrowd && crowd && late > 0
  return lasts || begins || (crowd && waves)
}

/** The readers by name, and those that follow from the metrics alone. */
function readerLines({mappings, pipes, timesRead, pollers, least}: Readers): string[] {
  const {because} = text
  const unlisted = least - (mappings?.length ?? 0) - (pipes?.length ?? 0)
  const candidates = pipes === null ? because.adaptersAndPipes : because.adapters
  return [
    ...known(mappings?.length ? mappings : null, list => (list.length === 1 ? because.mapping(list[0] ?? '') : because.mappings(list))),
    ...known(pipes?.length ? pipes : null, list => (list.length === 1 ? because.pipe(list[0] ?? '') : because.pipes(list))),
    ...known(timesRead, because.timesRead),
    ...known(least > limit ? pollers : null, because.pollers),
    ...when(unlisted > 0 && mappings !== null, because.unlisted(unlisted, unlisted === 1 ? 'is' : 'are', candidates)),
    because.limit,
  ]
}

/** The age as it was measured: that of the lag is extrapolated to now, and ages that come and go do not go on like that. */
const ageLines = ({series}: Lag): string[] => known(series.findLast(({max}) => max !== null)?.max, text.because.age)

/** Where no read is refused, a crowd is seen. */
const summaryOf = ({refused, late}: Seen, {least}: Readers): string =>
  refused > 0 ? text.summary.throttled(refused) : text.summary.late(least, late)

/** One command for each reader that is known: the newest mapping first, because its start began it. */
function fixesOf(mapping: Mapping | undefined, siblings: readonly Mapping[] | undefined, {pipes, least}: Readers): Fix[] {
  const at = regionFlag(mapping?.functionArn ?? '')
  const others = (siblings ?? [])
    .filter(other => other.eventSourceArn === mapping?.eventSourceArn && takesPlace(other))
    .sort((a, b) => (b.lastModifiedMs ?? 0) - (a.lastModifiedMs ?? 0))
  const known: Fix[] = [
    ...others.map(({functionName, uuid}) => ({
      summary: text.fix.stopMapping(functionName),
      command: `aws lambda update-event-source-mapping${at} --uuid ${shellWord(uuid)} --no-enabled`,
      settings: [{name: `Enabled of ${functionName}`, before: true, after: false}],
    })),
    ...(pipes ?? []).map(name => ({
      summary: text.fix.stopPipe(name),
      command: `aws pipes stop-pipe${at} --name ${shellWord(name)}`,
    })),
  ]
  const [first, ...rest] = known
  const unlisted = {doubt: text.fix.unlistedDoubt}
  if (first === undefined)
    return [
      {
        summary: text.fix.fanOut,
        command: `aws lambda list-event-source-mappings${at}${mapping ? ` --event-source-arn ${shellWord(mapping.eventSourceArn)}` : ''}`,
        ...unlisted,
      },
    ]
  const more = least - limit
  const doubt = more > known.length ? unlisted : more > 1 ? {doubt: text.fix.severalDoubt(more)} : {}
  return [{...first, ...doubt}, ...rest]
}

/** Records begin to wait although the function has time, while more readers than usual read the stream. */
const joins = ({waits, load, readBeyond, writeRatio}: NewestMinute): boolean =>
  waits &&
  load.errorShare === 0 &&
  load.throttleShare === 0 &&
  load.laneUse !== null &&
  load.laneUse <= idleUse &&
  (writeRatio ?? 1) < moreWritten &&
  (readBeyond ?? 0) >= readerMore

/** The signs in one minute, before reads are known to be refused. */
const begins = (minute: NewestMinute, readers: Readers, fixes: Fix[]): Present => ({
  kind: 'present',
  confidence: beginning,
  summary: text.summary.begins,
  because: [...beginningLines(minute), ...readerLines(readers)],
  against: [text.against.notYet],
  settledBy: twoMoreMinutes,
  fixes,
})

export const readerContention = defineCause({
  id: 'reader-contention',
  text,
  harmful: true,
  needs: ['lag', 'load', 'readers', 'tableMetrics', 'newestMinute'],
  wants: ['mapping', 'siblings'],
  onDemand: ['pipes'],
  weigh: ({lag, load, readers, tableMetrics, newestMinute}, wanted, {nowMs, thresholds}) => {
    const refused = load.refusedReadMinutes ?? 0
    const fixes = fixesOf(maybe(wanted.mapping), maybe(wanted.siblings), readers)
    const seen = {
      refused,
      late: minutesOf(lag, nowMs).late,
      crowd: readers.least > limit,
      listed: (readers.mappings?.length ?? 0) + (readers.pipes?.length ?? 0) > limit,
      waves: comesAndGoes(lag, load, nowMs),
    }
    if (!isContended(seen, thresholds)) {
      if (newestMinute && mayBegin(lag) && joins(newestMinute)) return begins(newestMinute, readers, fixes)
      // Without the records that were read, only the list of the pipes can show a third reader.
      if (seen.waves && readers.timesRead === null && readers.pipes === null) return {kind: 'open'}
      return refused === 0 && !seen.crowd ? ruledOutBecause(text.ruledOut) : ruledOut
    }
    const throttled = total(between(tableMetrics['GetRecords.ThrottledRequests.Sum'], nowMs - windowMs, nowMs))
    return {
      kind: 'present',
      confidence: refused > 0 ? (seen.crowd ? 0.96 : 0.9) : seen.listed ? 0.93 : 0.85,
      summary: summaryOf(seen, readers),
      because: [
        ...when(throttled > 0, text.because.throttled(throttled)),
        ...readerLines(readers),
        ...known(refused === 0 ? load.now?.laneUse : null, text.because.idle),
        ...ageLines(lag),
      ],
      against: [...when(!seen.crowd, text.against.unknownReaders), ...when(refused === 0, text.against.noThrottle)],
      settledBy: null,
      fixes,
    }
  },
})
