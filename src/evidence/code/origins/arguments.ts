import type {Sources} from '../sources.ts'
import {type Expr, type Func, placed} from '../syntax.ts'

const visiting = new Set(['map', 'forEach', 'filter', 'some', 'every', 'find', 'findIndex', 'flatMap', 'each'])

/** The values that the calls of a function pass for a parameter. */
export function valuesPassed({fn, index, name}: Expr & {kind: 'parameter'}, sources: Sources): Expr[] {
  return sources.calls().flatMap(call => {
    const {callee, args} = call
    const isCalled = isCall(callee, fn)
    if (isCalled) {
      const named = args.find(arg => arg.kind === 'argument' && arg.name === name)
      const [self] = fn.scope.names
      const skipped = callee.kind === 'member' && (self === 'self' || self === 'cls') ? 1 : 0
      const given = named ?? placed(args)[index - skipped]
      return given ? [given] : []
    }
    const position = args.findIndex(arg => isFunction(arg, fn))
    if (position < 0) return []
    return visited(call, position, index)
  })
}

function isCall(callee: Expr, fn: Func): boolean {
  if (callee.kind === 'function') return callee.fn === fn
  if (fn.name === null) return false
  if (callee.kind === 'name') return callee.name === fn.name && isFunction(callee, fn)
  return callee.kind === 'member' && callee.key === fn.name && (fn.name.length > 2 || isFunction(callee, fn))
}

function isFunction(expr: Expr, fn: Func): boolean {
  if (expr.kind === 'function') return expr.fn === fn
  if (expr.kind === 'argument') return isFunction(expr.of, fn)
  if (expr.kind === 'name' && expr.name === fn.name)
    return expr.scope
      .valuesOf(expr.name)
      .some(value => (value.kind === 'function' ? value.fn === fn : value.kind === 'import' && value.name === fn.name))
  return expr.kind === 'member' && fn.name !== null && expr.key === fn.name
}

/** A function that is given to another one, which calls it with the things of a list. */
function visited({callee, args}: Expr & {kind: 'call'}, position: number, index: number): Expr[] {
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
