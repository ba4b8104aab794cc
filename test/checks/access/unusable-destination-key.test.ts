import {expect, it} from 'vitest'
import {reopenKey} from '../../../src/advice/access/kms-key.ts'
import {unusableDestinationKey} from '../../../src/checks/access/unusable-destination-key.ts'
import type {RolePermissions} from '../../../src/model/evidence/evidence.ts'
import {customerKey, rolePermissions} from '../../support/on-demand.ts'
import {testCheck} from '../../support/test-check.ts'

const {arn} = customerKey()

const using = (...decisions: string[]): RolePermissions => {
  const {results, ...rest} = rolePermissions()
  const actions = ['kms:GenerateDataKey', 'kms:Decrypt']
  return {
    ...rest,
    results: [
      ...results,
      ...decisions.map((decision, i) => ({
        purpose: 'destination-key' as const,
        action: actions[i] ?? 'kms:Encrypt',
        resource: arn,
        decision,
      })),
    ],
  }
}
const denied = using('implicitDeny', 'allowed')
const naming = (principal: unknown) =>
  customerKey({policy: JSON.stringify({Statement: [{Effect: 'Allow', Principal: principal, Action: 'kms:*', Resource: '*'}]})})

it.each([
  ['Disabled', /^aws kms enable-key --region us-east-1 --key-id arn:/],
  ['PendingDeletion', /^aws kms cancel-key-deletion .* && aws kms enable-key /],
  ['Unavailable', /^aws kms describe-key /],
])('a key that is %s is brought back by a command of its own', (state, command) => {
  expect(reopenKey(customerKey({state})).command).toMatch(command)
})

testCheck(unusableDestinationKey, {
  with: {destinationKey: customerKey(), rolePermissions: using('allowed', 'allowed')},
  fail: [
    ['it is disabled', {destinationKey: customerKey({state: 'Disabled'})}, {state: 'Disabled', denied: []}],
    ['it is to be deleted', {destinationKey: customerKey({state: 'PendingDeletion'})}, {state: 'PendingDeletion'}],
    ['there is no such key', {destinationKey: customerKey({state: null, policy: null})}, {state: null}],
    ['the role may not use it', {rolePermissions: denied}, {denied: ['kms:GenerateDataKey'], role: 'orders-projector'}],
    ['its policy lets in neither the role nor its account', {destinationKey: naming({AWS: 'arn:aws:iam::123456789012:role/admin'})}],
    ['its policy lets in a role whose name begins alike', {rolePermissions: denied, destinationKey: naming({AWS: `${denied.role}-2`})}],
    ['the role is denied it, and the key allows it', {rolePermissions: using('allowed', 'explicitDeny'), destinationKey: naming('*')}],
  ],
  pass: [
    ['no key of the customer', {destinationKey: null}],
    ['its policy names the role, which may use it', {destinationKey: naming({AWS: denied.role})}],
    ['its primary region moves', {destinationKey: customerKey({state: 'Updating'})}],
    ['a bucket, which is encrypted alone', {rolePermissions: using('allowed')}],
  ],
  undecidable: [
    ['its policy names the role', {rolePermissions: denied, destinationKey: naming({AWS: [denied.role]})}],
    ['its policy names everybody', {rolePermissions: denied, destinationKey: naming({AWS: '*'})}],
    ['its policy cannot be understood', {rolePermissions: denied, destinationKey: customerKey({policy: '{'})}],
    ['it is of another account', {rolePermissions: denied, destinationKey: customerKey({policy: null})}],
    ['it is of another account, and the role may use it', {destinationKey: customerKey({policy: null})}],
    ['its state came later', {destinationKey: customerKey({state: 'Frozen'})}],
    ['it hangs on conditions', {rolePermissions: using('undetermined', 'allowed')}],
    ['the role was simulated without it', {rolePermissions: rolePermissions()}],
  ],
  unknownWithout: [['destinationKey'], ['rolePermissions']],
})
