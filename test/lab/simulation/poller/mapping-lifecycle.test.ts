import {describe, expect, test} from 'vitest'
import {recordCounts} from '../../../../packages/lab/src/simulation/engine/conservation.ts'
import type {World} from '../../../../packages/lab/src/simulation/engine/world.ts'
import {createMapping, deleteMapping, type NewMapping} from '../../../../packages/lab/src/simulation/poller/mapping-lifecycle.ts'
import {smallWorld} from '../small-world.ts'

const newMapping = (world: World, more: Partial<NewMapping> = {}): NewMapping => ({
  eventSourceArn: world.tables.get('orders')?.streams[0]?.arn ?? '',
  startingPosition: 'TRIM_HORIZON',
  settings: {FunctionName: 'projector:live'},
  ...more,
})

const countOf = (world: World, uuid: string) => recordCounts(world).find(count => count.mapping === uuid)

describe('a new mapping', () => {
  test('is Creating for a while, has AWS’s defaults, and reads all that the stream holds, closed shards first', () => {
    const {world, to} = smallWorld({shards: 2, perShard: 3, shardLifeSeconds: 300, splitAtSecond: 200})
    to(900)
    const lab = createMapping(world, newMapping(world))
    expect(lab).toMatchObject({
      state: 'Creating',
      lastProcessingResult: 'No records processed',
      settings: {BatchSize: 100, MaximumRetryAttempts: -1},
    })
    to(1000)
    expect(lab.state).toBe('Enabled')
    to(2400)
    const count = countOf(world, lab.uuid)
    expect(count?.written).toBe(countOf(world, 'mapping-1')?.written)
    expect(count?.pending).toBeLessThan(20)
    expect((count?.processed ?? 0) + (count?.pending ?? 0)).toBe(count?.written)
    expect(lab.lastProcessingResult).toBe('OK')
  })

  test('at LATEST begins with the records written once it polls', () => {
    const {world, to} = smallWorld({perShard: 5})
    to(600)
    const lab = createMapping(world, newMapping(world, {startingPosition: 'LATEST'}))
    to(900)
    const {written = 0, processed = 0, pending = 0} = countOf(world, lab.uuid) ?? {}
    expect(written).toBeLessThan(10 * 285)
    expect(written).toBeGreaterThan(10 * 180)
    expect(processed + pending).toBe(written)
  })

  test('can be made disabled, and is refused where AWS refuses it', () => {
    const {world, to} = smallWorld()
    const off = createMapping(world, newMapping(world, {settings: {FunctionName: 'projector:1', Enabled: false}}))
    expect(() => createMapping(world, newMapping(world, {settings: {FunctionName: 'projector:1'}}))).toThrow(/already exists.*UUID/)
    expect(() => createMapping(world, newMapping(world, {eventSourceArn: 'arn:gone'}))).toThrow('Stream not found: arn:gone')
    expect(() => createMapping(world, newMapping(world, {settings: {FunctionName: 'nobody'}}))).toThrow(/Function not found/)
    to(120)
    expect(off.state).toBe('Disabled')
    expect(countOf(world, off.uuid)?.processed).toBe(0)
  })
})

describe('deleting a mapping', () => {
  test('takes some seconds; then it is gone and nothing is delivered', () => {
    const {world, to, metric} = smallWorld()
    to(300)
    const lab = deleteMapping(world, 'mapping-1')
    expect(lab.state).toBe('Deleting')
    expect(() => deleteMapping(world, 'mapping-1')).toThrow(/in use/)
    to(330)
    expect(world.mappings.size).toBe(0)
    to(900)
    expect(metric('Invocations', 'Sum').get(8)).toBeUndefined()
    expect(() => deleteMapping(world, 'mapping-1')).toThrow('The resource you requested does not exist.')
  })
})

test('a function that writes to its own table feeds itself', () => {
  const rate = (writesBack: number) => {
    const {to, counts} = smallWorld({shards: 1, perShard: 4, behaviour: {writesBack}})
    to(600)
    return counts().written / 600
  }
  // Each record makes half a record: 1 + 1/2 + 1/4 + … as many.
  expect(rate(0.5) / rate(0)).toBeCloseTo(2, 0)
  expect(rate(1)).toBeGreaterThan(10 * rate(0))
})
