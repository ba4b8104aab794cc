import type {Scope} from './scope.ts'

/** Where something stands in the text of its file, in UTF-16 units. */
interface Span {
  from: number
  to: number
}

/** An entry of an object; the key is null where it is computed, or where another object is spread. */
export interface Entry {
  key: string | null
  from: number
  value: Expr
}

/**
 * The common syntax of JavaScript and Python, as far as the way of a value through a handler goes. Syntax that does not change this way is not
 * kept: await, parentheses, types and conversions to text.
 */
export type Expr = Span &
  (
    | {kind: 'name'; name: string; scope: Scope}
    /** `key` is null where it is computed: then it is `by`. */
    | {kind: 'member'; of: Expr; key: string | null; by: Expr | null}
    | {kind: 'text'; value: string}
    | {kind: 'nothing'}
    | {kind: 'object'; entries: Entry[]}
    | {kind: 'list'; items: Expr[]}
    | {kind: 'spread'; of: Expr}
    | {kind: 'call'; callee: Expr; args: Expr[]; isNew: boolean}
    | {kind: 'argument'; name: string; of: Expr}
    | {kind: 'function'; fn: Func}
    /** The first of these that has a value (`||`, `??`, `or`). */
    | {kind: 'first'; of: Expr[]}
    /** The last of these; the others are there for their effects (`,`, `&&`). */
    | {kind: 'last'; of: Expr[]}
    /** One or the other of two. */
    | {kind: 'choice'; test: Expr; of: Expr[]}
    | {kind: 'element'; of: Expr}
    /** A list that is made of another one, by a comprehension. */
    | {kind: 'made'; item: Expr; over: Expr[]}
    | {kind: 'parameter'; fn: Func; index: number; name: string | null}
    /** The export of a module under a name; `*` is all of it. */
    | {kind: 'import'; module: string; name: string; scope: Scope}
    | {kind: 'assignment'; targets: Expr[]; value: Expr}
    /** Its parts are there to be looked through. */
    | {kind: 'other'; parts: Expr[]}
  )

/** A part of a try that takes errors; `all`: whatever they are. */
export interface Catch extends Span {
  all: boolean
  body: Stmt[]
}

export type Stmt = Span &
  (
    | {kind: 'do'; value: Expr; declares: boolean}
    | {kind: 'return'; value: Expr | null}
    | {kind: 'throw'; value: Expr | null}
    | {kind: 'if'; test: Expr | null; body: Stmt[]; otherwise: Stmt[]}
    | {kind: 'loop'; over: Expr | null; head: Expr[]; body: Stmt[]}
    | {kind: 'try'; body: Stmt[]; catches: Catch[]; after: Stmt[]}
    | {kind: 'block'; body: Stmt[]}
    /** Nothing, or a jump inside of the function. */
    | {kind: 'jump'}
  )

/** A function; its body is read when it is first needed, because a bundle has thousands. */
export interface Func extends Span {
  name: string | null
  isAsync: boolean
  isGenerator: boolean
  scope: Scope
  parameters: number
  readonly body: Stmt[]
}

/** Python's keyword arguments do not count as places. */
export const placed = (args: readonly Expr[]): Expr[] => args.filter(({kind}) => kind !== 'argument')
