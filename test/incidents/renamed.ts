import {functionName, tableName} from './pipeline.ts'
import type {World} from './stand-in/world.ts'

/** A world whose function and table have other names, in AWS's objects, metrics and log lines alike. */
export function renamed(world: World, names: {function: string; table: string}): World {
  const inText = (text: string): string => text.replaceAll(functionName, names.function).replaceAll(tableName, names.table)
  const inAll = (value: unknown): unknown => {
    if (typeof value === 'string') return inText(value)
    if (Array.isArray(value)) return value.map(inAll)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [inText(key), inAll(one)]))
  }
  const {place, logs, code, ...rest} = world
  return {
    ...(inAll(rest) as Omit<World, 'place' | 'logs' | 'code'>),
    place,
    code,
    logs: logs && (() => logs().map(event => ({...event, message: inText(event.message)}))),
  }
}
