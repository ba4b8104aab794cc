import {at, expression, kids, type Node, nothing, other, textOf} from '../reading.ts'
import type {Scope} from '../scope.ts'
import type {Expr} from '../syntax.ts'
import {callOf} from './calls.ts'
import {functionOf} from './functions.ts'
import {assignmentOf} from './names.ts'
import {expressions, isType, items, keyOf} from './nodes.ts'
import {classOf, objectOf} from './objects.ts'

export function readExpression(node: Node, scope: Scope, name: string | null): Expr {
  switch (node.name) {
    case 'VariableName': {
      const text = textOf(node, scope)
      return text === 'undefined' ? nothing(node) : {...at(node), kind: 'name', name: text, scope}
    }
    case 'this':
      return {...at(node), kind: 'name', name: 'this', scope}
    case 'null':
      return nothing(node)
    case 'String':
      return {...at(node), kind: 'text', value: textOf(node, scope).slice(1, -1)}
    case 'TemplateString':
      return template(node, scope)
    case 'ParenthesizedExpression':
    case 'AwaitExpression':
    case 'InstantiationExpression':
    case 'TypeAssertionExpression':
      return expressions(node, scope)[0] ?? nothing(node)
    case 'PostfixExpression':
      return textOf(node, scope).endsWith('!') ? (expressions(node, scope)[0] ?? nothing(node)) : other(node, expressions(node, scope))
    case 'UnaryExpression':
      return node.getChild('void') ? nothing(node) : other(node, expressions(node, scope))
    case 'SequenceExpression':
      return {...at(node), kind: 'last', of: expressions(node, scope)}
    case 'MemberExpression':
      return memberOf(node, scope)
    case 'CallExpression':
    case 'NewExpression':
      return callOf(node, scope)
    case 'ObjectExpression':
      return objectOf(node, scope)
    case 'ArrayExpression':
      return {...at(node), kind: 'list', items: items(node, scope)}
    case 'ArrowFunction':
    case 'FunctionExpression':
      return functionOf(node, scope, name)
    case 'ClassExpression':
    case 'ClassDeclaration':
      return classOf(node, scope)
    case 'AssignmentExpression':
      return assignmentOf(node, scope)
    case 'ConditionalExpression': {
      const [test, ...of] = expressions(node, scope)
      return {...at(node), kind: 'choice', test: test ?? nothing(node), of}
    }
    case 'BinaryExpression':
      return binary(node, scope)
    default:
      return other(node, isType(node) ? [] : expressions(node, scope))
  }
}

function template(node: Node, scope: Scope): Expr {
  const holes = node.getChildren('Interpolation')
  const [hole] = holes
  if (!hole) return {...at(node), kind: 'text', value: textOf(node, scope).slice(1, -1)}
  const parts = holes.flatMap(one => expressions(one, scope))
  const isAll = holes.length === 1 && hole.from === node.from + 1 && hole.to === node.to - 1
  return isAll && parts[0] ? parts[0] : other(node, parts)
}

/** Long sums nest to the left. A loop reads them, because recursion would overflow the stack. */
function binary(node: Node, scope: Scope): Expr {
  const rights: Node[] = []
  let left: Node | null = node
  const operator = operatorOf(node, scope)
  while (left?.name === 'BinaryExpression' && operatorOf(left, scope) === operator) {
    const [first, second] = kids(left) as [Node | undefined, Node | undefined]
    if (second && !isType(second)) rights.unshift(second)
    left = first ?? null
  }
  const of = [...(left ? [left] : []), ...rights].map(one => expression(one, scope))
  if (operator === '||' || operator === '??') return {...at(node), kind: 'first', of}
  if (operator === '&&') return {...at(node), kind: 'last', of}
  return of.length === 1 && of[0] ? of[0] : other(node, of)
}

const operatorOf = (node: Node, scope: Scope): string => {
  const operator = kids(node, true).find(kid => /Op$|^as$|^satisfies$|^in$|^instanceof$/.test(kid.name))
  return operator ? textOf(operator, scope) : ''
}

function memberOf(node: Node, scope: Scope): Expr {
  const [object, key] = kids(node)
  if (!object) return nothing(node)
  const of = expression(object, scope)
  if (!key) return of
  const written = keyOf(key, scope)
  const by = written === null || node.getChild('[') ? expression(key, scope) : null
  return {...at(node), kind: 'member', of, key: written ?? null, by}
}
