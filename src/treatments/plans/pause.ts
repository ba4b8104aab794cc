import type {Plan} from '../../model/plan.ts'
import {between, total} from '../../model/series.ts'
import {count, duration, number} from '../../model/units.ts'
import type {Accepted, PipelineInHand} from './pipeline.ts'
import {refusal} from './refuse.ts'

/** AWS: an update may take "several minutes to stop and restart polling". A plan reckons with this many for each. */
export const pauseSeconds = 5 * 60

/** Newer minutes of CloudWatch are not complete. */
const publicationMs = 4 * 60_000

/** Write units to the table per minute of now: at least one for each record. null where no metric tells. */
export function writesPerMinute({tableMetrics, nowMs}: PipelineInHand): number | null {
  if (tableMetrics === null) return null
  const newest = between(tableMetrics['ConsumedWriteCapacityUnits.Sum'], 0, nowMs - publicationMs + 60_000).slice(-10)
  return newest.length === 0 ? null : total(newest) / newest.length
}

/** How long records wait while AWS stops and restarts polling so many times. */
export function waitingFor(hand: PipelineInHand, pauses: number): NonNullable<Plan['waiting']> {
  const perMinute = writesPerMinute(hand)
  const each = pauses === 1 ? 'Polling pauses' : `Polling pauses for ${pauses} updates,`
  const many =
    perMinute === null ? 'What is written meanwhile waits' : `About ${count(Math.round(perMinute), 'record')} a minute wait meanwhile`
  return {
    pauses,
    recordsPerMinute: perMinute === null ? null : Math.round(perMinute),
    words: `${each} for up to several minutes${pauses === 1 ? '' : ' each'}. ${many}; they are delivered afterwards, from the same position.`,
  }
}

/** Records that a low age limit of the mapping would discard while polling pauses: refused unless the loss is accepted. */
export function pauseRisks(hand: PipelineInHand, pauses: number, accepted: Accepted): string[] {
  const limit = hand.mapping.maximumRecordAgeSeconds ?? -1
  if (limit < 0) return []
  const age = hand.lag?.ageSeconds ?? 0
  const oldest = age + pauses * pauseSeconds
  if (oldest <= limit) return []
  const perMinute = writesPerMinute(hand)
  const most =
    perMinute === null ? 'an unknown number of records' : `up to ${number(Math.round((perMinute * (oldest - limit)) / 60))} records`
  const why = `MaximumRecordAgeInSeconds is ${limit} s. While polling pauses, records can get ${duration(oldest)} old, and Lambda discards those over the limit: ${most}.`
  if (accepted.loss) return [why]
  throw refusal('E_LOSS', why, 'Raise MaximumRecordAgeInSeconds first, or accept the loss with --accept-loss.')
}
