import type {Counts, MappingRun} from '../poller/mapping-run.ts'
import {pendingOf} from '../poller/progress.ts'
import {writtenBy} from '../table/partitions.ts'
import {simulationOf} from './simulation.ts'
import type {World} from './world.ts'

/** Where the records of a mapping's stream went since its starting position; `written` is the sum of all else. */
export interface RecordCount extends Counts {
  mapping: string
  written: number
  pending: number
}

/** Counted from the shards, not from the counters, so that the sum proves something. */
function writtenFor(mapping: MappingRun): number {
  const {nowMs} = mapping.simulation.world
  return mapping.readers.reduce((sum, {partition, startIndex}) => {
    const shards = partition.shards.filter(one => one.stream === mapping.stream)
    const written = shards.reduce((count, {first, end}) => {
      const last = end ?? writtenBy(partition, nowMs)
      return count + Math.max(0, last - Math.max(first, startIndex))
    }, 0)
    return sum + written
  }, 0)
}

/** The conservation count of each mapping: every record is processed, filtered, dropped, sent away, trimmed, skipped or pending. */
export function recordCounts(world: World): RecordCount[] {
  return [...simulationOf(world).mappings.values()].map(mapping => ({
    mapping: mapping.lab.uuid,
    written: writtenFor(mapping),
    ...structuredClone(mapping.counts),
    pending: mapping.readers.flatMap(({lanes}) => lanes).reduce((sum, lane) => sum + pendingOf(lane, world.nowMs), 0),
  }))
}
