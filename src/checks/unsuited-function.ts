import {defineCheck, fail} from '../model/check.ts'
import type {LambdaFunction} from '../model/evidence.ts'

function unsuitedFor({tenantIsolation, durable}: LambdaFunction, qualifier: string | null): string | null {
  if (tenantIsolation) return 'it isolates tenants, and a mapping names no tenant when it invokes'
  if (durable && (qualifier === null || qualifier === '$LATEST'))
    return 'it is durable, and the mapping targets it without a version or alias'
  return null
}

export const unsuitedFunction = defineCheck({
  id: 'unsuited-function',
  title: 'The function cannot consume a stream as it is set up',
  severity: 'medium',
  why: 'Some kinds of function want more of their caller than an event source mapping gives.',
  needs: ['function', 'mapping'],
  run: ({function: target, mapping}) => {
    const why = target && unsuitedFor(target, mapping.qualifier)
    return why ? [fail({why})] : []
  },
  say: ({why}) => `The function does not go with a mapping: ${why}.`,
})
