import {defineCause, ruledOut} from '../model/cause.ts'
import {maybe} from '../model/derived.ts'
import type {Mapping, TableMetrics} from '../model/evidence.ts'
import type {Lag} from '../model/lag.ts'
import {regionFlag} from '../model/region-flag.ts'
import {between, total} from '../model/series.ts'
import {shellWord} from '../model/shell.ts'
import {count, duration, number} from '../model/units.ts'

const windowMs = 15 * 60_000
/** Processes that may read a shard at the same time (DynamoDB quotas page). */
const readersPerShard = 2
/** Records are late by more than the configuration makes in at least so many of these minutes. */
const lateMinutes = 2
/** From here on more than two readers are at work, whatever the delays of the metrics: they get each record once. */
const crowdTimes = readersPerShard + 0.3
/** Where a crowd is seen, reads that are refused in so many minutes and records that begin to wait are enough. */
const minutesOfCrowd = 2

/** Mappings that read the same stream, this one among them. */
const readersOf = (mapping: Mapping | undefined, siblings: readonly Mapping[] | undefined): number | null =>
  mapping && siblings
    ? 1 + siblings.filter(other => other.eventSourceArn === mapping.eventSourceArn && !other.state.startsWith('Disabl')).length
    : null

/** How often each record is handed out since reads are refused, without the minute in which that began; each write makes one record at most. */
function timesRead(metrics: TableMetrics, nowMs: number): number | null {
  const lately = (name: keyof TableMetrics) => between(metrics[name], nowMs - windowMs, nowMs)
  const first = lately('GetRecords.ThrottledRequests.Sum').find(p => p.value > 0)
  const read = lately('ReturnedRecordsCount.Sum').filter(({atMs}) => first === undefined || atMs > first.atMs)
  const minutes = new Set(read.map(({atMs}) => atMs))
  const written = (['ConsumedWriteCapacityUnits.Sum', 'TimeToLiveDeletedItemCount.Sum'] as const).flatMap(name =>
    lately(name).filter(({atMs}) => minutes.has(atMs)),
  )
  return total(written) > 0 ? total(read) / total(written) : null
}

/** In how many of the newest minutes records were late. */
const minutesLate = ({series, floorSeconds}: Lag, nowMs: number): number =>
  series.filter(({atMs, max}) => atMs >= nowMs - windowMs && (max ?? 0) > floorSeconds).length

export const readerContention = defineCause({
  id: 'reader-contention',
  title: 'Too many read the same stream',
  harm: 'reads are refused in turn, and records wait although the function has time',
  harmful: true,
  needs: ['lag', 'load', 'tableMetrics'],
  wants: ['mapping', 'siblings'],
  weigh: ({lag, load, tableMetrics}, wanted, {nowMs, thresholds}) => {
    const refused = load.refusedReadMinutes ?? 0
    const mapping = maybe(wanted.mapping)
    const readers = readersOf(mapping, maybe(wanted.siblings))
    const late = minutesLate(lag, nowMs)
    const times = timesRead(tableMetrics, nowMs)
    const crowd = (readers ?? 0) > readersPerShard || (times ?? 0) >= crowdTimes
    const lasts = refused >= thresholds.refusedReadMinutes && (late >= lateMinutes || (readers ?? 0) > readersPerShard)
    const begins = refused >= minutesOfCrowd && crowd && late > 0
    if (!lasts && !begins) return ruledOut
    return {
      is: 'present',
      confidence: crowd ? 0.96 : 0.9,
      summary: `Reads of the stream are refused in ${refused} of the last 15 minutes: more than two readers want it.`,
      because: [
        `GetRecords was throttled ${number(total(between(tableMetrics['GetRecords.ThrottledRequests.Sum'], nowMs - windowMs, nowMs)))} times.`,
        ...(readers === null
          ? []
          : [
              `${count(readers, 'mapping')} of Lambda read the stream; DynamoDB allows ${readersPerShard} readers for a shard.${readers <= readersPerShard ? ' At least one more is not a mapping of Lambda.' : ''}`,
            ]),
        ...(times === null ? [] : [`Each record was handed out ${number(times)} times.`]),
        ...(lag.ageSeconds === null ? [] : [`Records are ${duration(lag.ageSeconds)} old when they are handed over.`]),
      ],
      against: crowd ? [] : ['The other readers are not seen: Pipes, Kinesis adapters and replicas of a global table are in no list.'],
      settledBy: null,
      treatments: [
        {
          summary:
            'Let two read the stream at most: fan out behind one of them (EventBridge, SNS, SQS), or move a reader to Kinesis Data Streams for DynamoDB.',
          command: `aws lambda list-event-source-mappings${regionFlag(mapping?.functionArn ?? '')}${mapping ? ` --event-source-arn ${shellWord(mapping.eventSourceArn)}` : ''}`,
        },
      ],
    }
  },
})
