import type {Failures} from '../../model/derived/failures.ts'
import {count} from '../../text/units.ts'

/** More numbers do not help to find the record. */
const mostNumbers = 3

/** The records that the log names with the error, by their sequence numbers in the stream. One number is most likely the blocking record. */
export function loggedRecordLines({logged}: Pick<Failures, 'logged'>): string[] {
  const numbers = logged?.sequenceNumbers ?? []
  if (numbers.length === 0) return []
  const rest = numbers.length - mostNumbers
  const shown = [...numbers.slice(0, mostNumbers), ...(rest > 0 ? [count(rest, 'other')] : [])].join(', ')
  return [`Logged with this error: sequence number${numbers.length === 1 ? '' : 's'} ${shown}.`]
}
