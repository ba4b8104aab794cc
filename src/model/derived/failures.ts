import type {LoggedError} from '../evidence/evidence.ts'

/**
 * Which lanes fail. `one-lane`: one batch repeatedly, while others succeed. `all`: no invocation succeeds, on several lanes.
 * `one-of-one`: no invocation succeeds, and only one lane had something to do, so that a bad record and a bad function look alike.
 * `passing`: batches fail in most minutes and none blocks its lane: they pass in the end, or are given up. `none`: too few to speak of.
 */
export type FailureScope = 'one-lane' | 'all' | 'one-of-one' | 'passing' | 'none'

/** Why invocations fail: told by their duration, the log and the network. `throttled`: a service that the function calls refuses calls, because they are too many. */
export type FailureKind = 'timeout' | 'memory' | 'network' | 'handshake' | 'denied' | 'import' | 'throttled' | 'exception'

/** The failures that go on now. Times are epoch milliseconds; counts are those since, without the minute in which it began. */
export interface Failures {
  scope: FailureScope
  /** They are reported in the response (ReportBatchItemFailures), which no Errors metric counts. `errors` is about 0 then, and `share` 1 where nothing succeeds. */
  hidden: boolean
  /** The same, as far as one minute tells: shards are newly blocked without an error. */
  begins: boolean
  /** The first of the minutes that fail; null when none do. */
  sinceMs: number | null
  errors: number
  invocations: number
  /** Errors ÷ Invocations, 0–1. */
  share: number
  failingMinutes: number
  /** Minutes with invocations. */
  minutes: number
  /**
   * CloudWatch has published too little since they began to tell which lanes fail, and the log of the minutes since does not show it: in
   * words, the reason and the evidence that would show it. Null otherwise.
   */
  young: string | null
  /** The same, where it is only not known whether one batch is retried: most invocations succeed since. */
  perhapsOne: string | null
  /**
   * Too early for a line that stands still: something fails in every minute since they began, while most succeeds and the oldest records
   * have begun to wait, as when one batch is retried.
   */
  repeating: boolean
  /** The newest of the minutes are counted in the log, because CloudWatch has not published them yet. */
  fromLog: boolean
  /** Null when neither the metrics nor the part of the log that was read shows it. */
  kind: FailureKind | null
  /**
   * How long a full batch takes (seconds) by the time per record of the batches before, where one shard runs into the timeout and that is no
   * shorter: then the batch is too large, and no record of it need be bad. Null otherwise.
   */
  fullBatchSeconds: number | null
  /** The error that the log shows most often since. */
  logged: LoggedError | null
  /** The commonest error of starts that fail since then, where the log has such. */
  startFails: LoggedError | null
  /** The log line of a service that throttles calls, since the failures or the lag began. */
  throttled: LoggedError | null
  /** Why good records fail, or may fail, as part of a sentence: then Lambda must give nothing up. Null where only a bad record fails. */
  goodRecordsFail: string | null
  /** Good records would not be given up if Lambda halved the batches that fail, which uses up no retry. */
  halvingKeepsThem: boolean
}

/** The obstacles of a function in a VPC, in words; empty where the way is open or cannot be judged. */
export interface Egress {
  /** To public addresses, DynamoDB's among them unless a gateway endpoint serves it. */
  internet: string[]
  dynamodb: string[]
}
