import {expect, test} from 'vitest'
import {findIncident, functionName, type Incident, tableName} from '../../../packages/lab/src/incidents/index.ts'
import {openWorld} from '../../../packages/lab/src/simulation/engine/open-world.ts'
import type {World} from '../../../packages/lab/src/simulation/engine/world.ts'

const {build} = findIncident('idle') as Incident

/** The first seed of which this holds, opened after twenty minutes. */
function openWhere(holds: (world: World) => boolean): World {
  for (let seed = 1; seed <= 40; seed++) {
    const world = openWorld({build: of => ({...build(of), openSecond: 1200})}, seed)
    if (holds(world)) return world
  }
  throw new Error('no seed')
}

const maxima = ({metrics, nowMs}: World, namespace: string, metricName: string, dimensions = {}) =>
  metrics
    .query({namespace, metricName, dimensions, statistic: 'Maximum', periodSeconds: 60, startMs: nowMs - 1_200_000, endMs: nowMs})
    .map(({value}) => value)

test('claimed concurrency is the used part of the unreserved, and all of the reserved', () => {
  const world = openWhere(({functions}) => functions.get(functionName)?.reservedConcurrency !== null)
  const reserved = world.functions.get(functionName)?.reservedConcurrency ?? 0
  const unreserved = maxima(world, 'AWS/Lambda', 'UnreservedConcurrentExecutions')
  expect(unreserved.length).toBeGreaterThan(10)
  expect(maxima(world, 'AWS/Lambda', 'ClaimedAccountConcurrency')).toEqual(unreserved.map(value => value + reserved))
})

test('a provisioned table tells its units every five minutes, and one on demand does not', () => {
  const told = (mode: string) => {
    const world = openWhere(({tables}) => tables.get(tableName)?.billingMode === mode)
    return {
      units: world.tables.get(tableName)?.writeUnits,
      told: maxima(world, 'AWS/DynamoDB', 'ProvisionedWriteCapacityUnits', {TableName: tableName}),
    }
  }
  const {units, told: values} = told('PROVISIONED')
  expect(units).toBeGreaterThan(0)
  expect(new Set(values)).toEqual(new Set([units]))
  expect(values.length).toBeLessThanOrEqual(4)
  expect(told('PAY_PER_REQUEST')).toEqual({units: undefined, told: []})
})
