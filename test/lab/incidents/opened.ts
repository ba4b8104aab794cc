import {functionName, type Incident, tableName} from '../../../packages/lab/src/incidents/index.ts'
import {openWorld} from '../../../packages/lab/src/simulation/engine/open-world.ts'
import type {LabMapping, Statistic, World} from '../../../packages/lab/src/simulation/engine/world.ts'

const nearMs = Date.UTC(2026, 10, 2, 12, 0)
/** An incident as somebody finds it. */
export interface Opened {
  seed: number
  world: World
  mapping: LabMapping
  /** Datapoints of the last so many minutes. */
  recent(name: string, statistic: Statistic, minutes: number): {atMs: number; value: number}[]
  sum(name: string, minutes: number): number
  writes(minutes: number): number
  /** Sum of one of the table's metrics. */
  table(name: string, minutes: number, more?: Record<string, string>): number
  /** The same, minute by minute, over the whole history. */
  minutely(name: string): number[]
}

export function open(incident: Incident, seed: number): Opened {
  const world = openWorld(incident, seed, nearMs)
  const ask = (namespace: string, metricName: string, dimensions: Record<string, string>, statistic: Statistic, minutes: number) =>
    world.metrics.query({
      namespace,
      metricName,
      dimensions,
      statistic,
      periodSeconds: 60,
      startMs: world.nowMs - minutes * 60_000,
      endMs: world.nowMs,
    })
  const total = (points: {value: number}[]) => points.reduce((sum, {value}) => sum + value, 0)
  const recent: Opened['recent'] = (name, statistic, minutes) => ask('AWS/Lambda', name, {FunctionName: functionName}, statistic, minutes)
  return {
    seed,
    world,
    mapping: [...world.mappings.values()][0] as LabMapping,
    recent,
    sum: (name, minutes) => total(recent(name, 'Sum', minutes)),
    minutely: name => ask('AWS/DynamoDB', name, {TableName: tableName}, 'Sum', 182).map(point => point.value),
    table: (name, minutes, more = {}) => total(ask('AWS/DynamoDB', name, {TableName: tableName, ...more}, 'Sum', minutes)),
    writes: minutes => total(ask('AWS/DynamoDB', 'ConsumedWriteCapacityUnits', {TableName: tableName}, 'Sum', minutes)),
  }
}
