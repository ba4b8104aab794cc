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
import {shellWord} from '../text/shell.ts'
import {count, duration, number, percent} from '../text/units.ts'
import {beginning, beginningLines, mayBegin, twoMoreMinutes} from './parts/begins.ts'

const minuteMs = 60_000
const windowMs = 15 * minuteMs
const limit = readersPerShard.regional
/** Where reads are refused, so many late minutes are enough; without refusals more are needed, and current ones between them. */
const lateMinutes = 2
const lateMinutesUnseen = 5
const currentMinutes = 2
/** Where a crowd is seen, reads that are refused in so many minutes and records that begin to wait are enough. */
const minutesOfCrowd = 2
/** Above this share of the lanes' time the function itself may be what records wait for. */
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

/** The function has time and does not fail: what records wait for is before it. */
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
  const listed = (mappings?.length ?? 0) + (pipes?.length ?? 0)
  return [
    ...(mappings === null
      ? []
      : [`${count(mappings.length, 'mapping')} of Lambda ${mappings.length === 1 ? 'reads' : 'read'} the stream: ${mappings.join(', ')}.`]),
    ...(pipes === null || pipes.length === 0
      ? []
      : [`${count(pipes.length, 'pipe')} of EventBridge ${pipes.length === 1 ? 'reads' : 'read'} it: ${pipes.join(', ')}.`]),
    ...(timesRead === null ? [] : [`GetRecords returned each record ${number(timesRead)} times.`]),
    ...(pollers === null || least <= limit ? [] : [`GetRecords is called as often as ${number(pollers)} pollers of Lambda call it.`]),
    ...(least > listed && mappings !== null
      ? [
          `At least ${count(least - listed, 'more reader')} ${least - listed === 1 ? 'is' : 'are'} in no AWS list: a ${pipes === null ? 'pipe of EventBridge, a ' : ''}Kinesis adapter (KCL) or a zero-ETL integration.`,
        ]
      : []),
    `DynamoDB supports ${count(limit, 'reader')} per shard.`,
  ]
}

/** The age as it was measured: that of the lag is extrapolated to now, and ages that come and go do not go on like that. */
function ageLines({series}: Lag): string[] {
  const newest = series.findLast(({max}) => max !== null)?.max ?? null
  return newest === null ? [] : [`Records are up to ${duration(newest)} old when they are delivered, in the newest published minute.`]
}

const summaryOf = ({refused, late}: Seen, {least}: Readers): string =>
  refused > 0
    ? `Reads of the stream are throttled in ${refused} of the last 15 minutes: more than two readers compete for its shards.`
    : `${least > limit ? `At least ${count(least, 'reader')}` : 'More than two readers'} compete for the shards of the stream: records are late in ${late} of the last 15 minutes.`

/** One command for each reader that is known: the newest mapping first, because its start began it. */
function fixesOf(mapping: Mapping | undefined, siblings: readonly Mapping[] | undefined, {pipes, least}: Readers): Fix[] {
  const at = regionFlag(mapping?.functionArn ?? '')
  const others = (siblings ?? [])
    .filter(other => other.eventSourceArn === mapping?.eventSourceArn && takesPlace(other))
    .sort((a, b) => (b.lastModifiedMs ?? 0) - (a.lastModifiedMs ?? 0))
  const keep = `Keep at most ${count(limit, 'reader')} per shard: choose which one to stop.`
  const known: Fix[] = [
    ...others.map(({functionName, uuid}) => ({
      summary: `${keep} This stops ${functionName}: its records wait in the stream for 24 hours. Connect it behind another reader (EventBridge, SNS, SQS), or from Kinesis Data Streams for DynamoDB.`,
      command: `aws lambda update-event-source-mapping${at} --uuid ${shellWord(uuid)} --no-enabled`,
    })),
    ...(pipes ?? []).map(name => ({
      summary: `${keep} This stops the pipe ${name}: it resumes from its position when it is started within 24 hours.`,
      command: `aws pipes stop-pipe${at} --name ${shellWord(name)}`,
    })),
  ]
  const [first, ...rest] = known
  const unlisted = {
    doubt: 'No AWS API lists other readers, such as Kinesis adapters (KCL) and zero-ETL integrations: stop those where they run.',
  }
  if (first === undefined)
    return [
      {
        summary: `${keep} Fan out from one of them (EventBridge, SNS, SQS), or move a reader to Kinesis Data Streams for DynamoDB.`,
        command: `aws lambda list-event-source-mappings${at}${mapping ? ` --event-source-arn ${shellWord(mapping.eventSourceArn)}` : ''}`,
        ...unlisted,
      },
    ]
  const more = least - limit
  const doubt =
    more > known.length ? unlisted : more > 1 ? {doubt: `${count(more, 'reader')} are too many: stopping one is not enough.`} : {}
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

/** What one minute shows, before reads are known to be refused. */
const begins = (minute: NewestMinute, readers: Readers, fixes: Fix[]): Present => ({
  kind: 'present',
  confidence: beginning,
  summary: 'GetRecords returns each record more often than usual, and records have begun to wait although the function is idle.',
  because: [...beginningLines(minute), ...readerLines(readers)],
  against: ['CloudWatch does not show yet whether reads are throttled.'],
  settledBy: twoMoreMinutes,
  fixes,
})

export const readerContention = defineCause({
  id: 'reader-contention',
  title: 'Too many readers on this stream',
  harm: 'GetRecords is throttled, and records wait although the function is idle',
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
      return refused === 0 && !seen.crowd ? ruledOutBecause('No throttled read and no third reader is seen.') : ruledOut
    }
    const throttled = total(between(tableMetrics['GetRecords.ThrottledRequests.Sum'], nowMs - windowMs, nowMs))
    return {
      kind: 'present',
      confidence: refused > 0 ? (seen.crowd ? 0.96 : 0.9) : seen.listed ? 0.93 : 0.85,
      summary: summaryOf(seen, readers),
      because: [
        ...(throttled > 0 ? [`GetRecords was throttled ${number(throttled)} times.`] : []),
        ...readerLines(readers),
        ...(refused === 0 && load.now?.laneUse != null
          ? [`The function uses ${percent(load.now.laneUse)} of the time of its concurrent batches, and none fails.`]
          : []),
        ...ageLines(lag),
      ],
      against: [
        ...(seen.crowd ? [] : ['The other readers are not known: no AWS API lists Kinesis adapters and zero-ETL integrations.']),
        ...(refused > 0 ? [] : ['CloudWatch shows no throttled GetRecords call; AWS does not publish them in every case.']),
      ],
      settledBy: null,
      fixes,
    }
  },
})
