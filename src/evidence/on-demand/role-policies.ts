import {getManagedPolicy, getRolePolicy, listAttachedRolePolicies, listRolePolicies, type NamedDocument} from '../../aws/iam.ts'
import {orNull} from '../../aws/not-found.ts'
import type {Aws} from '../../aws/transport/connection.ts'
import type {RolePolicies} from '../../model/evidence/evidence.ts'
import {defineOnDemand} from './on-demand.ts'
import {roleNameOf} from './role-name.ts'

type Statement = RolePolicies['statements'][number]

/** The statements in the policies of the execution role, managed ones and its own. */
export const rolePolicies = defineOnDemand({
  key: 'rolePolicies',
  scope: 'function',
  needs: ['function'],
  actions: ['iam:ListAttachedRolePolicies', 'iam:ListRolePolicies', 'iam:GetPolicy', 'iam:GetPolicyVersion', 'iam:GetRolePolicy'],
  collect: async (aws, given) => {
    const role = given.function?.role ?? null
    if (role === null) return null
    const documents = await orNull(documentsOf(aws, roleNameOf(role)))
    return documents && {role, statements: documents.flatMap(({inline, ...one}) => statementsOf(one).map(found => ({...found, inline})))}
  },
})

async function documentsOf(aws: Aws, roleName: string): Promise<(NamedDocument & {inline: boolean})[]> {
  const [attached, own] = await Promise.all([listAttachedRolePolicies(aws, roleName), listRolePolicies(aws, roleName)])
  return Promise.all([
    ...attached.map(async policy => ({...(await getManagedPolicy(aws, policy)), inline: false})),
    ...own.map(async name => ({...(await getRolePolicy(aws, roleName, name)), inline: true})),
  ])
}

interface DocumentStatement {
  Effect?: string
  Action?: string | string[]
  NotAction?: string | string[]
  Resource?: string | string[]
  NotResource?: string | string[]
  Condition?: object
}

/** The statements of a document; IAM takes a single one, and single values, without a list. */
export function statementsOf({policy, document}: NamedDocument): Statement[] {
  const {Statement = []} = JSON.parse(document) as {Statement?: DocumentStatement | DocumentStatement[]}
  return [Statement].flat().map(one => ({
    policy,
    effect: one.Effect ?? '',
    actions: entries(one.Action, one.NotAction),
    resources: entries(one.Resource, one.NotResource),
    ...(one.Condition !== undefined && {hasCondition: true}),
  }))
}

/** NotAction and NotResource mean all but these. */
const entries = (named: string | string[] = [], not?: string | string[]): string[] =>
  not === undefined ? [named].flat() : ['*', ...[not].flat().map(entry => `!${entry}`)]
