import {pauseSeconds, type Update, updateWords, writesPerMinute} from '../../advice/update-effect.ts'
import {mappingDefaults} from '../../aws-facts/mapping-defaults.ts'
import type {Loss, Plan} from '../../model/plan/plan.ts'
import {count, duration} from '../../text/units.ts'
import type {Accepted, SelectedPipeline} from './pipeline.ts'
import {refusal} from './refuse.ts'

/** The effect of a plan's updates on the polling and on the records meanwhile; null where they change nothing for them. */
export function waitingFor(selected: SelectedPipeline, update: Update): Plan['waiting'] {
  const words = updateWords(selected, update)
  if (words === null) return null
  const perMinute = writesPerMinute(selected)
  return {pauses: update.pauses, recordsPerMinute: perMinute === null ? null : Math.round(perMinute), words}
}

/** Records that a low age limit of the mapping would discard while polling pauses: refused unless the loss is accepted. */
export function pauseRisks(selected: SelectedPipeline, pauses: number, accepted: Accepted): Loss[] {
  const limit = selected.mapping.maximumRecordAgeSeconds ?? mappingDefaults.maximumRecordAgeSeconds
  if (limit < 0) return []
  const age = selected.lag?.ageSeconds ?? 0
  const oldest = age + pauses * pauseSeconds
  if (oldest <= limit) return []
  const perMinute = writesPerMinute(selected)
  const records = perMinute === null ? null : Math.round((perMinute * (oldest - limit)) / 60)
  const most = records === null ? 'an unknown number of records' : `up to ${count(records, 'record')}`
  const words = `MaximumRecordAgeInSeconds is ${limit} s. While polling pauses, records can get ${duration(oldest)} old, and Lambda discards those over the limit: ${most}.`
  if (accepted.loss) return [{words, records, repeats: false}]
  throw refusal('E_LOSS', words, 'Raise MaximumRecordAgeInSeconds first, or accept the loss with --accept-loss.')
}
