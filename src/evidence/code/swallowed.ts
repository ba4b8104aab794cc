import {type Batch, type BatchFunction, worksOn} from './batch-functions.ts'
import {isLogging} from './logging.ts'
import type {Origins} from './origins/origins.ts'
import type {SourceModule} from './source-module.ts'
import type {Catch, Expr, Stmt} from './syntax.ts'
import {blocksOf, ownExpressions, returnsOf, statementsIn, within} from './walk.ts'

/**
 * A place where a failure ends without Lambda hearing of it. `catch`: a catch that only logs; `promise`: `.catch` likewise; `settled`:
 * nobody looks at the results of allSettled or gather; `not-awaited`: the handler returns before the records are done.
 */
export interface Swallowed {
  how: 'catch' | 'promise' | 'settled' | 'not-awaited'
  module: SourceModule
  at: number
}

/** Places in the functions of a batch where all failures of a record, or of the batch, end without being heard. */
export function swallowedIn(batch: Batch, origins: Origins): Swallowed[] {
  return batch.functions.flatMap(one => {
    const {module} = one.fn.scope
    const reader = {batch, origins, one, module}
    return [...catches(one.fn.body, [], reader), ...promises(reader)].map(found => ({...found, module}))
  })
}

interface Reader {
  batch: Batch
  origins: Origins
  one: BatchFunction
  module: SourceModule
}

type Found = Omit<Swallowed, 'module'>

/** Looks through statements; `after` are those that come after them in the same pass of a loop, or in the same function. */
function catches(body: readonly Stmt[], after: readonly Stmt[], reader: Reader): Found[] {
  return body.flatMap((statement, i): Found[] => {
    const rest = [...body.slice(i + 1), ...after]
    const next = statement.kind === 'loop' ? [] : rest
    const inner = blocksOf(statement).flatMap(block => catches(block, next, reader))
    if (statement.kind !== 'try') return inner
    return [...inner, ...caught(statement, rest, reader)]
  })
}

function caught(statement: Stmt & {kind: 'try'}, rest: readonly Stmt[], reader: Reader): Found[] {
  const {batch} = reader
  const isOfBatch = worksOn(batch, statement.body)
  // Work after it goes on without the result of the `try`.
  if (!isOfBatch || worksOn(batch, rest) || answersFailures(statement.body, reader)) return []
  return statement.catches.filter(one => one.all && isSwallowing(one, rest, reader)).map(({from}) => ({how: 'catch', at: from}))
}

/** Whether the body of the `try` has a way of its own to report failures. */
const answersFailures = (body: readonly Stmt[], {module}: Reader): boolean => {
  const [from, to] = [body[0]?.from ?? 0, body.at(-1)?.to ?? 0]
  return /itemIdentifier|batchItemFailures/i.test(module.text.slice(from, to))
}

function isSwallowing({body, from, to}: Catch, rest: readonly Stmt[], reader: Reader): boolean {
  // A counter may be read later.
  if (/\+\+|--|[+-]=/.test(reader.module.text.slice(from, to))) return false
  if (!onlyLogs(body, reader)) return false
  const returns = [...statementsIn(body)].filter(statement => statement.kind === 'return')
  const values = returns.flatMap(({value}) => (value === null ? [] : [value]))
  const {one} = reader
  if (one.isHandler) {
    if (!values.every(value => isSuccess(value, reader))) return false
    const ends = rest.flatMap(statement => (statement.kind === 'return' && statement.value ? [statement.value] : []))
    return returns.length > 0 || ends.every(value => isSuccess(value, reader))
  }
  // The caller may use the result.
  return !one.isUsed || returnsOf(one.fn).length === 0
}

/** Whether statements do nothing about a failure but log it. */
const onlyLogs = (body: readonly Stmt[], reader: Reader): boolean =>
  body.every(statement => {
    if (statement.kind === 'throw' || statement.kind === 'try') return false
    if (!ownExpressions(statement).every(expr => isHarmless(expr))) return false
    return blocksOf(statement).every(block => onlyLogs(block, reader))
  })

const isHarmless = (expr: Expr): boolean =>
  [...within(expr)].every(one => {
    if (one.kind === 'assignment') return false
    return one.kind !== 'call' || isLogging(one) || isDone(one)
  })

/** `callback(null, …)`, `context.succeed(…)`: the old ways to end well. */
function isDone({callee, args}: Expr & {kind: 'call'}): boolean {
  if (callee.kind === 'name') return /^(?:callback|cb)$/.test(callee.name) && (args[0] === undefined || args[0].kind === 'nothing')
  return callee.kind === 'member' && callee.key === 'succeed' && callee.of.kind === 'name' && callee.of.name === 'context'
}

/** Whether Lambda takes the returned value for success: no list of failures, or an empty one. */
function isSuccess(value: Expr, {origins}: Reader): boolean {
  const found = origins.of(value)
  return (
    found.length > 0 &&
    found.every(origin => {
      if (origin.kind === 'nothing' || origin.kind === 'text') return true
      if (origin.kind !== 'made' || origin.expr.kind !== 'object') return false
      const {entries} = origin.expr
      if (entries.some(({key}) => key === null)) return false
      const list = entries.find(({key}) => key?.toLowerCase() === 'batchitemfailures')
      return list === undefined || origins.items(list.value)?.length === 0
    })
  )
}

/** Promises whose failures nobody sees. */
function promises(reader: Reader): Found[] {
  const {one} = reader
  return [...statementsIn(one.fn.body)].flatMap(statement => {
    const isLeft = (statement.kind === 'do' && !statement.declares) || (statement.kind === 'return' && !one.isUsed)
    return isLeft ? ownExpressions(statement).flatMap(expr => [...within(expr)].flatMap(part => unheard(part, reader))) : []
  })
}

function unheard(part: Expr, reader: Reader): Found[] {
  const {batch, origins} = reader
  if (part.kind !== 'call' || part.callee.kind !== 'member' || !batch.touches(part)) return []
  const {key, of} = part.callee
  const [first] = part.args
  if (key === 'catch' && first && isLogger(first, reader)) return [{how: 'promise', at: part.callee.to}]
  const isGathered = part.args.some(arg => arg.kind === 'argument' && arg.name === 'return_exceptions')
  if ((key === 'allSettled' || (key === 'gather' && isGathered)) && first && isBare(first, reader)) return [{how: 'settled', at: part.from}]
  const isLoop = key === 'forEach' && first !== undefined && batch.touches(of)
  return isLoop && origins.functions(first).some(fn => fn.isAsync) ? [{how: 'not-awaited', at: part.callee.to}] : []
}

/** `console.error`, or a function that does no more. */
function isLogger(expr: Expr, reader: Reader): boolean {
  const functions = reader.origins.functions(expr)
  if (functions.length > 0)
    return functions.every(
      fn =>
        onlyLogs(fn.body, reader) && returnsOf(fn).every(value => value.kind === 'nothing' || (value.kind === 'call' && isLogging(value))),
    )
  return expr.kind === 'member' && isLogging({from: 0, to: 0, kind: 'call', callee: expr, args: [], isNew: false})
}

/** Whether the work that is waited for has no way of its own to tell of failures. */
function isBare(expr: Expr, {origins}: Reader): boolean {
  const calls = [...within(expr)].filter(one => one.kind === 'call')
  const functions = calls.flatMap(call => call.args.flatMap(arg => origins.functions(arg)))
  return (
    functions.length > 0 && functions.every(fn => !/\bcatch\b|\bexcept\b|itemIdentifier/.test(fn.scope.module.text.slice(fn.from, fn.to)))
  )
}
