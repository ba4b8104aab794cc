import {describe, expect, test} from 'vitest'
import {simulationOf} from '../../../packages/lab/src/simulation/engine/simulation.ts'
import {updateAlias} from '../../../packages/lab/src/simulation/function/concurrency.ts'
import {updateMapping} from '../../../packages/lab/src/simulation/poller/mappings.ts'
import {disableStream, enableStream} from '../../../packages/lab/src/simulation/table/tables.ts'
import {smallWorld} from './small-world.ts'

describe('an update of a mapping', () => {
  test('is a transition of 20–90 seconds that shows the old settings and refuses another update', () => {
    const {world, mapping, to} = smallWorld()
    to(300)
    updateMapping(world, 'mapping-1', {BatchSize: 7})
    expect(mapping.state).toBe('Updating')
    expect(mapping.settings.BatchSize).toBe(100)
    expect(() => updateMapping(world, 'mapping-1', {BatchSize: 8})).toThrow(expect.objectContaining({name: 'ResourceInUseException'}))
    to(319)
    expect(mapping.state).toBe('Updating')
    to(392)
    expect(mapping).toMatchObject({state: 'Enabled', settings: {BatchSize: 7}})
  })

  test('disable stops polling, and then age and polls are absent; enable resumes from the checkpoint and drains', () => {
    const small = smallWorld()
    small.to(600)
    updateMapping(small.world, 'mapping-1', {Enabled: false})
    expect(small.mapping.state).toBe('Disabling')
    small.to(1800)
    expect(small.mapping.state).toBe('Disabled')
    expect(small.metric('PolledEventCount', 'Sum', {EventSourceMappingUUID: 'mapping-1'}).has(20)).toBe(false)
    expect(small.metric('IteratorAge', 'Maximum').has(20)).toBe(false)
    const waiting = small.counts().pending
    expect(waiting).toBeGreaterThan(8000)
    updateMapping(small.world, 'mapping-1', {Enabled: true})
    expect(small.mapping.state).toBe('Enabling')
    small.to(3000)
    const {written, processed, pending} = small.counts()
    expect(pending).toBeLessThan(20)
    expect(processed + pending).toBe(written)
    expect(Math.max(...small.metric('IteratorAge', 'Maximum').values())).toBeGreaterThan(1_000_000)
    expect([...small.metric('IteratorAge', 'Maximum').values()].at(-1)).toBeLessThan(2500)
  })

  test('a LATEST mapping without a checkpoint skips the records that came meanwhile; with one it does not', () => {
    const fresh = smallWorld({startingPosition: 'LATEST', settings: {Enabled: false}})
    fresh.to(600)
    updateMapping(fresh.world, 'mapping-1', {Enabled: true})
    fresh.to(900)
    expect(fresh.counts().skipped).toBeGreaterThan(4000)
    const proven = smallWorld({startingPosition: 'LATEST'})
    proven.to(600)
    updateMapping(proven.world, 'mapping-1', {BatchSize: 50})
    proven.to(900)
    expect(proven.counts()).toMatchObject({skipped: 0})
    expect(proven.counts().pending).toBeLessThan(20)
  })

  test('to a function that does not exist is refused', () => {
    const {world} = smallWorld()
    expect(() => updateMapping(world, 'mapping-1', {FunctionName: 'projector:9'})).toThrow(
      expect.objectContaining({name: 'ResourceNotFoundException'}),
    )
  })
})

test('moving an alias moves the next invocations', () => {
  const small = smallWorld({qualifier: ':live'})
  small.to(600)
  updateAlias(small.world, 'projector', 'live', {version: '2'})
  small.to(1200)
  const by = (ExecutedVersion: string) =>
    small.metric('Invocations', 'Sum', {FunctionName: 'projector', Resource: 'projector:live', ExecutedVersion})
  expect(by('1').has(12)).toBe(false)
  expect(by('2').get(12)).toBeGreaterThan(100)
})

test('a stream that is switched off and on has a new ARN, and the mapping of the old one drains and starves', () => {
  const small = smallWorld()
  small.to(600)
  const simulation = simulationOf(small.world)
  disableStream(simulation, 'orders')
  small.to(660)
  enableStream(simulation, 'orders')
  small.to(1800)
  const [former, present] = small.world.tables.get('orders')?.streams ?? []
  expect(former).toMatchObject({status: 'DISABLED', arn: small.mapping.eventSourceArn})
  expect(present?.arn).not.toBe(former?.arn)
  expect(former?.shards.every(shard => shard.closedMs !== null)).toBe(true)
  expect(small.counts().pending).toBe(0)
  expect(small.metric('Invocations', 'Sum').has(20)).toBe(false)
  expect(small.metric('ConsumedWriteCapacityUnits', 'Sum', {TableName: 'orders'}, 'AWS/DynamoDB').get(20)).toBeGreaterThan(300)
  expect(present?.shards.reduce((sum, shard) => sum + shard.bounds().next, 0)).toBeGreaterThan(8000)
})
