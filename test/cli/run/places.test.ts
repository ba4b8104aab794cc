import {afterEach, expect, test, vi} from 'vitest'
import {placesOf} from '../../../src/cli/run/places.ts'

afterEach(() => void vi.unstubAllEnvs())

test('a region that no flag names is told with where it comes from', async () => {
  const nameOf = async (profile?: string[]) => (await placesOf({deadline: 30, profile} as Parameters<typeof placesOf>[0]))[0]?.name
  vi.stubEnv('AWS_PROFILE', undefined)
  vi.stubEnv('AWS_REGION', 'eu-west-1')
  expect(await nameOf()).toBe('eu-west-1 (AWS_REGION)')
  vi.stubEnv('AWS_REGION', undefined)
  expect(await nameOf()).toBe('the region of the profile default')
  expect(await nameOf(['work'])).toBe('the region of the profile work')
})

test('a region or role that is named twice is looked at once', async () => {
  const role = 'arn:aws:iam::123456789012:role/reader'
  const places = await placesOf({
    region: ['eu-west-1', 'us-east-1', 'eu-west-1'],
    'role-arn': [role, role],
    'endpoint-url': 'http://127.0.0.1:9',
    deadline: 30,
  } as Parameters<typeof placesOf>[0])
  expect(places.map(({name}) => name)).toEqual([`eu-west-1 as ${role}`, `us-east-1 as ${role}`])
})
