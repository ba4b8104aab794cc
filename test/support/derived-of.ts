import {lookupOf} from '../../src/diagnosis/lookup.ts'
import type {DerivedKey, DerivedValues} from '../../src/model/derived/derived.ts'
import {missing} from '../../src/model/evidence/item.ts'
import {evidence, moment, type Parts} from './evidence.ts'

/** One derived value of an evidence that differs from a healthy one in a few parts; `gone` could not be read. */
export function derivedOf<K extends DerivedKey>(key: K, parts: Partial<Parts> = {}, gone: (keyof Parts)[] = []): DerivedValues[K] {
  const all = evidence(parts, Object.fromEntries(gone.map(part => [part, missing('denied', 'x:Y', 'denied')])))
  const item = lookupOf(all, all.pipelines[0] as (typeof all.pipelines)[number], moment)(key)
  if (item.state === 'missing') throw new Error(item.detail)
  return item.value as DerivedValues[K]
}
