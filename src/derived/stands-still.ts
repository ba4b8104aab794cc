import type {Mapping, Stream} from '../model/evidence.ts'
import type {NewestMinute} from '../model/newest-minute.ts'
import {bornMs} from '../model/shard-age.ts'

/** So much of a minute's work was not done … */
const standing = 0.25
/** … although the shards had time, and as much was written as usual. */
const idleUse = 0.5
const stillWritten = 0.7
/** Of the time that the oldest record waited, so much of the work of all shards is missing: not that of one alone. */
const ofAll = 0.7
/** Polling pauses after an update and when a shard is continued by another: for so long nothing is told from a wait. */
const pauseMs = 6 * 60_000
/** Reads of more readers than before, in minutes of writes. */
const readerMore = 0.5

interface Around {
  mapping: Mapping
  stream: Stream | undefined
  refusedReadMinutes: number
}

/** Whether polling may have paused for reasons of its own. */
function mayPause({atMs, readBeyond}: NewestMinute, {mapping, stream, refusedReadMinutes}: Around): boolean {
  const isNear = (ms: number | null) => ms !== null && ms > atMs - pauseMs
  const born = (stream?.shards ?? []).some(({shardId, parentShardId}) => parentShardId !== null && isNear(bornMs(shardId)))
  return isNear(mapping.lastModifiedMs) || born || refusedReadMinutes > 0 || (readBeyond ?? 0) > readerMore
}

/**
 * Whether shards have begun to stand still in the newest minute without an error: records wait, the function has time, and less was read
 * than written. `all`: the missing work is that of all shards. Null where nothing stands still, or polling may pause for another reason.
 */
export function standsStill(minute: NewestMinute, around: Around): 'all' | 'some' | null {
  const {waits, load, ageSeconds, invocationRatio, leftShare, writeRatio} = minute
  if (!waits || load.errorShare > 0 || load.throttleShare > 0 || load.laneUse === null || load.laneUse >= idleUse) return null
  if ((writeRatio ?? 0) < stillWritten || mayPause(minute, around)) return null
  const missing = Math.max(leftShare ?? 0, 1 - (invocationRatio ?? 1))
  if (missing < standing) return null
  return missing >= ofAll * Math.min(1, ageSeconds / 60) ? 'all' : 'some'
}
