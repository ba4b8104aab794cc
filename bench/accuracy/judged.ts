import type {PipelineReport} from '../../src/model/report/report.ts'

/** An answer of the doctor, compared with the truth: the common part of all rings. */
export interface Judged {
  incident: string
  /** The cause that matters most; null where nothing harmful is the matter. */
  truth: string | null
  result: 'right' | 'wrong' | 'undecided'
  /** Of the first cause; null where none was named. */
  confidence: number | null
  /** The answers of others on the same evidence, by the name of the baseline. */
  baselines: Record<string, string | null>
  /** The first causes that are right; null where none may be named. */
  accepted: readonly (string | null)[]
}

/** No answer is not a wrong one: no cause is named, and the report tells that one is still possible. */
export const isUndecided = (truth: readonly (string | null)[], {causes, verdict, openCauses}: PipelineReport): boolean =>
  causes.length === 0 && (verdict === 'undecided' || openCauses.some(id => truth.includes(id)))
