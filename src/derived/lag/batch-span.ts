import {mappingDefaults} from '../../aws-facts/mapping-defaults.ts'
import type {StuckLine} from '../../model/derived/lag.ts'
import {type Writes, writesOf} from '../load/writes.ts'
import type {Surroundings} from './not-delivered.ts'

type Around = Pick<Surroundings, 'mapping' | 'stream' | 'tableMetrics'>

/** Without a batching window a batch is the content of one read of the stream, and that is so many records (GetRecords, "Limit"). */
const recordsPerRead = 1000
/** A batch that ends so shortly before the mapping was changed took all that waited. */
const allWaitingMs = 2 * 60_000

/**
 * Rule 5. How much older than the last record of a full batch its first one is, in seconds: as long as a lane takes to get so many. IteratorAge is
 * that of the last one, and the first one is lost first. 0 where that is not known.
 */
export function batchSpanSeconds(atMs: number, {mapping, stream}: Pick<Around, 'mapping' | 'stream'>, {at, now}: Writes): number {
  if (!mapping?.batchSize) return 0
  const most = mapping.maximumBatchingWindowSeconds ? mapping.batchSize : Math.min(mapping.batchSize, recordsPerRead)
  const lanes =
    (stream?.shards.filter(({open}) => open).length ?? 0) * (mapping.parallelizationFactor ?? mappingDefaults.parallelizationFactor)
  const perMinute = at(atMs) ?? now ?? 0
  return perMinute > 0 ? (60 * most * lanes) / perMinute : 0
}

interface Blocked {
  around: Around
  nowMs: number
  /** The stuck line before the mapping was changed for the last time. */
  stuckBefore: StuckLine | null
}

/**
 * When the first record of a blocked batch was written. A lane that was current took the records that were there, which span little. When the mapping
 * was changed since, the batch was put together again behind the checkpoint: it begins where the line before the change was; where
 * that is no longer seen, and more waited than a batch takes, it is a full one.
 */
export function firstRecordMs({around, nowMs, stuckBefore}: Blocked, {positionMs}: StuckLine): number {
  const changedMs = around.mapping?.lastModifiedMs ?? 0
  if (changedMs <= positionMs) return positionMs
  if (stuckBefore) return Math.min(positionMs, stuckBefore.positionMs)
  if (positionMs >= changedMs - allWaitingMs) return positionMs
  return positionMs - 1000 * batchSpanSeconds(positionMs, around, writesOf(around.tableMetrics, nowMs))
}
