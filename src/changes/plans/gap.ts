import {skipRisk} from '../../advice/update-effect.ts'
import type {Accepted, SelectedPipeline} from './pipeline.ts'
import {refusal} from './refuse.ts'

/** Refuses to touch a mapping that may skip records over it, unless the user accepts that; then it is a risk of the plan. */
export function gapRisks(selected: SelectedPipeline, accepted: Accepted): string[] {
  const why = skipRisk(selected)
  if (why === null) return []
  if (accepted.gap) return [why]
  throw refusal(
    'E_GAP',
    why,
    'Wait until a batch has succeeded, and try again: CloudWatch shows it about three minutes later.',
    'Or accept it with --accept-gap.',
  )
}
