import type {NewestMinute} from '../../model/derived/newest-minute.ts'
import type {Mapping} from '../../model/evidence/evidence.ts'
import {hasProblem} from '../../signs/last-attempt.ts'

/** So much of a minute's work was not done … */
const standing = 0.25
/** … although the shards had time, and as much was written as usual. */
const idleUse = 0.5
const stillWritten = 0.7
/** Of the time that the oldest record waited, so much of the work of all shards is missing: not that of one alone. */
const ofAll = 0.7
/** Reads of more readers than before, in minutes of writes. */
const readerMore = 0.5

interface Around {
  mapping: Mapping
  refusedReadMinutes: number
}

/** Whether records may wait for reasons before the function: a pause of polling, or other readers. */
const waitsForReads = ({afterPause, readBeyond}: NewestMinute, {refusedReadMinutes}: Around): boolean =>
  afterPause || refusedReadMinutes > 0 || (readBeyond ?? 0) > readerMore

/** As much is written as usual. Where CloudWatch does not show that yet, AWS's own word on the newest batch tells that it has work, and no success. */
const hasWork = ({writeRatio}: NewestMinute, {mapping}: Around): boolean =>
  writeRatio === null ? hasProblem(mapping) : writeRatio >= stillWritten

/**
 * Whether shards are newly blocked in the newest minute without an error: records wait, the function has time, and less was read
 * than written. `all`: the missing work is that of all shards. Null where nothing stands still, or polling may pause for another reason.
 */
export function standsStill(minute: NewestMinute, around: Around): 'all' | 'some' | null {
  const {waits, load, ageSeconds, invocationRatio, leftShare, unpublished} = minute
  if (!waits || load.errorShare > 0 || load.throttleShare > 0 || load.laneUse === null || load.laneUse >= idleUse) return null
  if (!hasWork(minute, around) || waitsForReads(minute, around)) return null
  // A shard that stands still does so in the minute after as well, which the log has sooner.
  const missing = Math.max(
    leftShare ?? 0,
    1 - (invocationRatio ?? 1),
    hasProblem(around.mapping) ? 1 - (unpublished?.invocationRatio ?? 1) : 0,
  )
  if (missing < standing) return null
  return missing >= ofAll * Math.min(1, ageSeconds / 60) ? 'all' : 'some'
}
