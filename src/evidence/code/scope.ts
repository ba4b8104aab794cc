import type {SourceModule} from './source-module.ts'
import type {Expr, Func, Stmt} from './syntax.ts'

/** A name gets a value, or its object gets members, somewhere below the scope that declares it. */
export interface Note {
  does: 'assign' | 'add'
  name: string
  scope: Scope
  value: Expr
}

/** Where names are declared: a module, a function, or a block of JavaScript. */
export class Scope {
  readonly module: SourceModule
  readonly parent: Scope | null
  /** The function that it belongs to; null at the top of a module. */
  readonly fn: Func | null
  readonly #declared = new Map<string, Expr[]>()
  readonly #inner: Func[] = []
  /** The blocks of the function. */
  readonly #blocks: Scope[] = []
  readonly #notes = new Map<string, Note[]>()

  constructor(module: SourceModule, parent: Scope | null, fn: Func | null | 'same') {
    this.module = module
    this.parent = parent
    this.fn = fn === 'same' ? (parent?.fn ?? null) : fn
    if (fn === 'same') this.whole.#blocks.push(this)
  }

  declare(name: string, value: Expr | null): void {
    const values = this.#declared.get(name) ?? []
    if (value !== null) values.push(value)
    this.#declared.set(name, values)
  }

  get names(): string[] {
    return [...this.#declared.keys()]
  }

  /** All that gets a name in the function. */
  get named(): Expr[] {
    const {whole} = this
    const assigned = [...whole.#notes.values()].flat().filter(({does}) => does === 'assign')
    return [...[whole, ...whole.#blocks].flatMap(scope => [...scope.#declared.values()].flat()), ...assigned.map(({value}) => value)]
  }

  /** The scope of the function, or of the module. */
  get whole(): Scope {
    return this.parent === null || this.parent.fn !== this.fn ? this : this.parent.whole
  }

  contains(fn: Func): void {
    this.whole.#inner.push(fn)
  }

  note(note: Omit<Note, 'scope'>): void {
    const {whole} = this
    whole.#notes.set(note.name, [...(whole.#notes.get(note.name) ?? []), {...note, scope: this}])
  }

  /** The functions written in it directly, once its text is read. */
  inner(_read: readonly Stmt[]): readonly Func[] {
    return this.whole.#inner
  }

  /** The functions written in it, at any depth. */
  *functions(): Generator<Func> {
    for (const fn of this.whole.#inner) {
      yield fn
      void fn.body
      yield* fn.scope.functions()
    }
  }

  /** The scope that declares the name, seen from here; null for names of the language and for undeclared ones. */
  declaring(name: string): Scope | null {
    if (this.#declared.has(name)) return this
    return this.parent?.declaring(name) ?? null
  }

  /** The possible values of the name: its declarations in the order of the text, then its assignments. */
  valuesOf(name: string): Expr[] {
    const home = this.declaring(name)
    if (home === null) return []
    return [...(home.#declared.get(name) ?? []), ...home.notesOn(name, 'assign').map(({value}) => value)]
  }

  /** The uses of the name that this scope declares. */
  notesOn(name: string, does: Note['does']): Note[] {
    return this.#reachable()
      .flatMap(scope => scope.#notes.get(name) ?? [])
      .filter(note => note.does === does && note.scope.declaring(name) === this)
  }

  /** The scopes that can see the names of this one. Of a long module only the parts that were read for other reasons. */
  #reachable(): Scope[] {
    const {whole} = this
    if (whole.parent === null && !whole.module.isShort) return whole.module.scopes
    return [whole, ...[...whole.functions()].map(fn => fn.scope.whole)]
  }
}
