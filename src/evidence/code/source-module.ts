import type {Grammar} from './reading.ts'
import type {Scope} from './scope.ts'
import type {Expr, Func, Stmt} from './syntax.ts'

/** In a module of more characters, functions are read only where something leads to them. */
const longCharacters = 400_000

/** A source file of the package, as far as it was read. */
export class SourceModule {
  readonly name: string
  readonly text: string
  readonly grammar: Grammar
  body: Stmt[] = []
  /** The scopes of the module and of the functions that were read. */
  readonly scopes: Scope[] = []
  /** The calls that were read. */
  readonly calls: (Expr & {kind: 'call'})[] = []
  /** Names of the modules that it imports, as far as it was read. */
  readonly imports: string[] = []
  #places: number[] | null = null
  readonly #exports = new Map<string, Expr[]>()
  readonly #hasErrors: (from: number, to: number) => boolean

  constructor({name, text}: {name: string; text: string}, hasErrors: (from: number, to: number) => boolean, grammar: Grammar) {
    this.name = name
    this.text = text
    this.#hasErrors = hasErrors
    this.grammar = grammar
  }

  get isShort(): boolean {
    return this.text.length <= longCharacters
  }

  /** The module's own scope. */
  get scope(): Scope {
    return this.scopes[0] as Scope
  }

  export(name: string, value: Expr): void {
    this.#exports.set(name, [...(this.#exports.get(name) ?? []), value])
  }

  exported(name: string): Expr[] {
    return this.#exports.get(name) ?? []
  }

  /** The statements of the module and of the functions that were read in which a word of a response for failed records stands. */
  get answering(): {fn: Func | null; body: Stmt[]}[] {
    return this.scopes.flatMap(({fn}) => {
      const body = (fn === null ? this.body : fn.body).filter(statement => this.#mentions(statement))
      return body.length === 0 ? [] : [{fn, body}]
    })
  }

  #mentions({from, to}: {from: number; to: number}): boolean {
    this.#places ??= [...this.text.matchAll(/batch_?item|itemIdentifier|fail/gi)].map(({index}) => index)
    // The places are in order: the first that is not before it is in it, or none is.
    let [low, high] = [0, this.#places.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#places[middle] as number) < from) low = middle + 1
      else high = middle
    }
    return (this.#places[low] ?? to) < to
  }

  /** Whether the parser had to guess somewhere in this span. */
  isUnsure({from, to}: {from: number; to: number}): boolean {
    return this.#hasErrors(from, to)
  }

  /** Reads all functions, unless there are too many. */
  readAll(): void {
    if (this.isShort) for (const fn of this.scope.functions()) void fn.body
  }

  /** Reads the functions around each place where one of the words stands. */
  readAround(words: readonly string[]): void {
    const places = words.flatMap(word => placesOf(this.text, word))
    const read = (functions: Iterable<Func>): void => {
      for (const fn of functions) if (places.some(at => at >= fn.from && at < fn.to)) read(fn.scope.whole.inner(fn.body))
    }
    read(this.scope.inner(this.body))
  }

  /** Line and column, both from 1, the column in UTF-16 units. */
  placeOf(at: number): {file: string; line: number; column: number} {
    const before = this.text.slice(0, at)
    return {file: this.name, line: before.split('\n').length, column: at - before.lastIndexOf('\n')}
  }
}

/** More of them in a file say nothing more. */
const mostPlaces = 500

function placesOf(text: string, word: string): number[] {
  const places: number[] = []
  for (let at = text.indexOf(word); at >= 0 && places.length < mostPlaces; at = text.indexOf(word, at + word.length)) places.push(at)
  return places
}
