import {expect, test} from 'vitest'
import {placesOf} from '../../src/cli/places.ts'

test('a region or role that is named twice is looked at once', async () => {
  const role = 'arn:aws:iam::123456789012:role/reader'
  const places = await placesOf({
    region: ['eu-west-1', 'us-east-1', 'eu-west-1'],
    'role-arn': [role, role],
    'endpoint-url': 'http://127.0.0.1:9',
    deadline: '30s',
  } as Parameters<typeof placesOf>[0])
  expect(places.map(({name}) => name)).toEqual([`eu-west-1 as ${role}`, `us-east-1 as ${role}`])
})
