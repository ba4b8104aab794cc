import {at, expression, kids, lazy, type Node, nothing, textOf} from '../reading.ts'
import {Scope} from '../scope.ts'
import type {Entry, Expr, Func, Stmt} from '../syntax.ts'
import {bodyOf} from './nodes.ts'

export function functionOf(node: Node, outer: Scope): Expr {
  const name = node.getChild('VariableName')
  const text = name && textOf(name, outer)
  const value: Expr = {
    ...at(node),
    kind: 'function',
    fn: makeFunction(node, text, outer, scope => bodyOf(node.getChild('Body'), scope)),
  }
  if (text) outer.declare(text, value)
  return value
}

export function lambda(node: Node, outer: Scope): Expr {
  const body = kids(node).at(-1)
  return {...at(node), kind: 'function', fn: makeFunction(node, null, outer, scope => (body ? [returned(body, scope)] : []))}
}

const returned = (node: Node, scope: Scope): Stmt => ({...at(node), kind: 'return', value: expression(node, scope)})

function makeFunction(node: Node, name: string | null, outer: Scope, read: (scope: Scope) => Stmt[]): Func {
  const parameters = parametersOf(node.getChild('ParamList'))
  let scope: Scope | null = null
  const fn: Func = {
    ...at(node),
    name,
    isAsync: node.getChild('async') !== null,
    isGenerator: false,
    parameters: parameters.length,
    get scope(): Scope {
      scope ??= new Scope(outer.module, outer, fn)
      return scope
    },
    body: [],
  }
  outer.contains(fn)
  return lazy(fn, () => {
    outer.module.scopes.push(fn.scope)
    for (const [index, parameter] of parameters.entries()) {
      const text = textOf(parameter, outer)
      fn.scope.declare(text, {...at(parameter), kind: 'parameter', fn, index, name: text})
    }
    return read(fn.scope)
  })
}

function parametersOf(list: Node | null): Node[] {
  const parameters: Node[] = []
  let isParameter = true
  for (const kid of list ? kids(list, true) : []) {
    if (kid.name === ',') isParameter = true
    else if (kid.name === 'AssignOp') isParameter = false
    else if (isParameter && kid.name === 'VariableName') parameters.push(kid)
  }
  return parameters
}

export function classOf(node: Node, scope: Scope): Expr {
  const name = node.getChild('VariableName')
  const inner = new Scope(scope.module, scope, 'same')
  const body = bodyOf(node.getChild('Body'), inner)
  const entries = [...inner.names].map((key): Entry => ({key, from: node.from, value: inner.valuesOf(key)[0] ?? nothing(node)}))
  const value: Expr = {...at(node), kind: 'object', entries}
  if (name) scope.declare(textOf(name, scope), value)
  return body.length === 0 ? value : {...at(node), kind: 'last', of: [value]}
}
