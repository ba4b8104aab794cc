import {toJsonLine} from '../../reports/formats/json.ts'
import {writeWhole} from './files.ts'
import {failureOf} from './try-write.ts'

/** Writes the evidence, after its report: a disk that is full hides no diagnosis. Returns the exit code of a failure, or null. */
export const keepEvidence = (file: string | undefined, evidence: unknown): number | null =>
  file === undefined ? null : failureOf(() => writeWhole(file, `${toJsonLine(evidence)}\n`))
