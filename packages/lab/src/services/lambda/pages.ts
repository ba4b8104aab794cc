import {AwsError} from '../protocol/errors.ts'
import {type Page, page} from '../protocol/pages.ts'
import {text, whole} from '../protocol/shapes.ts'

/** The members of Lambda's List operations that page. MaxItems may be 10,000, but pages hold fewer (Lambda API reference). */
export const paging = {Marker: text(), MaxItems: whole({min: 1, max: 10_000})} as const

/** A page of at most `limit` items from a Marker on. */
export function markedPage<T>(
  all: readonly T[],
  input: {Marker?: string | undefined; MaxItems?: number | undefined},
  limit: number,
): Page<T> {
  const found = page(all, input.Marker, Math.min(limit, input.MaxItems ?? limit))
  if (found === null) throw new AwsError('InvalidParameterValueException', 'Invalid marker')
  return found
}
