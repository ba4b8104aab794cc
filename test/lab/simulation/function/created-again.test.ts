import {expect, test} from 'vitest'
import {defaultKeyPolicy} from '../../../../packages/lab/src/simulation/access/kms-keys.ts'
import {
  type CreatedFunction,
  createFunction,
  deleteFunction,
  publishVersion,
} from '../../../../packages/lab/src/simulation/function/releases.ts'
import {smallWorld} from '../small-world.ts'

const settings = {
  timeoutSeconds: 9,
  environment: {},
  subnetIds: [],
  securityGroupIds: [],
  tracing: 'PassThrough',
  description: '',
  logFormat: 'JSON',
  logGroup: '/orders',
} as const satisfies Partial<CreatedFunction>

const last = (series: Map<number, number>): number => [...series.values()].at(-1) ?? 0

test('a function that is created again runs its package with the given settings, and no version number comes twice', () => {
  const small = smallWorld({})
  small.to(200)
  const {world} = small
  const first = Number(publishVersion(world, 'projector', ''))
  const {memoryMb, role, runtime, handler, architecture} = world.functions.get('projector')!
  deleteFunction(world, 'projector')
  small.to(500)
  const made = {...settings, subnetIds: [], securityGroupIds: [], role, runtime, handler, architecture, memoryMb}
  const lab = createFunction(world, 'projector', made)
  expect(lab).toMatchObject({state: 'Active', timeoutSeconds: 9, reservedConcurrency: null, logFormat: 'JSON', logGroup: '/orders'})
  expect(lab?.versions.size).toBe(0)
  small.to(1000)
  expect(last(small.metric('Invocations', 'Sum'))).toBeGreaterThan(0)
  expect(Number(publishVersion(world, 'projector', ''))).toBe(first + 1)
})

test('no function of an unknown name has code', () => {
  const {world} = smallWorld({})
  const {memoryMb, role, runtime, handler, architecture} = world.functions.get('projector')!
  const made = {...settings, subnetIds: [], securityGroupIds: [], role, runtime, handler, architecture, memoryMb}
  expect(createFunction(world, 'other', made)).toBeNull()
})

test('an Inactive function is Active at a call once its key is enabled', () => {
  const small = smallWorld({})
  small.to(200)
  const {world} = small
  const arn = `arn:aws:kms:${world.region}:${world.accountId}:key/k1`
  const key = {id: 'k1', arn, alias: 'alias/settings', state: 'Disabled' as const, createdMs: 0, policy: defaultKeyPolicy(world.accountId)}
  world.keys.set('k1', key)
  const lab = world.functions.get('projector')!
  Object.assign(lab, {state: 'Inactive', stateReasonCode: 'DisabledKMSKey', environmentKeyArn: arn})
  small.to(400)
  expect(lab.state).toBe('Inactive')
  Object.assign(key, {state: 'Enabled'})
  small.to(600)
  expect(lab.state).toBe('Active')
  expect(lab.stateReasonCode).toBeUndefined()
})
