import type {PipelineReport, Report} from '../../src/model/report/report.ts'
import type {World} from './stand-in/world.ts'

/** The true cause of an incident, and the rules for a report of it. */
export interface Truth {
  /** The allowed first causes; null where nothing harmful is to be named. */
  causes: (string | null)[]
  /** The forbidden first causes, harmless ones among them. */
  not?: string[]
  states: PipelineReport['lag']['state'][]
  verdicts?: Report['verdict'][]
  /** The words that the report must have, and those that it must not. */
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
