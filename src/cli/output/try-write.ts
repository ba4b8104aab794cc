import {exitCodeFor} from '../../model/user-error.ts'
import {errorText, tell} from '../tell-error.ts'
import {complain} from '../terminal/stdio.ts'

/** Writes a file beside the result: a failure goes to stderr alone, because stdout holds one document; returns its exit code, or null. */
export function failureOf(write: () => void): number | null {
  try {
    write()
    return null
  } catch (error) {
    const told = tell(error, [], [])
    complain(errorText(told))
    return exitCodeFor(told.code)
  }
}
