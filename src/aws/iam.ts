import type {EvaluationResult, IAMClient} from '@aws-sdk/client-iam'
import {required} from './transport/aws-error.ts'
import {call, clientOf} from './transport/client.ts'
import type {Aws} from './transport/connection.ts'
import {allPages} from './transport/paging.ts'
import {regionOf} from './transport/region.ts'

export type SimulationAnswer = EvaluationResult

/** A policy document as JSON text, and the name of the policy. */
export interface NamedDocument {
  policy: string
  document: string
}

const sdk = () => import('@aws-sdk/client-iam')

/** IAM is global: signed for one region of each partition, also when an endpoint is given and the SDK would sign for the run's. */
async function iamClient(aws: Aws): Promise<IAMClient> {
  const region = globalRegionOf(await regionOf(aws))
  return clientOf(aws, 'iam', 'iam', async () => (await sdk()).IAMClient, {region})
}

/** The region that IAM signs for (IAM User Guide, "AWS Identity and Access Management endpoints"). */
export function globalRegionOf(region: string): string {
  if (region.startsWith('cn-')) return 'cn-north-1'
  return region.startsWith('us-gov-') ? 'us-gov-west-1' : 'us-east-1'
}

interface Page {
  IsTruncated?: boolean | undefined
  Marker?: string | undefined
}

const nextOf = ({IsTruncated, Marker}: Page): string | undefined => (IsTruncated ? Marker : undefined)

/** The verdicts of a role's identity policies on every action on every resource; one call for all. Resource policies are not judged. */
export const simulatePrincipalPolicy = (
  aws: Aws,
  role: string,
  actions: readonly string[],
  resources: readonly string[],
): Promise<SimulationAnswer[]> =>
  call(aws, 'iam:SimulatePrincipalPolicy', async abortSignal => {
    const [client, {SimulatePrincipalPolicyCommand}] = [await iamClient(aws), await sdk()]
    const input = {PolicySourceArn: role, ActionNames: [...actions], ResourceArns: [...resources]}
    return allPages(async Marker => {
      const page = await client.send(new SimulatePrincipalPolicyCommand({...input, ...(Marker !== undefined && {Marker})}), {abortSignal})
      return {items: required(page.EvaluationResults, 'EvaluationResults'), next: nextOf(page)}
    })
  })

/** ARNs and names of the managed policies of a role. */
export const listAttachedRolePolicies = (aws: Aws, roleName: string): Promise<{arn: string; name: string}[]> =>
  call(aws, 'iam:ListAttachedRolePolicies', async abortSignal => {
    const [client, {ListAttachedRolePoliciesCommand}] = [await iamClient(aws), await sdk()]
    return allPages(async Marker => {
      const input = {RoleName: roleName, ...(Marker !== undefined && {Marker})}
      const page = await client.send(new ListAttachedRolePoliciesCommand(input), {abortSignal})
      const items = required(page.AttachedPolicies, 'AttachedPolicies')
      return {items: items.map(({PolicyArn = '', PolicyName = ''}) => ({arn: PolicyArn, name: PolicyName})), next: nextOf(page)}
    })
  })

/** The names of the policies that stand in a role. */
export const listRolePolicies = (aws: Aws, roleName: string): Promise<string[]> =>
  call(aws, 'iam:ListRolePolicies', async abortSignal => {
    const [client, {ListRolePoliciesCommand}] = [await iamClient(aws), await sdk()]
    return allPages(async Marker => {
      const page = await client.send(new ListRolePoliciesCommand({RoleName: roleName, ...(Marker !== undefined && {Marker})}), {
        abortSignal,
      })
      return {items: required(page.PolicyNames, 'PolicyNames'), next: nextOf(page)}
    })
  })

/** A policy that stands in a role. */
export const getRolePolicy = (aws: Aws, roleName: string, policyName: string): Promise<NamedDocument> =>
  call(aws, 'iam:GetRolePolicy', async abortSignal => {
    const [client, {GetRolePolicyCommand}] = [await iamClient(aws), await sdk()]
    const {PolicyDocument} = await client.send(new GetRolePolicyCommand({RoleName: roleName, PolicyName: policyName}), {abortSignal})
    return {policy: policyName, document: decodeURIComponent(required(PolicyDocument, 'PolicyDocument'))}
  })

/** The version of a managed policy that is in force. */
export async function getManagedPolicy(aws: Aws, {arn, name}: {arn: string; name: string}): Promise<NamedDocument> {
  const version = await call(aws, 'iam:GetPolicy', async abortSignal => {
    const [client, {GetPolicyCommand}] = [await iamClient(aws), await sdk()]
    const {Policy} = await client.send(new GetPolicyCommand({PolicyArn: arn}), {abortSignal})
    return required(Policy?.DefaultVersionId, 'DefaultVersionId')
  })
  return call(aws, 'iam:GetPolicyVersion', async abortSignal => {
    const [client, {GetPolicyVersionCommand}] = [await iamClient(aws), await sdk()]
    const {PolicyVersion} = await client.send(new GetPolicyVersionCommand({PolicyArn: arn, VersionId: version}), {abortSignal})
    return {policy: name, document: decodeURIComponent(required(PolicyVersion?.Document, 'Document'))}
  })
}
