import type {Expr} from '../syntax.ts'
import {returnsOf} from '../walk.ts'
import type {Origins} from './origins.ts'

/** Methods that give the same things in another list. */
const keeping = new Set(
  'filter slice sort reverse toSorted toReversed concat values flat splice copy getItems records asSequence'.split(' '),
)
/** Functions that give the things of their first argument. */
const copying = new Set(['list', 'sorted', 'set', 'tuple', 'reversed', 'iter', 'from', 'all', 'next', 'chain', 'gather'])

/** Follows lists to their items, through the methods and functions that copy, join and transform lists. */
export class ListItems {
  readonly #origins: Origins
  /** The values that are being followed, which a list that contains itself would enter again. */
  readonly #followed: Set<Expr>

  constructor(origins: Origins, followed: Set<Expr>) {
    this.#origins = origins
    this.#followed = followed
  }

  /** The possible items of a list; null where they are not known. */
  of(list: Expr, depth = 0): Expr[] | null {
    if (depth > 20) return null
    const more = (expr: Expr): Expr[] | null => this.of(expr, depth + 1)
    switch (list.kind) {
      case 'list':
        return list.items.flatMap(item =>
          item.kind === 'spread' ? (more(item.of) ?? [{...item, kind: 'element' as const, of: item.of}]) : [item],
        )
      case 'made':
        return [list.item]
      case 'name': {
        const home = list.scope.declaring(list.name)
        const added = (home?.notesOn(list.name, 'add') ?? []).map(({value}) => value)
        const values = list.scope.valuesOf(list.name)
        // Values of the list itself (`x = x.concat(…)`) are in it already.
        const known = values.map(value => (this.#followed.has(value) ? [] : this.#guarded(value, more)))
        if (added.length === 0 && known.every(items => items === null)) return null
        return [
          ...known.flatMap(items => items ?? []),
          ...added.flatMap(value => (value.kind === 'spread' ? (more(value.of) ?? []) : [value])),
        ]
      }
      case 'parameter':
        return joined(this.#origins.given(list).map(more))
      case 'member':
      case 'import':
        return joined(this.#origins.of(list).map(one => (one.kind === 'made' && one.expr !== list ? more(one.expr) : null)))
      case 'assignment':
        return more(list.value)
      case 'last':
        return more(list.of.at(-1) ?? list)
      case 'first':
      case 'choice':
        return joined(list.of.map(more))
      case 'call':
        return this.#itemsOfCall(list, more)
      default:
        return null
    }
  }

  #guarded(value: Expr, more: (expr: Expr) => Expr[] | null): Expr[] | null {
    this.#followed.add(value)
    try {
      return more(value)
    } finally {
      this.#followed.delete(value)
    }
  }

  #itemsOfCall(call: Expr & {kind: 'call'}, more: (expr: Expr) => Expr[] | null): Expr[] | null {
    const {callee, args} = call
    const [first, second] = args
    const element = (of: Expr): Expr => ({...call, kind: 'element', of})
    const pair = (of: Expr): Expr => ({...call, kind: 'list', items: [{...call, kind: 'other', parts: []}, element(of)]})
    if (callee.kind === 'member' && callee.key !== null) {
      const {key, of} = callee
      if ((key === 'map' || key === 'flatMap') && first && args.length === 1) {
        const made = this.#origins.functions(first).flatMap(returnsOf)
        if (made.length === 0) return null
        return key === 'map' ? made : joined(made.map(more))
      }
      if (key === 'concat') return [...(more(of) ?? []), ...args.flatMap(arg => more(arg) ?? [])]
      if (keeping.has(key)) return more(of) ?? [element(of)]
      if (key === 'entries' && args.length === 0) return [pair(of)]
    }
    const name = callee.kind === 'name' ? callee.name : callee.kind === 'member' ? callee.key : null
    if (name === 'enumerate' && first) return [pair(first)]
    if (name === 'zip') return [{...call, kind: 'list', items: args.map(element)}]
    if ((name === 'map' || name === 'from') && first && second) {
      const [fn, over] = name === 'map' ? [first, second] : [second, first]
      const made = this.#origins.functions(fn).flatMap(returnsOf)
      return made.length > 0 ? made : [element(over)]
    }
    if (name === 'filter' && second) return more(second) ?? [element(second)]
    if (name === 'Set' && first) return more(first)
    if (name === 'Set' && call.isNew) return []
    if (name !== null && copying.has(name) && first) return more(first.kind === 'spread' ? first.of : first) ?? [element(first)]
    return joined(this.#origins.functions(callee).flatMap(returnsOf).map(more))
  }
}

/** The lists that are known in one; null when none is. */
function joined(lists: readonly (Expr[] | null)[]): Expr[] | null {
  const known = lists.filter(list => list !== null)
  return known.length === 0 ? null : known.flat()
}
