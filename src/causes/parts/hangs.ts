import {errorsInLog} from '../../advice/log-command.ts'
import type {Fix} from '../../model/check.ts'
import type {Failures} from '../../model/derived/failures.ts'
import type {FunctionMetrics, LambdaFunction, Mapping} from '../../model/evidence/evidence.ts'
import {between, valueAt} from '../../model/evidence/series.ts'
import {median} from '../../signs/statistics.ts'
import {duration} from '../../text/units.ts'

const text = {
  endHang: (seconds: number) =>
    `Set a timeout in each client of the handler, and close idle connections. Invocations that succeed take ${duration(seconds)}: the others wait for a response that does not arrive. A longer function timeout would only lengthen the wait.`,
}

/** An invocation that succeeds takes this share of the timeout at most, or the timeout may only be too short. */
const fastShare = 0.1
/** So many minutes without an error show how long an invocation takes that succeeds. */
const leastMinutes = 3

/** How long invocations take that succeed since the failures began, in seconds; null where too few minutes have no error. */
function passingSeconds(metrics: FunctionMetrics, sinceMs: number): number | null {
  const passing = between(metrics['Invocations.Sum'], sinceMs, Number.POSITIVE_INFINITY)
    .filter(({atMs, value}) => value > 0 && valueAt(metrics['Errors.Sum'], atMs) === 0)
    .flatMap(({atMs}) => valueAt(metrics['Duration.Average'], atMs) ?? [])
  return passing.length < leastMinutes ? null : median(passing) / 1000
}

/**
 * The fix that ends invocations that hang: others of the same function succeed in a small part of the timeout, so that a longer one would only
 * make each wait longer. Null where that is not so.
 */
export function endHang(
  metrics: FunctionMetrics | undefined,
  {sinceMs, scope}: Failures,
  {target, mapping}: {target: LambdaFunction; mapping: Mapping | undefined},
): Fix | null {
  if (metrics === undefined || sinceMs === null || scope !== 'passing' || target.timeoutSeconds === null) return null
  const seconds = passingSeconds(metrics, sinceMs)
  if (seconds === null || seconds > fastShare * target.timeoutSeconds) return null
  return {summary: text.endHang(seconds), command: errorsInLog(target, mapping)}
}
