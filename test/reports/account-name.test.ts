import {expect, test} from 'vitest'
import {profileIn} from '../../src/aws/transport/profile.ts'
import {human} from '../../src/reports/doctor/human.ts'
import {accountName} from '../../src/reports/text/names.ts'
import {invented} from './invented.ts'

const style = {columns: 100, colour: false, unicode: true, verbose: false}

test.each([
  [{account: '123456789012'}, 'account 123456789012'],
  [{account: '123456789012', profile: 'prod'}, 'account 123456789012 (profile prod)'],
  [{account: null, profile: 'prod'}, 'account unknown (profile prod)'],
])('%j: %s', (scope, name) => expect(accountName(scope)).toBe(name))

test.each<[string, Parameters<typeof profileIn>[0], object]>([
  ['a profile', {profile: 'prod', deadlineMs: 1}, {profile: 'prod'}],
  ['credentials of the lab', {profile: 'prod', credentials: {accessKeyId: 'lab', secretAccessKey: 'lab'}, deadlineMs: 1}, {}],
  ['a role that is assumed', {profile: 'prod', takeOn: () => undefined as never, deadlineMs: 1}, {}],
])('%s', (_, connection, found) => expect(profileIn(connection)).toEqual(found))

test('a report shows the profile beside the account of its pipeline, not beside another account', () => {
  const {fleet} = invented
  const [pipeline] = fleet.pipelines
  const of = (account: string) => human({...fleet, scope: {...fleet.scope, profile: 'prod'}, pipelines: [{...pipeline!, account}]}, style)
  expect(of('123456789012').split('\n')[0]).toMatch(/us-east-1 · 123456789012 \(prod\)/)
  expect(of('999999999999').split('\n')[0]).toMatch(/us-east-1 · 999999999999(?! \()/)
})
