import type {LambdaFunction} from './evidence.ts'

/**
 * Why a mapping that targets this qualifier cannot invoke the function although it is Active, or null (Lambda Developer Guide, "tenant
 * isolation" and "durable functions").
 */
export function unsuitedFor({tenantIsolation, durable}: LambdaFunction, qualifier: string | null): string | null {
  if (tenantIsolation) return 'it isolates tenants, and a mapping names no tenant when it invokes'
  if (durable && (qualifier === null || qualifier === '$LATEST'))
    return 'it is durable, and the mapping targets it without a version or alias'
  return null
}
