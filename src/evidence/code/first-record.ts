import type {Batch} from './batch-functions.ts'
import {isLogging} from './logging.ts'
import type {Origins} from './origins/origins.ts'
import type {SourceModule} from './source-module.ts'
import type {Expr, Func, Stmt} from './syntax.ts'
import {ownExpressions, partsOf, statementsIn} from './walk.ts'

/** A handler that takes the first record of a batch, and never looks at the others. */
export function firstRecordOnly(batch: Batch, origins: Origins): {module: SourceModule; at: number}[] {
  return batch.functions
    .filter(({isHandler}) => isHandler)
    .flatMap(({fn}) => {
      const uses = usesIn(fn, origins)
      const [first] = uses.filter(({kind}) => kind === 'first')
      return first && uses.every(({kind}) => kind === 'first') ? [{module: fn.scope.module, at: first.at}] : []
    })
}

interface Use {
  kind: 'first' | 'other'
  at: number
}

/** How a handler and the functions in it use the records of the event, and the event itself. */
function usesIn(fn: Func, origins: Origins): Use[] {
  const functions = [fn, ...fn.scope.functions()]
  return functions.flatMap(one => [
    ...[...statementsIn(one.body)].flatMap(statement => usesOf(statement, origins)),
    ...one.scope.named.flatMap(value => bound(value, origins)),
  ])
}

/** A pattern takes its part of the records without an expression of its own. */
function bound(value: Expr, origins: Origins): Use[] {
  if (value.kind === 'element') return isRecords(value.of, origins) ? [{kind: 'other', at: value.from}] : []
  if (value.kind !== 'member' || value.key === null || !/^\d+$/.test(value.key) || !isRecords(value.of, origins)) return []
  return [{kind: value.key === '0' ? 'first' : 'other', at: value.from}]
}

function usesOf(statement: Stmt, origins: Origins): Use[] {
  const isDeclared = statement.kind === 'do' && statement.declares
  return ownExpressions(statement).flatMap(expr =>
    uses(expr, isDeclared ? 'declared' : statement.kind === 'loop' ? 'other' : 'left', origins),
  )
}

type Around = 'declared' | 'other' | 'left' | 'logged' | Expr

/** `around`: the code that contains the expression. */
function uses(expr: Expr, around: Around, origins: Origins): Use[] {
  const isAll = isRecords(expr, origins) || isEvent(expr, origins)
  if (isAll && (expr.kind === 'name' || expr.kind === 'member')) return useOf(expr, around)
  if (expr.kind === 'call' && isLogging(expr)) return expr.args.flatMap(arg => uses(arg, 'logged', origins))
  // An expression that passes a value on has the same use as the code around it.
  const isPassing = ['first', 'last', 'choice', 'assignment', 'spread', 'argument'].includes(expr.kind)
  return partsOf(expr).flatMap(part => uses(part, isPassing || around === 'logged' ? around : expr, origins))
}

function useOf(expr: Expr, around: Around): Use[] {
  if (around === 'declared' || around === 'logged' || around === 'left') return []
  if (around === 'other') return [{kind: 'other', at: expr.from}]
  // Whether there are any is asked by `!`, `typeof` and their like.
  if (around.kind === 'other') return []
  if (around.kind !== 'member' || around.of !== expr) return [{kind: 'other', at: expr.from}]
  return around.key === 'Records' ? [] : [{kind: around.key === '0' ? 'first' : 'other', at: expr.from}]
}

const isRecords = (expr: Expr, origins: Origins): boolean =>
  origins.of(expr).some(origin => origin.kind === 'path' && origin.keys.at(-1) === 'Records')

/** The first parameter itself. */
const isEvent = (expr: Expr, origins: Origins): boolean =>
  expr.kind === 'name' &&
  origins
    .of(expr)
    .some(origin => origin.kind === 'path' && origin.keys.length === 0 && origin.root?.kind === 'parameter' && origin.root.index === 0)
