import {defineCause, type Present, ruledOut} from '../model/cause.ts'
import type {Treatment} from '../model/check.ts'
import {maybe} from '../model/derived.ts'
import type {LambdaFunction, RolePermissions} from '../model/evidence.ts'
import type {Failures} from '../model/failures.ts'
import type {Lag} from '../model/lag.ts'
import {allowing, putPolicy, roleName} from '../model/policy-statement.ts'
import {regionFlag} from '../model/region-flag.ts'
import {shellWord} from '../model/shell.ts'
import {percent} from '../model/units.ts'
import {failingLine, loggedLines} from './failure-lines.ts'

type Denial = Pick<RolePermissions['results'][number], 'action' | 'resource' | 'decision'>

/** Verdicts of identity policies that refuse; whatever else AWS says is not known to. */
const refusals = ['explicitDeny', 'implicitDeny']

/** Gives the permission back, or shows the policies where one that denies stands in the way. */
function treatment(denials: readonly Denial[], role: string | null | undefined): Treatment {
  const again = 'The mapping goes on from where it stopped, within some minutes.'
  if (denials.some(({decision}) => decision === 'explicitDeny'))
    return {
      summary: `Find the policy that denies it and take the denial out: an allow beside it changes nothing. ${again}`,
      command: `aws iam list-role-policies --role-name ${shellWord(roleName(role ?? 'ROLE'))}`,
    }
  return {
    summary: `Give the permission back to the role. ${again}`,
    command: putPolicy(role ?? 'ROLE', 'ddbstream-restored', allowing(denials)),
  }
}

const because = {explicitDeny: 'by a policy that says so', implicitDeny: 'because no policy of the role allows it'} as const

/** One line for each way of being denied; they are all about the same stream. */
const words = (denials: readonly Denial[]): string[] =>
  (Object.keys(because) as (keyof typeof because)[]).flatMap(how => {
    const of = denials.filter(({decision}) => decision === how)
    const [first] = of
    return first
      ? [`${of.map(({action}) => action).join(', ')} on ${first.resource} ${of.length === 1 ? 'is' : 'are'} denied ${because[how]}.`]
      : []
  })

/**
 * No policy of the role allows the key of the table. The key's own policy may, and of a key that AWS manages it does, so that only
 * the lack of records speaks for it.
 */
function keyMayBeDenied({results, role}: RolePermissions, lag: Lag): Present | null {
  const denial = results.find(({purpose, decision}) => purpose === 'key' && decision === 'implicitDeny')
  if (denial === undefined || lag.state !== 'stopped') return null
  const key = shellWord(denial.resource)
  return {
    is: 'present',
    confidence: 0.55,
    summary: 'The execution role may lack the key that the table is encrypted with: nothing is delivered.',
    because: [...words([denial]), ...lag.because.map(why => `Lag: ${why}.`)],
    against: ["The key's own policy may allow it; that of a key that AWS manages does."],
    settledBy: `The policy of the key: aws kms get-key-policy${regionFlag(denial.resource)} --key-id ${key}.`,
    treatments: [treatment([denial], role)],
  }
}

/** The poller takes on the function's role; without the permission nothing is read, and no invocation tells. */
function pollerIsDenied(permissions: RolePermissions, lag: Lag): Present | null {
  const denials = permissions.results.filter(
    ({purpose, decision}) => (purpose === 'poll' && refusals.includes(decision)) || (purpose === 'key' && decision === 'explicitDeny'),
  )
  // ListStreams is not needed to read a stream that is known.
  const decisive = denials.filter(({action}) => !action.endsWith(':ListStreams'))
  if (permissions.exists && decisive.length === 0) return null
  return {
    is: 'present',
    confidence: 0.97,
    summary: permissions.exists
      ? 'The execution role may not read the stream: nothing is delivered.'
      : 'The execution role does not exist: nothing is delivered.',
    because: [
      ...words(decisive),
      ...(permissions.exists ? [] : [`There is no role ${permissions.role}.`]),
      ...lag.because.map(why => `Lag: ${why}.`),
    ],
    against: [],
    settledBy: null,
    treatments: [treatment(decisive, permissions.role)],
  }
}

function handlerIsDenied(failures: Failures, target: LambdaFunction | null | undefined): Present {
  const {logged, share, scope} = failures
  const denial = {action: logged?.deniedAction ?? 'an action', resource: logged?.deniedResource ?? '*'}
  const explicit = /explicit deny/i.test(logged?.sample ?? '')
  return {
    is: 'present',
    confidence: scope === 'passing' ? 0.85 : 0.96,
    summary: `${percent(share)} of the invocations fail because the function may not call ${denial.action}.`,
    because: [
      failingLine(failures),
      ...loggedLines(failures),
      ...(logged?.deniedResource ? [`Denied: ${denial.action} on ${denial.resource}.`] : []),
    ],
    against: [],
    settledBy: null,
    treatments: [treatment([{...denial, decision: explicit ? 'explicitDeny' : 'implicitDeny'}], target?.role)],
  }
}

const waits = ({state}: Lag): boolean => state === 'stopped' || state === 'unknown'

export const accessDenied = defineCause({
  id: 'access-denied',
  title: 'A permission is missing',
  harm: 'the mapping cannot read the stream, or every batch fails; records are lost 24 hours after they were written',
  harmful: true,
  needs: ['failures', 'lag', 'polling'],
  wants: ['function', 'mappedStream'],
  asks: ['rolePermissions', 'logErrors'],
  weigh: ({failures, lag, polling}, wanted) => {
    const target = maybe(wanted.function)
    if (failures.young) return {is: 'open', because: failures.young}
    if (failures.scope !== 'none' && failures.scope !== 'one-lane' && !waits(lag)) {
      if (failures.kind === 'denied') return handlerIsDenied(failures, target)
      return wanted.logErrors.state === 'missing' ? {is: 'open'} : ruledOut
    }
    // What is off, gone, switched off or stale is not read for another reason.
    const otherwise =
      polling.is === 'off' || target === null || target?.reservedConcurrency === 0 || maybe(wanted.mappedStream)?.is === 'stale'
    if (!waits(lag) || otherwise) return ruledOut
    const permissions = maybe(wanted.rolePermissions)
    return permissions ? (pollerIsDenied(permissions, lag) ?? keyMayBeDenied(permissions, lag) ?? ruledOut) : {is: 'open'}
  },
})
