import type {Fix} from '../../model/check.ts'
import {fnv1a} from '../../text/fnv.ts'
import {option} from '../../text/shell.ts'

/** Something that a role may not do. `decision` as IAM says it: implicitDeny, explicitDeny. */
export interface Denial {
  action: string
  resource: string
  decision: string
  /** The limit that no policy of the role can open. */
  limit?: 'boundary' | 'organization' | undefined
}

/** Whether IAM denies; other words (`allowed`, and future ones) are no denial. */
export const isDenied = ({decision}: {decision: string}): boolean => decision === 'implicitDeny' || decision === 'explicitDeny'

/** A verdict in other words than yes and no, such as of a condition that the simulation had no value for. */
export const isUndetermined = (one: {decision: string}): boolean => one.decision !== 'allowed' && !isDenied(one)

/** Why a simulation says neither yes nor no. */
export const conditional = 'the simulation returned no verdict: it may depend on unknown conditions'

/** The name of a role as IAM's calls take it, from its ARN. */
export const roleName = (role: string): string => role.split('/').at(-1) ?? role

/** The resource as a policy has to name it: all objects where the simulation was asked about one. */
export const inPolicy = (resource: string): string => resource.replace(/^(arn:[^:]+:s3:::[^/]+\/aws\/lambda\/[^/]+\/)any$/, '$1*')

/** The policy that allows just these: one statement for each resource. */
export function allowing(denials: readonly Pick<Denial, 'action' | 'resource'>[]): string {
  const named = denials.map(({action, resource}) => ({action, resource: inPolicy(resource)}))
  const resources = [...new Set(named.map(({resource}) => resource))]
  const Statement = resources.map(Resource => ({
    Effect: 'Allow',
    Action: [...new Set(named.filter(({resource}) => resource === Resource).map(({action}) => action))],
    Resource,
  }))
  return JSON.stringify({Version: '2012-10-17', Statement})
}

/**
 * The command that adds a policy to a role. PutRolePolicy replaces a policy of the same name, and several functions may share the role:
 * so the name holds the allowed actions, and another permission never takes its place.
 */
export const putPolicy = (role: string, name: string, document: string): string =>
  `aws iam put-role-policy${option('role-name', roleName(role))} --policy-name ${name}-${fnv1a(document).toString(16).padStart(8, '0')}${option('policy-document', document)}`

/** Where a permissions boundary or the organization stands in the way: no policy of the role opens it. Null where none does. */
export function beyondRole(role: string, denials: readonly Denial[]): Fix | null {
  const limits = denials.map(({limit}) => limit)
  if (limits.includes('boundary'))
    return {
      summary:
        'The permissions boundary of the role does not allow it, and no policy of the role can. Find out who set the boundary, then allow it there; the role itself may lack it as well.',
      command: `aws iam get-role${option('role-name', roleName(role))} --query Role.PermissionsBoundary`,
    }
  if (limits.includes('organization'))
    return {
      summary:
        'A policy of the organization does not allow it, and no policy of the role can. Contact the administrators of the organization; the command works in its management account.',
      command: `aws organizations list-policies-for-target${option('target-id', role.split(':')[4] || 'ACCOUNT')} --filter SERVICE_CONTROL_POLICY`,
    }
  return null
}

/** Adds the missing permission to the role as a policy of its own; an explicit denial must be found and taken out instead. */
export function allow(role: string, denials: readonly Denial[], policyName: string): Fix {
  const name = option('role-name', roleName(role))
  const beyond = beyondRole(role, denials)
  if (beyond !== null) return beyond
  return denials.some(({decision}) => decision === 'explicitDeny')
    ? {
        summary:
          'An explicit deny applies, and no allow can overrule it. Find the deny statement, in the policies of the role, its permissions boundary or the organization, and narrow it.',
        command: `aws iam list-role-policies${name} && aws iam list-attached-role-policies${name}`,
      }
    : {
        summary:
          'Add this statement to the execution role, where the role is defined, or as a separate policy. It takes effect within seconds to a minute.',
        command: putPolicy(role, policyName, allowing(denials)),
      }
}
