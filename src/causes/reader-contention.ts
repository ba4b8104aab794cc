import {defineCause, ruledOut} from '../model/cause.ts'
import {maybe} from '../model/derived.ts'
import type {Mapping, TableMetrics} from '../model/evidence.ts'
import type {Lag} from '../model/lag.ts'
import {regionFlag} from '../model/region-flag.ts'
import {between, total} from '../model/series.ts'
import {shellWord} from '../model/shell.ts'
import {thresholds} from '../model/thresholds.ts'
import {count, duration, number} from '../model/units.ts'

const windowMs = 15 * 60_000
/** Processes that may read a shard at the same time (DynamoDB quotas page). */
const readersPerShard = 2
/** Records are late by more than the configuration makes in at least so many of these minutes. */
const lateMinutes = 2

/** Mappings that read the same stream, this one among them. */
const readersOf = (mapping: Mapping | undefined, siblings: readonly Mapping[] | undefined): number | null =>
  mapping && siblings
    ? 1 + siblings.filter(other => other.eventSourceArn === mapping.eventSourceArn && !other.state.startsWith('Disabl')).length
    : null

/** How often each record is handed out; each write makes one record at most. */
function timesRead(metrics: TableMetrics, nowMs: number): number | null {
  const since = (name: keyof TableMetrics) => total(between(metrics[name], nowMs - windowMs, nowMs))
  const written = since('ConsumedWriteCapacityUnits.Sum') + since('TimeToLiveDeletedItemCount.Sum')
  return written > 0 ? since('ReturnedRecordsCount.Sum') / written : null
}

const isLate = ({series, floorSeconds}: Lag, nowMs: number): boolean =>
  series.filter(({atMs, max}) => atMs >= nowMs - windowMs && (max ?? 0) > floorSeconds).length >= lateMinutes

export const readerContention = defineCause({
  id: 'reader-contention',
  title: 'Too many read the same stream',
  harm: 'reads are refused in turn, and records wait although the function has time',
  harmful: true,
  needs: ['lag', 'load', 'tableMetrics'],
  wants: ['mapping', 'siblings'],
  weigh: ({lag, load, tableMetrics}, wanted, {nowMs}) => {
    const refused = load.refusedReadMinutes ?? 0
    const mapping = maybe(wanted.mapping)
    const readers = readersOf(mapping, maybe(wanted.siblings))
    if (refused < thresholds.refusedReadMinutes || (!isLate(lag, nowMs) && (readers ?? 0) <= readersPerShard)) return ruledOut
    const times = timesRead(tableMetrics, nowMs)
    const crowd = (readers ?? 0) > readersPerShard || (times ?? 0) >= readersPerShard + 0.3
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
