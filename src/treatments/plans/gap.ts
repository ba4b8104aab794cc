import {between, valueAt} from '../../model/series.ts'
import {iso} from '../../model/units.ts'
import type {Accepted, PipelineInHand} from './pipeline.ts'
import {refusal} from './refuse.ts'

/**
 * Whether the mapping surely has a position to go on from. A mapping that starts at LATEST and has not yet dealt with a batch begins anew
 * after every update, behind what was written meanwhile (Lambda Developer Guide, "Polling and stream starting positions").
 */
export function hasCheckpoint(hand: PipelineInHand): boolean {
  const {mapping, checkpointSeenMs} = hand
  if (mapping.startingPosition !== 'LATEST') return true
  const sinceMs = mapping.lastModifiedMs
  if (sinceMs === null) return false
  return (checkpointSeenMs !== null && checkpointSeenMs >= sinceMs) || succeededSince(hand, sinceMs)
}

/** A batch was dealt with in a minute after the last change. The function's metrics prove it only where no other mapping shares them. */
function succeededSince({mappingMetrics, functionMetrics, lag, nowMs}: PipelineInHand, sinceMs: number): boolean {
  const own = mappingMetrics === null ? [] : between(mappingMetrics['InvokedEventCount.Sum'], sinceMs, nowMs)
  if (own.some(({atMs, value}) => value > (valueAt(mappingMetrics?.['FailedInvokeEventCount.Sum'] ?? none, atMs) ?? 0))) return true
  if (functionMetrics === null || lag === null || lag.sharedBy > 0) return false
  return between(functionMetrics['Invocations.Sum'], sinceMs, nowMs).some(
    ({atMs, value}) => value > (valueAt(functionMetrics['Errors.Sum'], atMs) ?? 0),
  )
}

const none = {startMs: 0, periodSeconds: 60, values: []}

/** Refuses to touch a mapping that may skip records over it, unless the user accepts that; then it is a risk of the plan. */
export function gapRisks(hand: PipelineInHand, accepted: Accepted): string[] {
  if (hasCheckpoint(hand)) return []
  const since = hand.mapping.lastModifiedMs
  const why = `The mapping starts at LATEST, and no batch is known to have succeeded since its last change${since === null ? '' : ` at ${iso(since)}`}: records that are written while AWS applies a change may be skipped for good.`
  if (accepted.gap) return [why]
  throw refusal(
    'E_GAP',
    why,
    'Wait until a batch has succeeded, and try again: CloudWatch shows it about three minutes later.',
    'Or accept it with --accept-gap.',
  )
}
