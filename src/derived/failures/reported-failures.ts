import type {Lag} from '../../model/derived/lag.ts'
import type {Load} from '../../model/derived/load.ts'
import type {NewestMinute} from '../../model/derived/newest-minute.ts'
import type {FunctionMetrics, Mapping, MappingMetrics, Stream} from '../../model/evidence/evidence.ts'
import {nothingMoves} from '../lag/nothing-moves.ts'
import {standsStill} from '../lag/stands-still.ts'
import {type Episode, episodeOf, failingSince, type Minute, minutesOf, openShards, scopeOf} from './failing-minutes.ts'

/** All that failures in the response are told from. */
export interface ReportedView {
  metrics: FunctionMetrics
  mapping: Mapping | undefined
  /** The mapping's own metrics. */
  counts: MappingMetrics | undefined
  stream: Stream | null | undefined
  newestMinute: NewestMinute | null
  lag: Lag
  load: Load
  nowMs: number
  othersWork: (since: readonly Minute[]) => boolean
}

/**
 * Failures that the function reports in its response, which no Errors metric counts: one shard stands still, or all of them do, or the
 * mapping's own metrics count records that fail and pass. The share is then 1 where nothing succeeds, 0 where it is not counted.
 */
export function reportedIn(minutes: readonly Minute[], view: ReportedView): Episode | null {
  const {mapping, lag} = view
  if (!mapping?.functionResponseTypes.includes('ReportBatchItemFailures')) return null
  const sinceMs = lag.stuck?.atMs[0]
  return sinceMs === undefined ? (countedByMapping(view) ?? begun(minutes, mapping, view)) : standing(minutes, sinceMs, view)
}

/** Records that fail by the mapping's own count. */
function countedByMapping({counts, nowMs, othersWork}: ReportedView): Episode | null {
  const records = counts ? minutesOf(counts['InvokedEventCount.Sum'], counts['FailedInvokeEventCount.Sum']) : []
  const counted = episodeOf(failingSince(records, nowMs), (whole, share) => scopeOf(whole, share, othersWork(whole), false))
  return counted.scope === 'none' ? null : counted
}

/** Shards that have begun to stand still in the newest minute. */
function begun(minutes: readonly Minute[], mapping: Mapping, {newestMinute, stream, lag, load, othersWork}: ReportedView): Episode | null {
  if (newestMinute === null || lag.sharedBy > 0) return null
  const stands = standsStill(newestMinute, {mapping, refusedReadMinutes: load.refusedReadMinutes ?? 0})
  if (stands === null) return null
  const newest = minutes.slice(-1)
  const scope = openShards(stream) === 1 ? 'one-of-one' : stands === 'all' && othersWork(newest) ? 'all' : 'none'
  return scope === 'none' ? null : {...episodeOf(newest, () => scope), share: 1}
}

/** A shard that stands still since. */
function standing(minutes: readonly Minute[], sinceMs: number, {metrics, lag, othersWork}: ReportedView): Episode {
  const found = episodeOf(
    minutes.filter(({atMs}) => atMs >= sinceMs),
    whole => (nothingMoves(metrics, sinceMs, lag.floorSeconds) ? (othersWork(whole) ? 'all' : 'one-of-one') : 'one-lane'),
  )
  return {...found, share: found.scope === 'one-lane' ? 0 : 1}
}
