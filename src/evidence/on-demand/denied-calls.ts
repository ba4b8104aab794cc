import {simulatePrincipalPolicy} from '../../aws/iam.ts'
import {AwsError} from '../../aws/transport/aws-error.ts'
import type {Aws} from '../../aws/transport/connection.ts'
import type {DeniedCalls, LogErrors} from '../../model/evidence/evidence.ts'
import {defineOnDemand} from './on-demand.ts'
import {resultsFrom} from './role-permissions.ts'

/** More denied calls than these of one function need no verdict of their own. */
const most = 5

interface Call {
  action: string
  resource: string
}

/** IAM's simulation of the calls that the log shows as denied: whether the policies of the role allow them. */
export const deniedCalls = defineOnDemand({
  key: 'deniedCalls',
  scope: 'function',
  needs: ['function', 'logErrors'],
  actions: ['iam:SimulatePrincipalPolicy'],
  collect: async (aws, {function: target, logErrors}): Promise<DeniedCalls> => {
    const role = target?.role ?? null
    if (role === null) return []
    return (await Promise.all(callsIn(logErrors).map(call => simulate(aws, role, call)))).flat()
  },
})

/** The denied calls of a log, each once. */
export function callsIn(log: LogErrors | null): Call[] {
  const named = (log?.errors ?? []).flatMap(({deniedAction: action, deniedResource}) =>
    action === null ? [] : [{action, resource: deniedResource || '*'}],
  )
  return [...new Map(named.map(call => [JSON.stringify(call), call])).values()].slice(0, most)
}

/** A call that IAM cannot simulate, or of a role that is gone, has no verdict. */
async function simulate(aws: Aws, role: string, call: Call): Promise<DeniedCalls> {
  try {
    return resultsFrom([call], await simulatePrincipalPolicy(aws, role, [call.action], [call.resource]))
  } catch (error) {
    if (error instanceof AwsError && (error.kind === 'invalid' || error.kind === 'not-found')) return []
    throw error
  }
}
