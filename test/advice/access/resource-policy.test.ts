import {describe, expect, it} from 'vitest'
import {policyOn} from '../../../src/advice/access/resource-policy.ts'

const role = 'arn:aws:iam::123456789012:role/orders'
const root = 'arn:aws:iam::123456789012:root'
const statement = (given: object) => ({Effect: 'Allow', Principal: {AWS: root}, Action: 'kms:*', Resource: '*', ...given})
const says = (...statements: object[]) => policyOn(JSON.stringify({Statement: statements}), role, 'kms:Decrypt')

describe('the policy of a key', () => {
  it.each([
    ['delegates', statement({})],
    ['delegates', statement({Principal: {AWS: ['123456789012']}})],
    ['delegates', statement({Action: ['kms:Describe*', 'KMS:decrypt']})],
    ['may delegate', statement({Condition: {StringEquals: {'kms:ViaService': 'dynamodb.us-east-1.amazonaws.com'}}})],
    ['names', statement({Principal: {AWS: role}})],
    ['names', statement({Principal: '*'})],
    ['may name', statement({Principal: {AWS: '*'}, Condition: {StringEquals: {'kms:CallerAccount': '123456789012'}}})],
    ['may name', statement({Principal: undefined, NotPrincipal: {AWS: `${role}-2`}})],
    ['nothing', statement({Principal: {AWS: `${role}-2`}})],
    ['nothing', statement({Principal: {Service: 'sns.amazonaws.com'}})],
    // As the CDK once wrote it: the account may administer the key, and no more.
    ['nothing', statement({Action: ['kms:Create*', 'kms:Describe*', 'kms:Put*']})],
    ['nothing', statement({Action: undefined, NotAction: 'kms:Decrypt'})],
  ])('%s: %j', (word, one) => {
    expect(says(one)).toBe(word)
  })

  it('a denial overrides its other statements, but not where the denial hangs on conditions', () => {
    const deny = {Effect: 'Deny', Principal: '*'}
    expect(says(statement({}), statement(deny))).toBe('denies')
    expect(says(statement({}), statement({...deny, Condition: {Bool: {'aws:SecureTransport': 'false'}}}))).toBe('delegates')
  })

  it('may say anything when it is not JSON', () => {
    expect(policyOn('{', role, 'kms:Decrypt')).toBe('may name')
  })
})
