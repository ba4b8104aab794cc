import type {Fix} from '../../model/check.ts'
import type {DeniedCalls, LambdaFunction, LoggedError, RolePolicies} from '../../model/evidence/evidence.ts'
import {decisionOf, type PolicyKind, policyKinds} from '../../signs/denied-by.ts'
import {roleSays} from '../../signs/role-statements.ts'
import {filterOption, option} from '../../text/shell.ts'
import {regionFlag} from '../region-flag.ts'
import {allowing, isDenied, putPolicy, roleName} from './policy-statement.ts'
import {accountOf, policyOfResource, showResourcePolicy} from './resource-owner.ts'

/** A denied call, and the known policies of the role that made it, or IAM's simulation of them; undefined and null where they are not known. */
export interface DeniedCall {
  logged: Pick<LoggedError, 'deniedAction' | 'deniedResource' | 'deniedBy' | 'deniedExplicitly' | 'sample'>
  target: LambdaFunction | null | undefined
  policies: RolePolicies | null | undefined
  simulated: DeniedCalls | undefined
}

interface Refused {
  action: string
  resource: string | null
  target: LambdaFunction | null | undefined
}

const text = {
  named: (kind: string) => `The error names the reason: a ${kind}, not a policy of the role.`,
  allows: (action: string, resource: string, other: string) =>
    `The policies of the role allow ${action} on ${resource}: ${other} refuses it.`,
  trust: (role: string) => `the trust policy of the role ${role}`,
  anotherPolicy: 'another policy',
  byCaller: (role: string, account: string) =>
    `The denied caller is the role ${role} of the account ${account}, which the handler assumes, and not the execution role.`,
  toCaller: (action: string, resource: string, role: string) => `Allow the role ${role} to call ${action} on ${resource}.`,
  grantCaller: (action: string, role: string) =>
    `Allow ${action} to the role ${role}, which the handler assumes. A further permission of the execution role has no effect.`,

  ofOwner: (account: string, sentence: string) =>
    `The account ${account} has to allow it; no policy of this account can. Send its owner this sentence: "${sentence}" The command prints the ARN of the execution role.`,
  doubtOfOwner: (account: string) => `Only the account ${account} can make this change: no command here ends the incident.`,
  toOwner: (action: string, role: string, policy: string) => `Allow ${role} to call ${action} in ${policy}.`,
  ofTrust: (action: string, role: string, named: string) =>
    `Allow ${role} to call ${action} in the trust policy of the role ${named}, which the command prints. UpdateAssumeRolePolicy replaces the whole policy: start from the current one.`,
  ofResource: (action: string, role: string, policy: string) =>
    `Allow ${role} to call ${action} in ${policy}, which the command prints. A call that changes the policy replaces all of it: start from the current one.`,
  inAccount: (action: string, role: string, policy: string) =>
    `Find the policy that refuses ${action} to ${role}: ${policy}, the permissions boundary of the role, the policy of a VPC endpoint or a policy of the organization. A further permission of the role has no effect.`,
  doubtInAccount:
    'The error does not name the policy that refuses the call. Where the permission was granted in the last minutes, the next retry shows it.',
  unread: (account: string) =>
    `The policies of the role were not read: it may have the permission already. The account ${account} must also allow it.`,
  both: (account: string) => `The account ${account} must also allow it: between accounts the policies of both have to.`,
}

const asKind = (kind: string | null | undefined): PolicyKind | null => policyKinds.find(known => known === kind) ?? null

const assumes = (action: string): boolean => action === 'sts:AssumeRole'

/** The role that made the call, where the error names another one than the execution role: the handler assumes it. */
function otherCaller({logged: {sample}, target}: DeniedCall): {role: string; account: string} | null {
  const [, account, role] = /\barn:[\w-]+:sts::(\d{12}):assumed-role\/([^/\s]+)/.exec(sample) ?? []
  if (account === undefined || role === undefined || !target?.role) return null
  return account === accountOf(target.role) && role === roleName(target.role) ? null : {role, account}
}

function forCaller({role, account}: {role: string; account: string}, {action, resource, target}: Refused): Fix {
  const own = target?.role ?? ''
  if (account === accountOf(own))
    return {
      summary: text.grantCaller(action, role),
      command: putPolicy(role, 'ddbstream-handler-calls', allowing([{action, resource: resource ?? '*'}])),
      doubt: text.doubtInAccount,
    }
  return {
    summary: text.ofOwner(account, text.toCaller(action, resource ?? '*', role)),
    command: `aws iam get-role${option('role-name', roleName(own))} --query Role.Arn`,
    doubt: text.doubtOfOwner(account),
  }
}

/** The account of the resource, where it is another one than that of the role; else null. */
function otherAccount(resource: string | null, target: LambdaFunction | null | undefined): string | null {
  const [own, other] = [accountOf(target?.role ?? target?.functionArn ?? ''), accountOf(resource ?? '')]
  return own !== '' && /^\d{12}$/.test(other) && own !== other ? other : null
}

/** Whether the role's own policies, or IAM's simulation of them, allow the call; null where neither is known. */
function roleAllows({logged: {deniedAction, deniedResource}, policies, simulated}: DeniedCall): boolean | null {
  if (deniedAction === null) return null
  const verdict = simulated?.find(({action, resource}) => action === deniedAction && resource === (deniedResource || '*'))
  if (verdict?.decision === 'allowed') return true
  if (verdict !== undefined && isDenied(verdict)) return false
  return policies ? roleSays(policies, deniedAction, deniedResource || null) === 'allows' : null
}

/** The policy that refuses a call, where it is no policy of the role: the lines of evidence for it, and the change. Null where the role's own policies are the place. */
export function refusedElsewhere(call: DeniedCall): {because: string[]; fix: Fix} | null {
  const {logged, target} = call
  const {deniedAction: action, deniedResource, deniedBy} = logged
  const kind = asKind(deniedBy)
  const resource = deniedResource || null
  const caller = otherCaller(call)
  if (action !== null && caller !== null)
    return {because: [text.byCaller(caller.role, caller.account)], fix: forCaller(caller, {action, resource, target})}
  if (kind === 'identity-based policy') return null
  const because = kind === null ? [] : [text.named(kind)]
  if (action === null) return null
  if (kind !== null) return {because, fix: byKind(kind, {action, resource, target})}
  if (decisionOf(logged) === 'explicitDeny' || roleAllows(call) !== true) return null
  const isOther = assumes(action) || otherAccount(resource, target) !== null
  const other = assumes(action)
    ? text.trust(resource ?? '')
    : resource !== null && isOther
      ? policyOfResource(resource)
      : text.anotherPolicy
  return {
    because: [text.allows(action, resource ?? '*', other)],
    fix: isOther ? byOwner({action, resource, target}) : inAccount({action, resource, target}),
  }
}

/** Why the grant of a permission to the role may not be enough; null where nothing speaks against it. */
export function besidesRole(call: DeniedCall): string | null {
  const other = otherAccount(call.logged.deniedResource, call.target)
  if (other === null) return null
  return roleAllows(call) === null ? text.unread(other) : text.both(other)
}

/** The line that the error itself names the policy. */
export const denierLines = (kind: string): string[] => (asKind(kind) === null || kind === 'identity-based policy' ? [] : [text.named(kind)])

const ofRole = (target: LambdaFunction | null | undefined): string => target?.role ?? 'the execution role'

/** The resource itself, or the role that is assumed, has to let the role in. Its owner may be another account. */
function byOwner({action, resource, target}: Refused): Fix {
  const role = ofRole(target)
  const policy = assumes(action)
    ? text.trust(resource ?? '')
    : resource === null
      ? 'the policy of the resource'
      : policyOfResource(resource)
  const account = otherAccount(resource, target)
  if (account !== null)
    return {
      summary: text.ofOwner(account, text.toOwner(action, role, policy)),
      command: `aws iam get-role${option('role-name', roleName(target?.role ?? 'ROLE'))} --query Role.Arn`,
      doubt: text.doubtOfOwner(account),
    }
  if (assumes(action))
    return {
      summary: text.ofTrust(action, role, resource ?? ''),
      command: `aws iam get-role${option('role-name', roleName(resource ?? 'ROLE'))} --query Role.AssumeRolePolicyDocument`,
    }
  return {
    summary: text.ofResource(action, role, policy),
    command:
      (resource === null ? null : showResourcePolicy(resource)) ??
      `aws iam get-role${option('role-name', roleName(target?.role ?? 'ROLE'))} --query Role.Arn`,
  }
}

/** Within one account the policies of the role are enough: a denial or a limit stands in the way. */
function inAccount({action, resource, target}: Refused): Fix {
  const policy = resource === null ? 'the policy of the resource' : policyOfResource(resource)
  return {
    summary: text.inAccount(action, ofRole(target), policy),
    command:
      (resource === null ? null : showResourcePolicy(resource)) ??
      `aws iam get-role${option('role-name', roleName(target?.role ?? 'ROLE'))} --query Role.PermissionsBoundary`,
    doubt: text.doubtInAccount,
  }
}

/** The change for a denial whose error names the kind of policy. */
function byKind(kind: Exclude<PolicyKind, 'identity-based policy'>, refused: Refused): Fix {
  const {action, resource, target} = refused
  const on = resource === null ? '' : ` on ${resource}`
  const at = regionFlag(target?.functionArn ?? '')
  const role = option('role-name', roleName(target?.role ?? 'ROLE'))
  switch (kind) {
    case 'VPC endpoint policy':
      return {
        summary: `Allow ${action}${on} in the policy of the VPC endpoint; no policy of the role can. The command shows the endpoint and its policy.`,
        command: `aws ec2 describe-vpc-endpoints${at}${filterOption('service-name', [`*.${action.split(':')[0]}`])} --query 'VpcEndpoints[].[VpcEndpointId,VpcId,PolicyDocument]'`,
      }
    case 'service control policy':
    case 'resource control policy':
      return {
        summary: `A ${kind} of the organization denies ${action}${on}; no policy of the role can allow it. The administrators of the organization can change it. The command works in the management account.`,
        command: `aws organizations list-policies-for-target${option('target-id', target?.role?.split(':')[4] || 'ACCOUNT')} --filter ${kind.startsWith('service') ? 'SERVICE' : 'RESOURCE'}_CONTROL_POLICY`,
      }
    case 'permissions boundary':
      return {
        summary: `Allow ${action}${on} in the permissions boundary of the role; no other policy of the role can. The command shows the boundary.`,
        command: `aws iam get-role${role} --query Role.PermissionsBoundary`,
      }
    case 'session policy':
      return {
        summary: `The session policy denies ${action}${on}: whoever calls AssumeRole passes it. Change that call, or the role that it assumes.`,
        command: `aws iam get-role${role}`,
      }
    case 'resource-based policy':
      return byOwner(refused)
  }
}
