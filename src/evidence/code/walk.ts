import type {Expr, Func, Stmt} from './syntax.ts'

/** The expressions right in an expression. */
export function partsOf(expr: Expr): Expr[] {
  switch (expr.kind) {
    case 'member':
      return expr.by === null ? [expr.of] : [expr.of, expr.by]
    case 'object':
      return expr.entries.map(({value}) => value)
    case 'list':
      return expr.items
    case 'call':
      return [expr.callee, ...expr.args]
    case 'first':
    case 'last':
      return expr.of
    case 'choice':
      return [expr.test, ...expr.of]
    case 'made':
      return [expr.item, ...expr.over]
    case 'other':
      return expr.parts
    case 'assignment':
      // A name that gets a value is no use of it.
      return [...expr.targets.filter(({kind}) => kind !== 'name'), expr.value]
    case 'spread':
    case 'argument':
    case 'element':
      return [expr.of]
    default:
      return []
  }
}

/** All expressions in an expression, itself first; not those of functions that are written in it. */
export function* within(expr: Expr): Generator<Expr> {
  yield expr
  for (const part of partsOf(expr)) yield* within(part)
}

/** The expressions right in a statement, not those of statements in it. */
export function ownExpressions(statement: Stmt): Expr[] {
  switch (statement.kind) {
    case 'do':
      return [statement.value]
    case 'return':
    case 'throw':
      return statement.value === null ? [] : [statement.value]
    case 'if':
      return statement.test === null ? [] : [statement.test]
    case 'loop':
      return statement.over === null ? statement.head : [statement.over, ...statement.head]
    default:
      return []
  }
}

/** All statements in a list, at any depth; not those of functions. */
export function* statementsIn(body: readonly Stmt[]): Generator<Stmt> {
  for (const statement of body) {
    yield statement
    for (const block of blocksOf(statement)) yield* statementsIn(block)
  }
}

/** All expressions of a list of statements; not those of functions that are written in it. */
export function* expressionsIn(body: readonly Stmt[]): Generator<Expr> {
  for (const statement of statementsIn(body)) for (const expr of ownExpressions(statement)) yield* within(expr)
}

/** The values that a function returns, wherever in it. */
export const returnsOf = (fn: Func): Expr[] => returnsIn(fn.body).flatMap(({value}) => (value === null ? [] : [value]))

export function returnsIn(body: readonly Stmt[]): (Stmt & {kind: 'return'})[] {
  return body.flatMap(statement => {
    if (statement.kind === 'return') return [statement]
    return blocksOf(statement).flatMap(returnsIn)
  })
}

/** The lists of statements in a statement, without those of functions. */
export function blocksOf(statement: Stmt): Stmt[][] {
  switch (statement.kind) {
    case 'if':
      return [statement.body, statement.otherwise]
    case 'loop':
    case 'block':
      return [statement.body]
    case 'try':
      return [statement.body, ...statement.catches.map(({body}) => body), statement.after]
    default:
      return []
  }
}
