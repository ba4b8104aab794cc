/** One start of an environment. */
export interface EnvironmentStart {
  atMs: number
  kind: 'init' | 'restore' | 'failed'
  /** How long it took; null where the line does not say. */
  durationMs: number | null
  memoryMb: number | null
}

/** What a failure comes down to. `exception`: the code threw, or logged, an error of its own. */
export type ErrorKind = 'timeout' | 'out-of-memory' | 'crash' | 'init' | 'access-denied' | 'connection' | 'exception' | 'unknown'

export interface ErrorLine {
  atMs: number
  /** The version that ran; null where the stream's name does not say. */
  version: string | null
  /** The stream that it stands in: one environment, which runs one invocation at a time. */
  stream: string
  requestId: string | null
  /** Lambda's own line about a failed invocation, its line about a failed start, or what the code logged. */
  from: 'report' | 'init' | 'log'
  kind: ErrorKind
  /** The name of the error, such as TypeError. */
  type: string | null
  /** The error's own words on one line; they can hold data of the records. */
  message: string
}
