import type {Gathering} from './aggregates.ts'
import {compile, type Scope, type Slot, splitAggregates} from './evaluate.ts'
import {type Row, rowOfColumns} from './rows.ts'
import type {Item} from './syntax.ts'
import {numberOf, textOf, type Value} from './values.ts'

/** A command that needs all rows before it can hand on the first. */
export interface Barrier {
  add(row: Row): void
  end(): Row[]
}

interface Group {
  keys: Value[]
  gatherings: Gathering[]
}

const separator = '\0'

/** One row for each combination of the values of `by`; columns are those of `by`, then the items. No events, no rows. */
export function stats({items, by}: {items: readonly Item[]; by: readonly Item[]}, scope: Scope): Barrier {
  const slots: Slot[] = []
  // Within an item, the names of columns are those of the items before it.
  const bare = {...scope, columns: null}
  const compute = items.map(({expression, name}) => ({name, value: compile(splitAggregates(expression, scope, slots), bare)}))
  const keys = by.map(({expression}) => compile(expression, scope))
  const groups = new Map<string, Group>()
  const values = slots.map(slot => slot.values)
  return {
    add: row => {
      const key = keys.map(read => read(row))
      const group = groupOf(groups, key, slots)
      const atMs = row.event?.atMs ?? 0
      for (let i = 0; i < group.gatherings.length; i++) group.gatherings[i]?.add(values[i]?.map(read => read(row)) ?? [], atMs)
    },
    end: () =>
      latestFirst(by, [...groups.values()]).map(group => {
        const columns = new Map<string, Value>(by.map(({name}, i) => [name, group.keys[i]]))
        const row = rowOfColumns(columns)
        for (const [i, {column}] of slots.entries()) columns.set(column, group.gatherings[i]?.result())
        for (const {name, value} of compute) columns.set(name, value(row))
        for (const {column} of slots) columns.delete(column)
        return row
      }),
  }
}

/** Instants are told apart as they are: to print each takes longer than all the rest. */
const idOf = (key: Value): string => (typeof key === 'object' ? `${separator}${key.ms}` : (textOf(key) ?? separator))

function groupOf(groups: Map<string, Group>, keys: Value[], slots: readonly Slot[]): Group {
  const id = keys.map(idOf).join(separator)
  const found = groups.get(id)
  if (found !== undefined) return found
  const group = {keys, gatherings: slots.map(slot => slot.start())}
  groups.set(id, group)
  return group
}

/** Groups of a time come with the latest first. */
function latestFirst(by: readonly Item[], groups: Group[]): Group[] {
  const bin = by.findIndex(({expression}) => expression.kind === 'call' && expression.name === 'bin')
  const at = ({keys}: Group) => numberOf(keys[bin]) ?? Number.NEGATIVE_INFINITY
  return bin === -1 ? groups : groups.sort((a, b) => at(b) - at(a))
}
