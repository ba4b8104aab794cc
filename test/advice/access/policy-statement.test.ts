import {expect, it} from 'vitest'
import {allow, allowing} from '../../../src/advice/access/policy-statement.ts'

const role = 'arn:aws:iam::123456789012:role/service/orders'
const denial = (action: string, resource: string, decision = 'implicitDeny') => ({action, resource, decision})

it('has one statement for each resource, and each action once', () => {
  const policy = JSON.parse(allowing([denial('a:One', 'x'), denial('a:Two', 'x'), denial('a:One', 'x'), denial('b:One', 'y')]))
  expect(policy.Statement).toEqual([
    {Effect: 'Allow', Action: ['a:One', 'a:Two'], Resource: 'x'},
    {Effect: 'Allow', Action: ['b:One'], Resource: 'y'},
  ])
})

it('is a command for the shell, with the name of the role', () => {
  const fix = allow(role, [denial('sqs:SendMessage', "arn:aws:sqs:us-east-1:1:it's")], 'p')
  expect('command' in fix && fix.command).toContain('--role-name orders ')
  expect('command' in fix && fix.command).toContain("it'\\''s")
})

it('never replaces earlier permissions: another permission is a policy of another name', () => {
  const nameOf = (action: string) => /--policy-name (\S+)/.exec((allow(role, [denial(action, 'x')], 'p') as {command: string}).command)?.[1]
  expect(nameOf('a:One')).toMatch(/^p-[0-9a-f]{8}$/)
  expect(nameOf('a:One')).toBe(nameOf('a:One'))
  expect(nameOf('a:Two')).not.toBe(nameOf('a:One'))
})

it('adds nothing where a policy denies explicitly', () => {
  const fix = allow(role, [denial('a:One', 'x'), denial('a:Two', 'x', 'explicitDeny')], 'p')
  expect('command' in fix && fix.command).not.toContain('put-role-policy')
})
