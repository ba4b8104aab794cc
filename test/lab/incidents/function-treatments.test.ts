import {describe, expect, test} from 'vitest'
import {findIncident, functionName, type Incident} from '../../../packages/lab/src/incidents/index.ts'
import {ordinaryPlan} from '../../../packages/lab/src/incidents/plan.ts'
import {executionRole} from '../../../packages/lab/src/simulation/access/roles.ts'
import {recordCounts} from '../../../packages/lab/src/simulation/engine/conservation.ts'
import type {LabMapping, World} from '../../../packages/lab/src/simulation/engine/world.ts'
import {putFunctionConcurrency, updateAlias} from '../../../packages/lab/src/simulation/function/concurrency.ts'
import {publishVersion, updateFunctionConfiguration} from '../../../packages/lab/src/simulation/function/releases.ts'
import {updateMapping} from '../../../packages/lab/src/simulation/poller/mappings.ts'
import {open} from './opened.ts'

type Suits = (world: World, mapping: LabMapping) => boolean

/** The first of the incident's seeds, of the fresh ones if so wished, of which this holds. */
function opened(id: string, suits: Suits, age: 'any' | 'fresh' = 'any') {
  for (let seed = 1; seed < 60; seed++) {
    if (age === 'fresh' && !isFresh(id, seed)) continue
    const one = open(findIncident(id) as Incident, seed)
    if (suits(one.world, one.mapping)) return one
  }
  throw new Error(`No seed of ${id} suits.`)
}

/** Little has piled up, so that a repair shows soon. */
function isFresh(id: string, seed: number): boolean {
  const plan = ordinaryPlan(seed, id)
  return plan.openSecond - plan.onsetSecond < 25 * 60
}
const fresh = (id: string) => opened(id, () => true, 'fresh')

const pending = (world: World): number => recordCounts(world)[0]?.pending ?? 0
const later = (world: World, minutes: number): void => world.advanceTo(world.nowMs + minutes * 60_000)
const qualifierOf = ({functionArn}: LabMapping): string | undefined => functionArn.split(':')[7]
const timeoutOf = (world: World): number => world.functions.get(functionName)?.timeoutSeconds ?? 0

/** Moves to a new version whatever the mapping invokes. */
function publishAndMove(world: World, mapping: LabMapping): void {
  const qualifier = qualifierOf(mapping)
  const version = publishVersion(world, functionName)
  if (qualifier === 'live') updateAlias(world, functionName, 'live', {version})
  else if (qualifier !== undefined) updateMapping(world, mapping.uuid, {FunctionName: `${functionName}:${version}`})
}

/** The waiting records are a small part of those before, or of those that come in within seconds. */
function expectMended(world: World, before: number): void {
  expect(before).toBeGreaterThan(50)
  expect(pending(world)).toBeLessThan(Math.max(60, before / 10))
}

describe('the right fix mends', () => {
  test('failing-function: the alias goes back to the version before', () => {
    const id = 'failing-function'
    const {world} = opened(id, (_, mapping) => qualifierOf(mapping) === 'live', 'fresh')
    const before = pending(world)
    const versions = [...(world.functions.get(functionName)?.versions.keys() ?? [])]
    updateAlias(world, functionName, 'live', {version: versions.at(-2) ?? ''})
    later(world, 40)
    expectMended(world, before)
  })

  test('memory-exhausted: more memory', () => {
    const {world, mapping} = fresh('memory-exhausted')
    const before = pending(world)
    updateFunctionConfiguration(world, functionName, {memoryMb: 3008})
    publishAndMove(world, mapping)
    later(world, 40)
    expectMended(world, before)
  })

  test('function-timeout: a timeout above the duration of the work, where it was lowered', () => {
    const id = 'function-timeout'
    const {world, mapping} = opened(id, one => timeoutOf(one) < 3, 'fresh')
    const before = pending(world)
    updateFunctionConfiguration(world, functionName, {timeoutSeconds: 60})
    publishAndMove(world, mapping)
    later(world, 60)
    expectMended(world, before)
  })

  test('access-denied: the role may read the stream again', () => {
    const {world} = opened('access-denied', (_, {lastProcessingResult}) => lastProcessingResult.includes('internal Lambda error'))
    const before = pending(world)
    const [fn] = world.functions.values()
    const role = executionRole(fn?.role ?? '', [])
    role.inline = new Map([...(world.roles.get(role.name)?.inline ?? [])].filter(([name]) => name !== 'guardrail'))
    world.roles.set(role.name, role)
    later(world, 60)
    expectMended(world, before)
  })

  test('network-unreachable: the VPC has its way out again', () => {
    const id = 'network-unreachable'
    const lostNat: Suits = ({network}) => network.natGateways.some(nat => nat.state === 'deleted')
    const {world} = opened(id, lostNat, 'fresh')
    const before = pending(world)
    for (const nat of world.network.natGateways) nat.state = 'available'
    for (const route of world.network.routeTables.flatMap(table => table.routes)) route.state = 'active'
    later(world, 40)
    expectMended(world, before)
  })
})

describe('the wrong fix does not', () => {
  test('more memory for a handler that waits for a slow service', () => {
    const {world, mapping} = fresh('slow-handler')
    const before = pending(world)
    updateFunctionConfiguration(world, functionName, {memoryMb: 3008})
    publishAndMove(world, mapping)
    later(world, 15)
    expect(pending(world)).toBeGreaterThan(before)
  })

  test('reserved concurrency for a mapping with too few lanes', () => {
    const {world} = fresh('insufficient-throughput')
    const before = pending(world)
    putFunctionConcurrency(world, functionName, 200)
    later(world, 15)
    expect(pending(world)).toBeGreaterThan(before)
  })

  test('a longer timeout for a service that does not answer', () => {
    const {world, mapping} = opened('function-timeout', one => timeoutOf(one) >= 3)
    const before = pending(world)
    updateFunctionConfiguration(world, functionName, {timeoutSeconds: 300})
    publishAndMove(world, mapping)
    later(world, 30)
    expect(pending(world)).toBeGreaterThan(before)
  })
})
