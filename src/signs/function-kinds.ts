import {longestTimeoutSeconds} from '../aws-facts/limits.ts'
import type {LambdaFunction} from '../model/evidence/evidence.ts'
import {duration} from '../text/units.ts'

/**
 * Why a mapping that targets this qualifier cannot invoke the function although it is Active, or null (Lambda Developer Guide, "tenant
 * isolation" and "durable functions").
 */
export function unsuitedFor({tenantIsolation, durable}: LambdaFunction, qualifier: string | null): string | null {
  if (tenantIsolation) return 'it isolates tenants, and a mapping passes no tenant'
  if (durable && (qualifier === null || qualifier === '$LATEST'))
    return 'it is durable, and the mapping targets it without a version or alias'
  return null
}

/**
 * Why AWS refuses to make a mapping for the function, or null. A mapping waits for the whole execution of a durable function: AWS names
 * 15 minutes, the longest timeout of a function until November 2026, and 90 minutes on managed instances. That the limit has grown with
 * the timeout is assumed.
 */
export function refusedFor(target: LambdaFunction): string | null {
  const [seconds, longest] = [target.executionTimeoutSeconds ?? 0, longestTimeoutSeconds(target)]
  return target.durable && seconds > longest
    ? `an execution of it may take ${duration(seconds)}, and AWS creates a mapping only where ExecutionTimeout is ${duration(longest)} or less`
    : null
}
