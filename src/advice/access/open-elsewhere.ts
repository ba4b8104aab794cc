import type {Fix} from '../../model/check.ts'
import type {LambdaFunction} from '../../model/evidence/evidence.ts'
import {type PolicyKind, policyKinds} from '../../signs/denied-by.ts'
import {filterOption, option} from '../../text/shell.ts'
import {regionFlag} from '../region-flag.ts'
import {roleName} from './policy-statement.ts'

const asKind = (kind: string): PolicyKind | null => policyKinds.find(known => known === kind) ?? null

/** Says where the denial comes from, unless from the policies of the role, as is usual. */
export const denierLines = (kind: string): string[] =>
  asKind(kind) === null || kind === 'identity-based policy' ? [] : [`The error names the reason: a ${kind}, not a policy of the role.`]

interface Refused {
  action: string
  resource: string | null
  target: LambdaFunction | null | undefined
}

/** The change for a denial that no policy of the role can end; null where the role's own policies are the place. */
export function openElsewhere(kind: string, {action, resource, target}: Refused): Fix | null {
  const on = resource === null ? '' : ` on ${resource}`
  const at = regionFlag(target?.functionArn ?? '')
  const role = option('role-name', roleName(target?.role ?? 'ROLE'))
  switch (asKind(kind)) {
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
      return {
        summary: `Allow ${action}${on} in the policy of the resource itself: it belongs to another account, or denies the role. The command shows the role that it must name.`,
        command: `aws iam get-role${role} --query Role.Arn`,
      }
    default:
      return null
  }
}
