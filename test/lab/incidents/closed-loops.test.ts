import {describe, expect, test} from 'vitest'
import {findIncident, type Incident} from '../../../packages/lab/src/incidents/index.ts'
import {recordCounts} from '../../../packages/lab/src/simulation/engine/conservation.ts'
import {simulationOf} from '../../../packages/lab/src/simulation/engine/simulation.ts'
import type {MappingSettings, World} from '../../../packages/lab/src/simulation/engine/world.ts'
import {updateMapping} from '../../../packages/lab/src/simulation/poller/mappings.ts'
import {type Opened, open} from './opened.ts'

const opened = (id: string, seed: number) => open(findIncident(id) as Incident, seed)
const pending = (world: World): number => recordCounts(world)[0]?.pending ?? 0

/** The waiting records before the change, and so many minutes after it. */
function change({world, mapping}: Opened, settings: Partial<MappingSettings>, minutes: number): {before: number; after: number} {
  const before = pending(world)
  updateMapping(world, mapping.uuid, settings)
  world.advanceTo(world.nowMs + minutes * 60_000)
  return {before, after: pending(world)}
}

/** The hot items; the tests below are about one kind each, where the lane alone is the bottleneck. */
function hotItems({world}: Opened): 'many' | 'one' | undefined {
  expect(world.metrics.list().some(one => one.metricName.startsWith('WriteKeyRange'))).toBe(false)
  const partitions = [...simulationOf(world).tables.values()].flatMap(table => table.partitions)
  return partitions.map(one => one.shape.hot?.items).find(items => items !== undefined)
}

describe('the right fix mends', () => {
  test('hot-partition with many sort keys: a higher parallelization factor', () => {
    const hot = opened('hot-partition', 48)
    expect(hotItems(hot)).toBe('many')
    const {before, after} = change(hot, {ParallelizationFactor: 10}, 40)
    expect(after).toBeLessThan(before / 10)
  })

  test('filter-drops-all: no filter', () => {
    const {world, mapping, sum} = opened('filter-drops-all', 3)
    updateMapping(world, mapping.uuid, {FilterPatterns: []})
    world.advanceTo(world.nowMs + 15 * 60_000)
    expect(sum('Invocations', 8)).toBeGreaterThan(0)
    expect(world.mappings.get(mapping.uuid)?.lastProcessingResult).toBe('OK')
  })

  test('broken-destination: a queue that takes the messages', () => {
    const {world, mapping, sum} = opened('broken-destination', 5)
    const [queue] = world.queues.values()
    const arn = 'arn:aws:sqs:us-east-1:123456789012:orders-projector-rescued'
    world.queues.set('orders-projector-rescued', {name: 'orders-projector-rescued', url: queue?.url ?? '', arn, messages: []})
    for (const role of world.roles.values()) {
      role.inline.set('rescue', {Version: '2012-10-17', Statement: [{Effect: 'Allow', Action: 'sqs:SendMessage', Resource: arn}]})
    }
    updateMapping(world, mapping.uuid, {OnFailureDestination: arn})
    world.advanceTo(world.nowMs + 120_000)
    // From here on a record that cannot be read is one message: ask the function itself to fail.
    for (const run of simulationOf(world).functions.values()) for (const one of run.behaviours.values()) one.alwaysFails = true
    for (const run of simulationOf(world).functions.values()) run.handlers.clear()
    world.advanceTo(world.nowMs + 300_000)
    expect(world.queues.get('orders-projector-rescued')?.messages.length).toBeGreaterThan(0)
    world.advanceTo(world.nowMs + 300_000)
    expect(sum('DestinationDeliveryFailures', 4)).toBe(0)
  })
})

test('the wrong one does not: a parallelization factor for one hot item', () => {
  const hot = opened('hot-partition', 19)
  expect(hotItems(hot)).toBe('one')
  const {before, after} = change(hot, {ParallelizationFactor: 10}, 40)
  expect(after).toBeGreaterThan(before)
})
