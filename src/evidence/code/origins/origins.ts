import type {SourceModule} from '../source-module.ts'
import type {Sources} from '../sources.ts'
import type {Expr, Func} from '../syntax.ts'
import {returnsOf} from '../walk.ts'
import {valuesPassed} from './arguments.ts'
import {ListItems} from './list-items.ts'

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

const picking = new Set(['find', 'at', 'pop', 'shift', 'findLast', 'popleft', 'next'])

/** Follows values through names, objects, lists, functions and modules of a package, without regard to the order of statements. */
export class Origins {
  readonly #sources: Sources
  readonly #followed = new Set<Expr>()
  readonly #lists: ListItems

  constructor(sources: Sources) {
    this.#sources = sources
    this.#lists = new ListItems(this, this.#followed)
  }

  of(expr: Expr): Origin[] {
    if (this.#followed.has(expr)) return []
    if (this.#followed.size > mostSteps) return [{kind: 'path', root: null, keys: []}]
    this.#followed.add(expr)
    try {
      return this.#follow(expr)
    } finally {
      this.#followed.delete(expr)
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

  /** The possible items of a list; null where they are not known. */
  items(list: Expr): Expr[] | null {
    return this.#lists.of(list)
  }

  /** The values that the calls of a function pass for a parameter. */
  given(parameter: Expr & {kind: 'parameter'}): Expr[] {
    return valuesPassed(parameter, this.#sources)
  }

  /** The functions that a name, a member or a wrapper stands for. */
  functions(callee: Expr): Func[] {
    return functionsIn(this.of(callee))
  }
}

const functionsIn = (origins: readonly Origin[]): Func[] =>
  origins.flatMap(origin => (origin.kind === 'made' && origin.expr.kind === 'function' ? [origin.expr.fn] : []))

function deeper(origin: Origin, key: string): Origin {
  if (origin.kind === 'path') return {...origin, keys: [...origin.keys, key]}
  if (origin.kind === 'first') return {kind: 'first', of: origin.of.map(one => one.map(part => deeper(part, key)))}
  return {kind: 'path', root: null, keys: [key]}
}
