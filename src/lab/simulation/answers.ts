import type {Answer} from './behaviour.ts'

/**
 * What a mapping makes of a response that reports failed records. Without ReportBatchItemFailures it does not look at it; with an
 * unknown outer key it finds nothing in it (inferred): both lose the records silently. An identifier that it cannot use fails the
 * whole batch (Lambda Developer Guide, "services-ddb-batchfailurereporting").
 */
export function readAnswer(answer: Answer, responseTypes: readonly string[]): 'all succeeded' | 'failed from there on' | 'all failed' {
  if (!responseTypes.includes('ReportBatchItemFailures') || answer === 'unknown outer key') return 'all succeeded'
  return answer === 'right' ? 'failed from there on' : 'all failed'
}
