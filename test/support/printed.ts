import type {Evidence, Pipeline} from '../../src/model/evidence/evidence.ts'
import type {Report} from '../../src/model/report/report.ts'

/** A command that a report prints, and the evidence that it was printed for. */
export interface Printed {
  command: string
  by: string
  evidence: Evidence
  pipeline: Pipeline
}

/** Those that nobody has tried yet: `try-printed.ts` does when the tests of a file have run. */
export const printed: Printed[] = []

interface Says {
  causes?: readonly {id: string; fixes: readonly {command: string}[]}[]
  findings?: readonly {check: string; fix: {command: string} | null}[]
}

/** Notes all commands of causes and findings, to be tried in the lab. */
export function note({causes = [], findings = []}: Says, evidence: Evidence, pipeline: Pipeline): void {
  const all = [
    ...causes.flatMap(({id, fixes}) => fixes.map(({command}) => ({by: id, command}))),
    ...findings.flatMap(({check, fix}) => (fix === null ? [] : [{by: check, command: fix.command}])),
  ]
  for (const one of all) if (one.command !== '') printed.push({...one, evidence, pipeline})
}

/** The same of a whole report: its pipelines stand in the order of the evidence. */
export const noteReport = ({pipelines}: Report, evidence: Evidence): void =>
  pipelines.forEach((one, i) => {
    const pipeline = evidence.pipelines[i]
    if (pipeline) note(one, evidence, pipeline)
  })
