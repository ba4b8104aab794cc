/** One start of an environment. */
export interface EnvironmentStart {
  atMs: number
  kind: 'init' | 'restore' | 'failed'
  /** How long it took; null where the line does not say. */
  durationMs: number | null
  memoryMb: number | null
}

/**
 * Why something failed, as the log has it. `import`: the code or one of its modules cannot be loaded; `init`: the environment cannot be started
 * for another reason. `handshake-refused`: client and server do not agree on TLS. `item-failures`: a call succeeded, and the response lists items that failed. `exception`: the code threw, or logged, an
 * error of its own. `unknown`: logged as an error, without a type.
 */
export const logKinds = [
  'out-of-memory',
  'access-denied',
  'downstream-throttled',
  'connection-refused',
  'connection-timed-out',
  'connection-reset',
  'connection-failed',
  'name-not-resolved',
  'handshake-refused',
  'import',
  'init',
  'timeout',
  'item-failures',
  'exception',
  'crash',
  'unknown',
] as const
export type LogKind = (typeof logKinds)[number]

/** One line about a failure. */
export interface ErrorLine {
  atMs: number
  /** The version that ran; null where the name of the stream does not contain it. */
  version: string | null
  /** The log stream: one environment, which runs one invocation at a time. */
  stream: string
  /** Null where the line has no request id in the place that its format has for it. */
  requestId: string | null
  /** Lambda's own line about a failed invocation, its line about a failed start, or a line of the code or its runtime. */
  from: 'report' | 'init' | 'log'
  kind: LogKind
  /** The name of the error, such as TypeError. */
  type: string | null
  /** The error's own words on one line; they can hold data of the records. */
  message: string
  /** The host and port that did not answer. */
  host: string | null
  deniedAction: string | null
  deniedResource: string | null
  /** The kind of policy that the error names as the reason of a denial, in AWS's words. */
  deniedBy: string | null
  /** The error says that a policy denies the call, and not that none allows it. */
  deniedExplicitly: boolean
  /** Sequence numbers of stream records in the line. */
  sequenceNumbers: string[]
  /** Lines of this format are written for failed invocations and starts alone. */
  fails: boolean
  /** Logged below the level of an error: it explains an invocation that fails, and counts for nothing by itself. */
  hint: boolean
  /** The code tries the call again. */
  triesAgain: boolean
  /** Written outside of an invocation, as its format shows: no record belongs to it. */
  outside: boolean
  /** How long the invocation or the start took, of a report; null elsewhere. */
  durationMs: number | null
  /** The phase of a start that failed: init, invoke or restore; null elsewhere. */
  phase: string | null
}

/** The lines of one invocation, or a line that belongs to no known one. */
export interface Occurrence
  extends Pick<
    ErrorLine,
    | 'kind'
    | 'type'
    | 'host'
    | 'deniedAction'
    | 'deniedResource'
    | 'deniedBy'
    | 'deniedExplicitly'
    | 'message'
    | 'version'
    | 'requestId'
    | 'sequenceNumbers'
    | 'triesAgain'
    | 'outside'
    | 'phase'
  > {
  firstMs: number
  lastMs: number
  /** Lines of the log, without the reports of the platform where the code has lines of its own. */
  lines: number
  /** The message is Lambda's own: its numbers are durations and sizes, no data. */
  byPlatform: boolean
  /** A start that failed outside of an invocation. */
  isStart: boolean
  /** Whether the invocation failed; null where neither the log nor the metric shows it. */
  failed: boolean | null
}

/** A line that stands before the reports of failing invocations, where no line has a known format. */
export interface RawLine {
  /** Values are masked. */
  sample: string
  /** So many lines are alike but for their values. */
  count: number
  firstMs: number
  lastMs: number
}
