import type {Given, Need} from '../derived/derived.ts'
import type {Evidence, EvidenceKey, EvidenceValues, Pipeline, Scope} from './evidence.ts'
import {type Item, type Missing, missing} from './item.ts'

const scopes: readonly Scope[] = ['region', 'mapping', 'function', 'stream']

/** One piece of evidence about a pipeline, wherever it stands; skipped when nobody asked for it. */
export function evidenceItem<K extends Need>(evidence: Evidence, pipeline: Pipeline, key: K): Item<unknown> {
  for (const scope of scopes) {
    const found = (evidence.items[scope][pipeline.ids[scope]] as Record<string, Item<unknown>> | undefined)?.[key]
    if (found) return found
  }
  return missing('skipped', '', 'not requested')
}

/** The values of these keys, or the first that is missing. */
export function givenOf<N extends EvidenceKey>(evidence: Evidence, pipeline: Pipeline, keys: readonly N[]): Given<N> | Missing {
  const values: Partial<Record<N, EvidenceValues[N]>> = {}
  for (const key of keys) {
    const item = evidenceItem(evidence, pipeline, key)
    if (item.state === 'missing') return item
    values[key] = item.value as EvidenceValues[N]
  }
  return values as Given<N>
}

export const isMissing = <T extends object>(given: T | Missing): given is Missing => 'state' in given && given.state === 'missing'
