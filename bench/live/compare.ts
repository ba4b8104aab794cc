import type {Evidence} from '../../src/model/evidence/evidence.ts'
import type {Report} from '../../src/model/report/report.ts'
import type {LiveIncident} from './incident.ts'

/** Whether the doctor found the incident that was made. */
export interface Comparison {
  /** Null where the doctor had no evidence to judge by. */
  isRight: boolean | null
  words: string
}

/** Compares the report and the evidence with the incident. */
export function compare({causes, shows}: LiveIncident, report: Report | null, evidence: Evidence | null): Comparison {
  const [pipeline] = report?.pipelines ?? []
  const [item] = Object.values(evidence?.items.mapping ?? {})
  if (pipeline === undefined || item === undefined || item.mapping.state === 'missing')
    return {isRight: false, words: 'The doctor has no pipeline.'}
  const {value} = item.mapping
  const unlike = Object.entries(shows).filter(
    ([name, wanted]) => JSON.stringify(value[name as keyof typeof value]) !== JSON.stringify(wanted),
  )
  if (unlike.length > 0)
    return {isRight: false, words: `The evidence does not show ${unlike.map(([name]) => name).join(', ')} as it was set.`}
  const found = pipeline.causes.map(({id}) => id)
  const [first] = found
  if (causes.length === 0)
    return first === undefined
      ? {isRight: true, words: 'No cause, as it was made.'}
      : {isRight: false, words: `False alarm: ${found.join(', ')}.`}
  if (first !== undefined && causes.includes(first)) return {isRight: true, words: `Found: ${first}.`}
  if (first === undefined && report?.verdict === 'undecided') return {isRight: null, words: 'Undecided: evidence is missing.'}
  return {isRight: false, words: `Expected ${causes.join(' or ')}, found ${first ?? 'nothing'}.`}
}
