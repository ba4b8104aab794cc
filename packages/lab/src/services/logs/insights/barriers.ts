import {compile, type Evaluate, type Scope} from './evaluate.ts'
import type {Row} from './rows.ts'
import type {Barrier} from './stats.ts'
import type {Command} from './syntax.ts'
import {naturalOrder, textOf, type Value} from './values.ts'

type Of<K extends Command['kind']> = Extract<Command, {kind: K}>

/** Rows that compare the same keep their order. */
export function sort({keys}: Of<'sort'>, scope: Scope): Barrier {
  const by = keys.map(({expression, descending}) => ({value: compile(expression, scope), sign: descending ? -1 : 1}))
  const rows: {row: Row; values: Value[]}[] = []
  const compare = (a: Value[], b: Value[]): number => {
    for (const [i, {sign}] of by.entries()) {
      const result = sign * naturalOrder(a[i], b[i])
      if (result !== 0) return result
    }
    return 0
  }
  return {
    add: row => rows.push({row, values: by.map(({value}) => value(row))}),
    end: () => rows.sort((a, b) => compare(a.values, b.values)).map(({row}) => row),
  }
}

/** Events come newest first when the query does not sort them. */
export function newestFirst(): Barrier {
  const rows: Row[] = []
  const at = ({event}: Row) => event?.atMs ?? 0
  return {add: row => rows.push(row), end: () => rows.sort((a, b) => at(b) - at(a))}
}

export function limit({count, from}: Of<'limit'>): Barrier {
  const rows: Row[] = []
  return {
    add: row => {
      if (from === 'tail' || rows.length < count) rows.push(row)
    },
    end: () => (from === 'tail' ? rows.slice(-count) : rows),
  }
}

/** The first row of each combination of values; rows that lack one of them all stay. */
export function dedup({expressions}: Of<'dedup'>, scope: Scope): Barrier {
  const keys: Evaluate[] = expressions.map(expression => compile(expression, scope))
  const seen = new Set<string>()
  const rows: Row[] = []
  return {
    add: row => {
      const texts = keys.map(key => textOf(key(row)))
      const id = texts.join('\0')
      if (!texts.includes(undefined) && seen.has(id)) return
      seen.add(id)
      rows.push(row)
    },
    end: () => rows,
  }
}
