import type {SourceModule} from './source-module.ts'
import type {Sources} from './sources.ts'
import {type Expr, type Func, placed} from './syntax.ts'
import {returnsOf} from './walk.ts'

/** Where a value comes from. */
export type Origin =
  /** A chain of keys from something that is not followed further; an element of a list has the key `[]`. */
  | {kind: 'path'; root: Expr | null; keys: string[]}
  | {kind: 'text'; value: string}
  | {kind: 'nothing'}
  /** An object, a list or a function that is written out. */
  | {kind: 'made'; expr: Expr}
  | {kind: 'module'; module: SourceModule}
  /** The first of these that has a value. */
  | {kind: 'first'; of: Origin[][]}

/** The steps that are followed from one value; the rest is not known. */
const mostSteps = 60

/** Methods that give the same things in another list. */
const keeping = new Set(
  'filter slice sort reverse toSorted toReversed concat values flat splice copy getItems records asSequence'.split(' '),
)
const picking = new Set(['find', 'at', 'pop', 'shift', 'findLast', 'popleft', 'next'])
const visiting = new Set(['map', 'forEach', 'filter', 'some', 'every', 'find', 'findIndex', 'flatMap', 'each'])
/** Functions that give the things of their first argument. */
const copying = new Set(['list', 'sorted', 'set', 'tuple', 'reversed', 'iter', 'from', 'all', 'next', 'chain', 'gather'])

/** Follows values through names, objects, lists, functions and modules of a package, without regard to the order of statements. */
export class Origins {
  readonly #sources: Sources
  readonly #active = new Set<Expr>()

  constructor(sources: Sources) {
    this.#sources = sources
  }

  of(expr: Expr): Origin[] {
    if (this.#active.has(expr)) return []
    if (this.#active.size > mostSteps) return [{kind: 'path', root: null, keys: []}]
    this.#active.add(expr)
    try {
      return this.#follow(expr)
    } finally {
      this.#active.delete(expr)
    }
  }

  #all = (exprs: readonly Expr[]): Origin[] => exprs.flatMap(expr => this.of(expr))

  #follow(expr: Expr): Origin[] {
    const ends: Origin[] = [{kind: 'path', root: expr, keys: []}]
    switch (expr.kind) {
      case 'name': {
        const values = expr.scope.valuesOf(expr.name)
        return values.length === 0 ? ends : this.#all(values)
      }
      case 'member':
        return this.#member(expr)
      case 'element': {
        const items = this.items(expr.of)
        return items === null ? this.of(expr.of).map(one => deeper(one, '[]')) : this.#all(items)
      }
      case 'parameter': {
        const given = this.given(expr)
        return given.length === 0 ? ends : this.#all(given)
      }
      case 'call': {
        const {callee, args} = expr
        if (callee.kind === 'member' && callee.key !== null && picking.has(callee.key))
          return this.of({...expr, kind: 'element', of: callee.of})
        if (callee.kind === 'name' && callee.name === 'next' && args[0]) return this.of({...expr, kind: 'element', of: args[0]})
        const called = this.of(callee)
        const classes = called.filter(origin => origin.kind === 'made' && origin.expr.kind === 'object')
        // An object of a class has the members of the class.
        if (classes.length > 0) return classes
        const returned = functionsIn(called).flatMap(returnsOf)
        return returned.length === 0 ? ends : this.#all(returned)
      }
      case 'first':
        return [{kind: 'first', of: expr.of.map(one => this.of(one))}]
      case 'last':
        return this.#all(expr.of.slice(-1))
      case 'choice':
        return this.#all(expr.of)
      case 'assignment':
        return this.of(expr.value)
      case 'spread':
      case 'argument':
        return this.of(expr.of)
      case 'import':
        return this.#imported(expr) ?? ends
      case 'text':
        return [{kind: 'text', value: expr.value}]
      case 'nothing':
        return [{kind: 'nothing'}]
      case 'object':
      case 'list':
      case 'made':
      case 'function':
        return [{kind: 'made', expr}]
      case 'other':
        return ends
    }
  }

  #imported({module: spec, name, scope}: Expr & {kind: 'import'}): Origin[] | null {
    const module = this.#sources.find(spec, scope.module.name)
    if (module === null) return null
    if (name === '*') return [{kind: 'module', module}]
    const exported = this.#all(module.exported(name))
    return exported.length === 0 ? null : exported
  }

  #member(expr: Expr & {kind: 'member'}): Origin[] {
    const {by} = expr
    const written = expr.key ?? (by === null ? null : this.#text(by))
    if (written === null) return this.of({...expr, kind: 'element', of: expr.of})
    return this.of(expr.of).flatMap(object => this.#part(object, written, expr.of))
  }

  #text(expr: Expr): string | null {
    const [origin, ...more] = this.of(expr)
    return origin?.kind === 'text' && more.length === 0 ? origin.value : null
  }

  #part(object: Origin, key: string, of: Expr): Origin[] {
    if (object.kind === 'first') return [{kind: 'first', of: object.of.map(one => one.flatMap(part => this.#part(part, key, of)))}]
    if (object.kind === 'module') {
      const exported = this.#all(object.module.exported(key))
      return exported.length === 0 ? [{kind: 'path', root: null, keys: [key]}] : exported
    }
    if (object.kind !== 'made') return [deeper(object, key)]
    const {expr} = object
    if (expr.kind === 'object') {
      const entries = expr.entries.filter(entry => entry.key === key)
      if (entries.length > 0) return this.#all(entries.map(({value}) => value))
      const rest = expr.entries.filter(entry => entry.key === null)
      return rest.flatMap(({value}) => this.of(value).flatMap(one => this.#part(one, key, of)))
    }
    if (/^\d+$/.test(key)) {
      const item = expr.kind === 'list' ? expr.items[Number(key)] : undefined
      if (item) return this.of(item)
      const items = this.items(expr)
      if (items !== null) return this.#all(items)
    }
    return [{kind: 'path', root: null, keys: [key]}]
  }

  /** The functions that a name, a member or a wrapper stands for. */
  functions(callee: Expr): Func[] {
    return functionsIn(this.of(callee))
  }

  /** The possible items of a list; null where they are not known. */
  items(list: Expr, depth = 0): Expr[] | null {
    if (depth > 20) return null
    const more = (expr: Expr): Expr[] | null => this.items(expr, depth + 1)
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
        const known = values.map(value => (this.#active.has(value) ? [] : this.#guarded(value, more)))
        if (added.length === 0 && known.every(items => items === null)) return null
        return [
          ...known.flatMap(items => items ?? []),
          ...added.flatMap(value => (value.kind === 'spread' ? (more(value.of) ?? []) : [value])),
        ]
      }
      case 'parameter':
        return joined(this.given(list).map(more))
      case 'member':
      case 'import':
        return joined(this.of(list).map(one => (one.kind === 'made' && one.expr !== list ? more(one.expr) : null)))
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
    this.#active.add(value)
    try {
      return more(value)
    } finally {
      this.#active.delete(value)
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
        const made = this.functions(first).flatMap(returnsOf)
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
      const made = this.functions(fn).flatMap(returnsOf)
      return made.length > 0 ? made : [element(over)]
    }
    if (name === 'filter' && second) return more(second) ?? [element(second)]
    if (name === 'Set' && first) return more(first)
    if (name === 'Set' && call.isNew) return []
    if (name !== null && copying.has(name) && first) return more(first.kind === 'spread' ? first.of : first) ?? [element(first)]
    return joined(this.functions(callee).flatMap(returnsOf).map(more))
  }

  /** The values that the calls of a function pass for a parameter. */
  given({fn, index, name}: Expr & {kind: 'parameter'}): Expr[] {
    return this.#sources.calls().flatMap(call => {
      const {callee, args} = call
      const isCalled = this.#isCall(callee, fn)
      if (isCalled) {
        const named = args.find(arg => arg.kind === 'argument' && arg.name === name)
        const [self] = fn.scope.names
        const skipped = callee.kind === 'member' && (self === 'self' || self === 'cls') ? 1 : 0
        const given = named ?? placed(args)[index - skipped]
        return given ? [given] : []
      }
      const position = args.findIndex(arg => this.#isFunction(arg, fn))
      if (position < 0) return []
      return this.#visited(call, position, index)
    })
  }

  #isCall(callee: Expr, fn: Func): boolean {
    if (callee.kind === 'function') return callee.fn === fn
    if (fn.name === null) return false
    if (callee.kind === 'name') return callee.name === fn.name && this.#isFunction(callee, fn)
    return callee.kind === 'member' && callee.key === fn.name && (fn.name.length > 2 || this.#isFunction(callee, fn))
  }

  #isFunction(expr: Expr, fn: Func): boolean {
    if (expr.kind === 'function') return expr.fn === fn
    if (expr.kind === 'argument') return this.#isFunction(expr.of, fn)
    if (expr.kind === 'name' && expr.name === fn.name)
      return expr.scope
        .valuesOf(expr.name)
        .some(value => (value.kind === 'function' ? value.fn === fn : value.kind === 'import' && value.name === fn.name))
    return expr.kind === 'member' && fn.name !== null && expr.key === fn.name
  }

  /** A function that is given to another one, which calls it with the things of a list. */
  #visited({callee, args}: Expr & {kind: 'call'}, position: number, index: number): Expr[] {
    const element = (of: Expr): Expr[] => [{from: of.from, to: of.to, kind: 'element', of}]
    const [first, second] = args
    if (callee.kind === 'member' && callee.key !== null) {
      if (visiting.has(callee.key) && position === 0 && args.length === 1) return index === 0 ? element(callee.of) : []
      if (callee.key.startsWith('reduce')) return index === 1 ? element(callee.of) : []
      if (callee.key === 'submit' || callee.key === 'run_in_executor') return placed(args).slice(position + 1 + index, position + 2 + index)
    }
    // map(fn, list), Array.from(list, fn) and similar calls.
    if (index !== 0 || !first || !second) return []
    return position === 0 ? element(second) : position === 1 ? element(first) : []
  }
}

const functionsIn = (origins: readonly Origin[]): Func[] =>
  origins.flatMap(origin => (origin.kind === 'made' && origin.expr.kind === 'function' ? [origin.expr.fn] : []))

/** The lists that are known in one; null when none is. */
function joined(lists: readonly (Expr[] | null)[]): Expr[] | null {
  const known = lists.filter(list => list !== null)
  return known.length === 0 ? null : known.flat()
}

function deeper(origin: Origin, key: string): Origin {
  if (origin.kind === 'path') return {...origin, keys: [...origin.keys, key]}
  if (origin.kind === 'first') return {kind: 'first', of: origin.of.map(one => one.map(part => deeper(part, key)))}
  return {kind: 'path', root: null, keys: [key]}
}
