import type {Egress, FailureKind} from '../../model/derived/failures.ts'
import type {FunctionMetrics, LambdaFunction, LogErrors, LoggedError, LogReports} from '../../model/evidence/evidence.ts'
import {points} from '../../model/evidence/series.ts'

/** This share of the failing minutes holds an invocation that ran for the whole timeout. */
const most = 0.5
/** The log may have begun a little before the lag: the first refusals are retried. */
const beforeMs = 2 * 60_000
/** Lines of a refusal that come this seldom against those of the commonest error are a matter of its own. */
const leastLines = 0.2

const kinds: ReadonlyMap<string, FailureKind> = new Map([
  ['timeout', 'timeout'],
  ['out-of-memory', 'memory'],
  ['connection-refused', 'network'],
  ['connection-timed-out', 'network'],
  ['connection-reset', 'network'],
  ['connection-failed', 'network'],
  ['name-not-resolved', 'network'],
  ['handshake-refused', 'handshake'],
  ['access-denied', 'denied'],
  ['import', 'import'],
  ['init', 'import'],
  ['throttled', 'throttled'],
  ['downstream-throttled', 'throttled'],
])

/** Whether the invocations that fail can have run for the whole timeout: more would take longer on average. */
export function atTimeout(
  metrics: FunctionMetrics,
  failingMs: ReadonlySet<number>,
  share: number,
  target: LambdaFunction | null | undefined,
): boolean {
  if (typeof target?.timeoutSeconds !== 'number') return false
  const limitMs = target.timeoutSeconds * 1000
  const of = (name: 'Duration.Maximum' | 'Duration.Average') => points(metrics[name]).filter(p => failingMs.has(p.atMs))
  const longest = of('Duration.Maximum')
  const average = of('Duration.Average')
  const meanMs = average.reduce((total, p) => total + p.value, 0) / Math.max(1, average.length)
  return (
    longest.length > 0 && longest.filter(p => p.value >= 0.99 * limitMs).length >= most * longest.length && meanMs >= 0.8 * share * limitMs
  )
}

/** The lines that belong to invocations that failed, or may; those of invocations that succeeded are no failures. */
const ofFailed = ({count: lines, requests, swallowed}: LoggedError): number =>
  lines * (1 - (swallowed ?? 0) / Math.max(1, requests || lines))

const byCount = (log: LogErrors | null | undefined, sinceMs: number): LoggedError[] =>
  (log?.errors ?? []).filter(({lastMs}) => lastMs >= sinceMs).sort((a, b) => ofFailed(b) - ofFailed(a) || b.count - a.count)

/** The error that failing invocations logged most often since; older ones belong to something else. */
export const loggedMost = (log: LogErrors | null | undefined, sinceMs: number): LoggedError | null => byCount(log, sinceMs)[0] ?? null

/** The error of most of the starts that failed since. A start that only took too long is tried again within the invocation. */
export const startsSince = (log: LogErrors | null | undefined, sinceMs: number): LoggedError | null =>
  byCount(log, sinceMs)
    .filter(({starts = 0, kind}) => starts > 0 && kind !== 'timeout')
    .sort((a, b) => (b.starts ?? 0) - (a.starts ?? 0))[0] ?? null

/**
 * The log line of a service that throttles calls, since the instant at which failures or lag began. Throttles
 * that are in the log from before do not show why it began.
 */
export function throttledSince(log: LogErrors | null | undefined, sinceMs: number): LoggedError | null {
  const since = byCount(log, sinceMs)
  const found = since.find(error => kindIn(error) === 'throttled')
  if (!log || !found || found.count < leastLines * (since[0] as LoggedError).count) return null
  return found.firstMs >= sinceMs - beforeMs || sinceMs <= log.fromMs ? found : null
}

const kindIn = ({kind}: LoggedError): FailureKind => kinds.get(kind) ?? 'exception'

const outside: readonly FailureKind[] = ['throttled', 'network', 'handshake', 'denied']

/** Kinds that come from a service that the function calls, or may call, and not from a record. */
export const isOutside = (kind: FailureKind | null): boolean => kind !== null && outside.includes(kind)

/** Words of an environment that has run out of something: file handles, threads, disk space. No record makes them. */
const exhaustion =
  /\b(?:EMFILE|ENFILE|ENOSPC|ENOMEM)\b|[Tt]oo many open files|[Nn]o space left on device|unable to create (?:new )?native thread|can't start new thread/

/** Whether the failure shows that its environment has run out of something. */
export const isExhausted = (logged: LoggedError | null): boolean => logged !== null && exhaustion.test(logged.sample)

/** Whether all errors that the log shows since are of one kind. */
export const isOneKind = (log: LogErrors | null | undefined, sinceMs: number): boolean =>
  new Set(byCount(log, sinceMs).map(kindIn)).size === 1

/** A killed process and all memory in use: the log of some runtimes says no more than that. */
const usedUp = (reports: LogReports | null | undefined): boolean =>
  (reports?.usedMemoryMaximumMb ?? 0) >= 0.99 * (reports?.memorySizeMb ?? Number.POSITIVE_INFINITY)

interface Clues {
  logged: LoggedError | null
  timesOut: boolean
  reports: LogReports | null | undefined
  egress: Egress | undefined
}

/** Why invocations fail, from their durations, the log and the network; null when none of them tells it. */
export function kindOf({logged, timesOut, reports, egress}: Clues): FailureKind | null {
  const kind = logged ? kindIn(logged) : null
  const isClosed = (egress?.internet.length ?? 0) > 0 || (egress?.dynamodb.length ?? 0) > 0
  // Packets that are dropped end at the timeout of the client, or of the function where that is shorter.
  if ((timesOut || kind === 'timeout') && isClosed) return 'network'
  // Where the way out is known to be open, the wait is a matter of the timeout.
  if (timesOut) return kind === 'network' && egress === undefined ? 'network' : 'timeout'
  if (kind === 'exception' && logged?.type === 'Runtime.ExitError' && usedUp(reports)) return 'memory'
  return kind
}
