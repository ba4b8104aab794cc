import {at, expression, isPunctuation, kids, type Node, nothing, textOf} from '../reading.ts'
import type {Scope} from '../scope.ts'
import type {Expr} from '../syntax.ts'

export function bind(target: Node, value: Expr, scope: Scope): void {
  if (target.name === 'VariableName') {
    const name = textOf(target, scope)
    // A name that an outer function declares is another one here, unless `nonlocal` is said.
    if (!scope.names.some(known => known === name)) scope.declare(name, null)
    scope.note({does: 'assign', name, value})
  } else if (['TupleExpression', 'ArrayExpression', 'ParenthesizedExpression'].includes(target.name)) {
    for (const [index, one] of kids(target).entries()) bind(one, partOf(one, value, index), scope)
  }
}

export const partOf = (node: Node, of: Expr, index: number): Expr => ({...at(node), kind: 'member', of, key: String(index), by: null})

/** `a = b = c` gives c to both; a name without a value is declared. */
export function assign(node: Node, scope: Scope): Expr {
  const sides: Node[][] = [[]]
  for (const kid of kids(node, true)) {
    if (kid.name === 'AssignOp') sides.push([])
    else if (!isPunctuation(kid) && kid.name !== 'TypeDef') sides.at(-1)?.push(kid)
  }
  const [source, ...more] = sides.at(-1) ?? []
  const first = sides[0]?.[0]
  if (sides.length === 1 || !source) {
    if (first?.name === 'VariableName') scope.whole.declare(textOf(first, scope), null)
    return nothing(node)
  }
  const items = [source, ...more].map(one => expression(one, scope))
  const value: Expr = more.length === 0 && items[0] ? items[0] : {...at(node), kind: 'list', items}
  const written: Expr[] = []
  for (const targets of sides.slice(0, -1)) {
    const [target] = targets
    if (targets.length === 1 && target) bind(target, value, scope)
    else for (const [index, one] of targets.entries()) bind(one, partOf(one, value, index), scope)
    written.push(...targets.map(one => expression(one, scope)))
  }
  return {...at(node), kind: 'assignment', targets: written, value}
}

/** The targets of a loop or a comprehension and its iterable: `a, b in c`. */
export function loopOf(parts: readonly Node[], scope: Scope): Expr | null {
  const split = parts.findIndex(({name}) => name === 'in')
  const targets = parts.slice(0, split).filter(part => !isPunctuation(part))
  const source = parts.slice(split + 1).find(part => !isPunctuation(part))
  if (split < 0 || !source) return null
  const list = expression(source, scope)
  const element: Expr = {...at(source), kind: 'element', of: list}
  const [target] = targets
  if (targets.length === 1 && target) bind(target, element, scope)
  else for (const [index, one] of targets.entries()) bind(one, partOf(one, element, index), scope)
  return list
}
