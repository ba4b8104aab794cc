import {at, expression, kids, type Node, textOf} from '../reading.ts'
import type {Scope} from '../scope.ts'
import type {Entry, Expr} from '../syntax.ts'
import {functionOf} from './functions.ts'
import {isType, keyOf} from './nodes.ts'

export function objectOf(node: Node, scope: Scope): Expr {
  const entries = node.getChildren('Property').flatMap((property): Entry[] => {
    const parts = kids(property).filter(kid => !isType(kid))
    const [first, second] = parts
    if (!first) return []
    if (property.getChild('Spread')) return [{key: null, from: property.from, value: expression(first, scope)}]
    if (property.getChild('ParamList')) {
      const key = keyOf(first, scope)
      return [{key, from: property.from, value: functionOf(property, scope, key)}]
    }
    const key = property.getChild('[') && first.name !== 'String' ? null : keyOf(first, scope)
    if (!second) return [{key, from: property.from, value: {...at(first), kind: 'name', name: textOf(first, scope), scope}}]
    return [{key, from: property.from, value: expression(second, scope, key)}]
  })
  return {...at(node), kind: 'object', entries}
}

export function classOf(node: Node, scope: Scope): Expr {
  const name = node.getChild('VariableDefinition')
  const parts = node.getChild('ClassBody')
  const members = parts ? kids(parts) : []
  const entries = members.flatMap((member): Entry[] => {
    const [first] = kids(member).filter(kid => /Definition$/.test(kid.name))
    const key = first ? keyOf(first, scope) : null
    if (member.name === 'MethodDeclaration') return [{key, from: member.from, value: functionOf(member, scope, key)}]
    const rest = kids(member).filter(kid => kid !== first && kid.from !== first?.from && !isType(kid))
    return rest[0] ? [{key, from: member.from, value: expression(rest[0], scope, key)}] : []
  })
  const value: Expr = {...at(node), kind: 'object', entries}
  if (name) scope.declare(textOf(name, scope), value)
  return value
}
