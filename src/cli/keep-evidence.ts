import {errorText, tell} from './errors.ts'
import {writeWhole} from './files.ts'
import {complain} from './streams.ts'

/**
 * Writes the evidence, after its report: a disk that is full hides no diagnosis. What fails is told on stderr alone, because stdout
 * holds one document already; the exit code of the failure comes back, or null.
 */
export function keepEvidence(file: string | undefined, evidence: unknown): number | null {
  if (file === undefined) return null
  try {
    writeWhole(file, `${JSON.stringify(evidence)}\n`)
    return null
  } catch (error) {
    const told = tell(error, [], [])
    complain(errorText(told))
    return told.exitCode
  }
}
