import type {PipelineReport, Report} from '../../src/model/report/report.ts'
import type {World} from './stand-in/world.ts'

/** What is really the matter in an incident, and what a report of it has to be. */
export interface Truth {
  /** What the first cause may be; null where nothing harmful is to be named. */
  causes: (string | null)[]
  /** What the first cause must not be, harmless ones among them. */
  not?: string[]
  states: PipelineReport['lag']['state'][]
  verdicts?: Report['verdict'][]
  /** What the report has to say, and what it must not. */
  says?: RegExp
  unsaid?: RegExp
  /** Advice that is wrong here: it must not stand under the recommended action. */
  dead?: RegExp
}

/** An incident of an operator, told again with other names and numbers. */
export interface Retold {
  id: string
  story: string
  /** Where it was reported, and the page of AWS that says how the metrics look in it. */
  source: {report: string; rule: string}
  truth: Truth
  /** The mapping that is judged, where the function has several. */
  mapping?: string
  inspectCode?: boolean
  deep?: boolean
  world: World
}

export const defineRetold = (retold: Retold): Retold => retold
