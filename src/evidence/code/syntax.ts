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
 * What JavaScript and Python have in common, as far as the way of a value through a handler goes. What is the same for that way is not
 * kept: await, parentheses, types and conversions to text.
 */
export type Expr = Span &
  (
    | {is: 'name'; name: string; scope: Scope}
    /** `key` is null where it is computed: then it is `by`. */
    | {is: 'member'; of: Expr; key: string | null; by: Expr | null}
    | {is: 'text'; value: string}
    | {is: 'nothing'}
    | {is: 'object'; entries: Entry[]}
    | {is: 'list'; items: Expr[]}
    | {is: 'spread'; of: Expr}
    | {is: 'call'; callee: Expr; args: Expr[]; isNew: boolean}
    | {is: 'argument'; name: string; of: Expr}
    | {is: 'function'; fn: Func}
    /** The first of these that has a value (`||`, `??`, `or`). */
    | {is: 'first'; of: Expr[]}
    /** The last of these; the others are there for what they do (`,`, `&&`). */
    | {is: 'last'; of: Expr[]}
    /** One or the other of two. */
    | {is: 'choice'; test: Expr; of: Expr[]}
    | {is: 'element'; of: Expr}
    /** A list that is made of another one, by a comprehension. */
    | {is: 'made'; item: Expr; over: Expr[]}
    | {is: 'parameter'; fn: Func; index: number; name: string | null}
    /** What a module exports under a name; `*` is all of it. */
    | {is: 'import'; module: string; name: string; scope: Scope}
    | {is: 'assignment'; targets: Expr[]; value: Expr}
    /** Its parts are there to be looked through. */
    | {is: 'other'; parts: Expr[]}
  )

/** A part of a try that takes errors; `all`: whatever they are. */
export interface Catch extends Span {
  all: boolean
  body: Stmt[]
}

export type Stmt = Span &
  (
    | {is: 'do'; value: Expr; declares: boolean}
    | {is: 'return'; value: Expr | null}
    | {is: 'throw'; value: Expr | null}
    | {is: 'if'; test: Expr | null; body: Stmt[]; otherwise: Stmt[]}
    | {is: 'loop'; over: Expr | null; head: Expr[]; body: Stmt[]}
    | {is: 'try'; body: Stmt[]; catches: Catch[]; after: Stmt[]}
    | {is: 'block'; body: Stmt[]}
    /** Nothing, or a jump inside of the function. */
    | {is: 'jump'}
  )

/** A function; its body is read when it is first looked at, because a bundle has thousands. */
export interface Func extends Span {
  name: string | null
  isAsync: boolean
  isGenerator: boolean
  scope: Scope
  parameters: number
  readonly body: Stmt[]
}

/** Python's keyword arguments do not count as places. */
export const placed = (args: readonly Expr[]): Expr[] => args.filter(({is}) => is !== 'argument')
