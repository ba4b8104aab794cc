import {weighCauses} from '../../src/diagnosis/judge.ts'
import {lookupOf} from '../../src/diagnosis/lookup.ts'
import type {Moment} from '../../src/model/derived/derived.ts'
import type {Item} from '../../src/model/evidence/item.ts'
import {missing} from '../../src/model/evidence/item.ts'
import {evidence, moment, type Parts} from './evidence.ts'
import {note} from './printed.ts'

export const denied: Item<never> = missing('denied', 'x:Read', 'denied')

/** Weighs all causes over an evidence that differs from a healthy one in a few parts; `gone` could not be read, for the reason. */
export function weighing(
  parts: Partial<Parts> = {},
  gone: (keyof Parts)[] = [],
  reason: 'denied' | 'failed' = 'denied',
  at: Moment = moment,
) {
  const all = evidence(parts, Object.fromEntries(gone.map(key => [key, missing(reason, 'x:Read', reason)])))
  const pipeline = all.pipelines[0] as (typeof all.pipelines)[number]
  const weighed = weighCauses(lookupOf(all, pipeline, at), at)
  note(weighed, all, pipeline)
  return weighed
}

/** The ids of the causes that were found, best first. */
export const found = (parts: Partial<Parts> = {}, gone: (keyof Parts)[] = []): string[] =>
  weighing(parts, gone).causes.map(cause => cause.id)
