import type {Mapping, Stream} from '../../model/evidence/evidence.ts'
import {bornMs} from '../../model/evidence/shard-age.ts'

/** Polling pauses after an update and when a shard is continued by another: for so long nothing is told from a wait. */
const pauseMs = 6 * 60_000

/** Whether polling may have paused for reasons of its own in the minutes before the one that starts at `atMs`, or in it. */
export function pausedNear(atMs: number, mapping: Mapping | undefined, stream: Stream | undefined): boolean {
  const isNear = (ms: number | null) => ms !== null && ms > atMs - pauseMs
  const born = (stream?.shards ?? []).some(({shardId, parentShardId}) => parentShardId !== null && isNear(bornMs(shardId)))
  return isNear(mapping?.lastModifiedMs ?? null) || born
}
