import type {ErrorLine} from '../../src/model/evidence/log-lines.ts'

/** A line of the code about an error. */
export const errorLine = (given: Partial<ErrorLine> = {}): ErrorLine => ({
  atMs: Date.UTC(2026, 10, 23, 3),
  version: '7',
  stream: 's',
  requestId: null,
  from: 'log',
  kind: 'exception',
  type: 'TypeError',
  message: 'no "Jane"',
  host: null,
  deniedAction: null,
  deniedResource: null,
  deniedBy: null,
  deniedExplicitly: false,
  sequenceNumbers: [],
  fails: false,
  hint: false,
  triesAgain: false,
  outside: false,
  durationMs: null,
  phase: null,
  ...given,
})

/** The report of an invocation that failed. */
export const reportLine = (requestId: string, given: Partial<ErrorLine> = {}): ErrorLine =>
  errorLine({requestId, from: 'report', message: '', fails: true, ...given})
