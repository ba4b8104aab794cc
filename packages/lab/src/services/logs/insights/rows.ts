import type {LogEvent} from '../../../simulation/engine/world.ts'
import {discover, type Fields, typeOf} from './discovered.ts'
import type {Value} from './values.ts'

/** The log group of an event, as a query sees it. */
export interface Source {
  /** `account-id:log-group-name`. */
  log: string
  /** Groups of the Infrequent Access class have no discovered fields. */
  discovers: boolean
}

/** An event on its way through a query, or a row of stats, which has no event. */
export interface Row {
  event: LogEvent | null
  source: Source | null
  /** Fields that the query made. */
  made: Map<string, Value> | null
  discovered: Fields | null
}

export const rowOf = (event: LogEvent, source: Source): Row => ({event, source, made: null, discovered: null})

export const rowOfColumns = (columns: Map<string, Value>): Row => ({event: null, source: null, made: columns, discovered: null})

export function make(row: Row, name: string, value: Value): void {
  row.made ??= new Map()
  row.made.set(name, value)
}

const nothing: Fields = new Map()

/** Reads one field of any row: first the fields that the query made, then those that AWS generates, then those that it discovers. */
export function fieldReader(name: string): (row: Row) => Value {
  const generated = generatedFields.get(name)
  const isLambdas = name.startsWith('@')
  return row => {
    if (row.made?.has(name)) return row.made.get(name)
    if (row.event === null || row.source === null) return undefined
    if (generated !== undefined) return generated(row.event, row.source)
    // A line without JSON has the fields of Lambda alone, and most fields that queries read are made by `parse`.
    if (!isLambdas && row.discovered === null && !row.event.message.includes('{')) return undefined
    row.discovered ??= row.source.discovers ? discover(row.event) : nothing
    return row.discovered.get(name)
  }
}

type Generate = (event: LogEvent, source: Source) => Value
const generatedFields: ReadonlyMap<string, Generate> = new Map(
  Object.entries<Generate>({
    '@timestamp': event => ({ms: event.atMs}),
    '@ingestionTime': event => ({ms: event.ingestedMs}),
    '@message': event => event.message,
    '@logStream': event => event.stream,
    '@log': (_, source) => source.log,
    '@type': ({message}, {discovers}) => (discovers ? typeOf(message) : undefined),
  }),
)
