import {at, expression, kids, type Node, nothing, other, textOf} from '../reading.ts'
import type {Scope} from '../scope.ts'
import type {Entry, Expr} from '../syntax.ts'
import {callOf} from './calls.ts'
import {comprehension} from './comprehensions.ts'
import {lambda} from './functions.ts'
import {expressions, items, stringOf} from './nodes.ts'
import {bind} from './targets.ts'

export function readExpression(node: Node, scope: Scope): Expr {
  switch (node.name) {
    case 'VariableName':
      return {...at(node), kind: 'name', name: textOf(node, scope), scope}
    case 'None':
      return nothing(node)
    case 'String':
      return {...at(node), kind: 'text', value: stringOf(node, scope) ?? ''}
    case 'FormatString': {
      const [hole, ...more] = node.getChildren('FormatReplacement')
      const isAll = hole && more.length === 0 && /^[a-zA-Z]*["']\{[^{}]*\}["']$/.test(textOf(node, scope))
      const parts = [...(hole ? [hole] : []), ...more].flatMap(one => expressions(one, scope))
      return isAll && parts[0] ? parts[0] : other(node, parts)
    }
    case 'ParenthesizedExpression':
    case 'AwaitExpression':
      return expressions(node, scope)[0] ?? nothing(node)
    case 'MemberExpression':
      return memberOf(node, scope)
    case 'CallExpression':
      return callOf(node, scope)
    case 'DictionaryExpression':
      return dictionary(node, scope)
    case 'ArrayExpression':
    case 'TupleExpression':
    case 'SetExpression':
      return {...at(node), kind: 'list', items: items(node, scope)}
    case 'ArrayComprehensionExpression':
    case 'SetComprehensionExpression':
    case 'ComprehensionExpression':
      return comprehension(node, scope)
    case 'LambdaExpression':
      return lambda(node, scope)
    case 'ConditionalExpression': {
      const [then, test, otherwise] = expressions(node, scope)
      return {...at(node), kind: 'choice', test: test ?? nothing(node), of: [then, otherwise].flatMap(one => one ?? [])}
    }
    case 'NamedExpression': {
      const [target, source] = kids(node)
      if (!target || !source) return nothing(node)
      const value = expression(source, scope)
      bind(target, value, scope)
      return {...at(node), kind: 'assignment', targets: [expression(target, scope)], value}
    }
    case 'BinaryExpression':
      return binary(node, scope)
    default:
      return other(node, expressions(node, scope))
  }
}

/** Long sums nest to the left. A loop reads them, because recursion would overflow the stack. */
function binary(node: Node, scope: Scope): Expr {
  const operator = operatorOf(node, scope)
  const rights: Node[] = []
  let left: Node | null = node
  while (left?.name === 'BinaryExpression' && operatorOf(left, scope) === operator) {
    const [first, second] = kids(left) as [Node | undefined, Node | undefined]
    if (second) rights.unshift(second)
    left = first ?? null
  }
  const of = [...(left ? [left] : []), ...rights].map(one => expression(one, scope))
  if (operator === 'or') return {...at(node), kind: 'first', of}
  return operator === 'and' ? {...at(node), kind: 'last', of} : other(node, of)
}

const operatorOf = (node: Node, scope: Scope): string => {
  const operator = kids(node, true).find(kid => /Op$|^(?:and|or|in|not|is)$/.test(kid.name))
  return operator ? textOf(operator, scope) : ''
}

function memberOf(node: Node, scope: Scope): Expr {
  const [object, ...keys] = kids(node)
  if (!object) return nothing(node)
  const of = expression(object, scope)
  const [key] = keys
  if (!key) return of
  if (key.name === 'PropertyName') return {...at(node), kind: 'member', of, key: textOf(key, scope), by: null}
  // A slice is a list of the same things.
  if (kids(node, true).some(({name}) => name === ':')) return of
  const written = key.name === 'Number' ? textOf(key, scope) : stringOf(key, scope)
  return {...at(node), kind: 'member', of, key: written, by: expression(key, scope)}
}

function dictionary(node: Node, scope: Scope): Expr {
  const entries: Entry[] = []
  const parts = kids(node, true).filter(({name}) => !['{', '}', ',', 'Comment'].includes(name))
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i] as Node
    const value = parts[i + 2]
    if (part.name === '**') {
      const spread = parts[++i]
      if (spread) entries.push({key: null, from: part.from, value: expression(spread, scope)})
    } else if (parts[i + 1]?.name === ':' && value) {
      entries.push({key: stringOf(part, scope), from: part.from, value: expression(value, scope)})
      i += 2
    }
  }
  return {...at(node), kind: 'object', entries}
}
