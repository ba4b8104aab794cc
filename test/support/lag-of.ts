import {lookupOf} from '../../src/diagnosis/lookup.ts'
import type {Lag} from '../../src/model/derived/lag.ts'
import {missing} from '../../src/model/evidence/item.ts'
import {evidence, moment, type Parts} from './evidence.ts'

/** The lag as the doctor sees it, with its inputs taken from the parts; `gone` could not be read. */
export function lagOf(parts: Partial<Parts>, gone: (keyof Parts)[] = []): Lag {
  const all = evidence(parts, Object.fromEntries(gone.map(key => [key, missing('denied', 'x:Y', 'denied')])))
  const item = lookupOf(all, all.pipelines[0] as (typeof all.pipelines)[number], moment)('lag')
  if (item.state === 'missing') throw new Error(item.detail)
  return item.value
}
