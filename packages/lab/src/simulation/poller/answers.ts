import type {Answer} from '../function/behaviour.ts'

/** Answers in which a mapping finds no failure. */
const empty: ReadonlySet<Answer> = new Set<Answer>(['unknown outer key', 'only logged', 'first record alone'])

/**
 * The reaction of a mapping to a response that reports failed records. Without ReportBatchItemFailures it does not look at it; with an
 * unknown outer key it finds nothing in it (inferred), nor in an empty list: all lose the records silently. An identifier that it cannot use fails the
 * whole batch (Lambda Developer Guide, "services-ddb-batchfailurereporting").
 */
export function readAnswer(answer: Answer, responseTypes: readonly string[]): 'all succeeded' | 'failed from there on' | 'all failed' {
  if (!responseTypes.includes('ReportBatchItemFailures') || empty.has(answer)) return 'all succeeded'
  return answer === 'right' ? 'failed from there on' : 'all failed'
}
