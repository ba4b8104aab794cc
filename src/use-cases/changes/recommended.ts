import {checks} from '../../checks/index.ts'
import {pick, pickItems} from '../../diagnosis/lookup.ts'
import {findingWaitsFor} from '../../diagnosis/render-fixes.ts'
import {maybe} from '../../model/derived/derived.ts'
import type {MappingChange} from '../../model/plan/mapping-change.ts'
import type {SelectedEvidence} from './select-pipeline.ts'

/** A change of the mapping that a check advises. */
export interface Advised {
  check: string
  change: MappingChange
  /** Why it must wait, as a sentence; null where it may be made now. */
  waitsFor: string | null
}

/**
 * The changes that the checks advise for the mapping, in their order. `ids` names the checks; without it all count that the
 * configuration leaves on, but the one that would switch a mapping on: somebody switched it off.
 */
export function advisedChanges({lookup, moment, settings}: SelectedEvidence, ids: readonly string[] | null): Advised[] {
  return checks
    .filter(({id}) => (ids === null ? id !== 'mapping-not-enabled' && settings.checks[id]?.set !== 'off' : ids.includes(id)))
    .flatMap(check => {
      // Unknown is no advice.
      if (check.needs.some(need => maybe(lookup(need)) === undefined)) return []
      const result = check.run(pick(check.needs, lookup), pickItems(check.wants ?? [], lookup), moment)
      if (!Array.isArray(result)) return []
      return result.flatMap(({fix}) =>
        fix !== null && 'change' in fix ? [{check: check.id, change: fix.change, waitsFor: findingWaitsFor(fix, lookup)}] : [],
      )
    })
}
