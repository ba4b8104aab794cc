import {expect, it} from 'vitest'
import type {RolePolicies} from '../../src/model/evidence/evidence.ts'
import {roleSays} from '../../src/signs/role-statements.ts'

const table = 'arn:aws:dynamodb:us-east-1:123456789012:table/orders'
type Statement = RolePolicies['statements'][number]
const statement = (given: Partial<Statement> = {}): Statement => ({
  policy: 'p',
  effect: 'Allow',
  actions: ['dynamodb:GetItem'],
  resources: [table],
  ...given,
})
const says = (statements: Statement[], resource: string | null = table, action = 'dynamodb:GetItem') =>
  roleSays({role: 'r', statements}, action, resource)

it.each<[string, Statement[], ReturnType<typeof says>]>([
  ['the action on the resource', [statement()], 'allows'],
  ['no statement', [], 'nothing'],
  ['another action', [statement({actions: ['dynamodb:PutItem']})], 'nothing'],
  ['another resource', [statement({resources: [`${table}-old`]})], 'nothing'],
  ['a pattern, in other letters', [statement({actions: ['DynamoDB:get*'], resources: ['arn:aws:dynamodb:*:*:table/orders']})], 'allows'],
  ['all but another action', [statement({actions: ['*', '!iam:*']})], 'allows'],
  ['all but this action', [statement({actions: ['*', '!dynamodb:Get*']})], 'nothing'],
  ['all but this resource', [statement({resources: ['*', `!${table}`]})], 'nothing'],
  ['a denial beside it', [statement(), statement({effect: 'Deny', actions: ['*'], resources: ['*']})], 'denies'],
  ['a condition', [statement({hasCondition: true})], 'nothing'],
  ['a denial under a condition', [statement(), statement({effect: 'Deny', hasCondition: true})], 'allows'],
])('%s', (_, statements, verdict) => {
  expect(says(statements)).toBe(verdict)
})

it('an unknown resource needs a statement about all of them', () => {
  expect(says([statement()], null)).toBe('nothing')
  expect(says([statement({resources: ['*']})], null)).toBe('allows')
})
