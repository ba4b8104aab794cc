import {derivedValues} from '../derived/index.ts'
import {type Derived, type DerivedKey, firstMissing, type Lookup, type Moment, type Need} from '../model/derived/derived.ts'
import type {Evidence, Pipeline} from '../model/evidence/evidence.ts'
import {evidenceItem} from '../model/evidence/evidence-item.ts'
import {type Item, known} from '../model/evidence/item.ts'

/** The needs of one check or cause, handed over and nothing else. */
export const pick = (keys: readonly Need[], lookup: Lookup): Record<string, unknown> =>
  Object.fromEntries(
    keys.map(key => {
      const item = lookup(key)
      return [key, item.state === 'known' ? item.value : undefined]
    }),
  )

export const pickItems = (keys: readonly Need[], lookup: Lookup): Record<string, Item<unknown>> =>
  Object.fromEntries(keys.map(key => [key, lookup(key)]))

/** Looks up evidence and derived values of one pipeline. */
export const lookupOf = (evidence: Evidence, pipeline: Pipeline, moment: Moment): Lookup =>
  lookupIn(key => evidenceItem(evidence, pipeline, key), moment)

/** Looks up derived values beside the evidence that `read` gives; each is computed once, and is missing when one of its needs is. */
export function lookupIn(read: (key: Need) => Item<unknown>, moment: Moment): Lookup {
  const computed = new Map<Need, Item<unknown>>()
  const lookup = (key: Need): Item<unknown> => {
    if (!(key in derivedValues)) return read(key)
    const before = computed.get(key)
    if (before) return before
    const item = compute(derivedValues[key as DerivedKey] as unknown as Derived, lookup as Lookup, moment)
    computed.set(key, item)
    return item
  }
  return lookup as Lookup
}

function compute(derived: Derived, lookup: Lookup, moment: Moment): Item<unknown> {
  const gap = firstMissing(derived.needs, lookup)
  if (gap) return gap
  return known(derived.compute(pick(derived.needs, lookup) as never, pickItems(derived.wants, lookup) as never, moment))
}
