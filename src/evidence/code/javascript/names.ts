import {at, expression, isPunctuation, kids, type Node, nothing, textOf} from '../reading.ts'
import type {Scope} from '../scope.ts'
import type {Expr} from '../syntax.ts'
import {exportAssigned} from './commonjs.ts'
import {isType, keyOf} from './nodes.ts'

/** Enters the names of a declaration; the values are its expressions. */
export function declarations(node: Node, scope: Scope): Expr[] {
  const home = node.getChild('var') ? scope.whole : scope
  const values: Expr[] = []
  let target: Node | null = null
  const parts = kids(node, true)
  for (const [i, part] of parts.entries()) {
    if (part.name === 'Equals') {
      const source = parts[i + 1]
      if (!target || !source) continue
      const value = expression(source, scope, target.name === 'VariableDefinition' ? textOf(target, scope) : null)
      bind(target, value, scope, home)
      values.push(value)
    } else if (['VariableDefinition', 'ObjectPattern', 'ArrayPattern'].includes(part.name)) {
      target = part
      if (part.name === 'VariableDefinition') home.declare(textOf(part, scope), null)
    }
  }
  return values
}

/** Gives the names of a pattern their part of the value; `home` is where they are declared, null where they are already. */
export function bind(pattern: Node, value: Expr, scope: Scope, home: Scope | null): void {
  const part = (key: string | null, by: Expr | null = null): Expr => ({...at(pattern), kind: 'member', of: value, key, by})
  if (pattern.name === 'VariableDefinition' || pattern.name === 'VariableName') {
    const name = textOf(pattern, scope)
    if (home === null) scope.note({does: 'assign', name, value})
    else home.declare(name, value)
  } else if (pattern.name === 'ObjectPattern') {
    for (const property of pattern.getChildren('PatternProperty')) {
      const [first, second] = kids(property).filter(kid => !isType(kid))
      if (!first) continue
      if (first.name === 'VariableDefinition') bind(first, part(textOf(first, scope)), scope, home)
      else if (second) bind(second, part(keyOf(first, scope)), scope, home)
    }
  } else if (pattern.name === 'ArrayPattern') {
    let index = 0
    for (const kid of kids(pattern, true)) {
      if (kid.name === ',') index++
      else if (!isPunctuation(kid) && kid.name !== 'Spread') bind(kid, part(String(index)), scope, home)
    }
  } else if (pattern.name === 'MemberExpression') {
    exportAssigned(expression(pattern, scope), value, scope)
  }
}

export function assignmentOf(node: Node, scope: Scope): Expr {
  const [target, source] = kids(node)
  if (!target || !source) return nothing(node)
  const name = target.name === 'VariableName' ? textOf(target, scope) : null
  const value = expression(source, scope, name)
  bind(target, value, scope, null)
  const isPattern = /Pattern$/.test(target.name)
  return {...at(node), kind: 'assignment', targets: isPattern ? [] : [expression(target, scope)], value}
}
