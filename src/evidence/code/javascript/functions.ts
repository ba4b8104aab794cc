import {at, expression, kids, lazy, type Node, statements, textOf} from '../reading.ts'
import {Scope} from '../scope.ts'
import type {Expr, Func} from '../syntax.ts'
import {bind} from './names.ts'

export function declareFunction(node: Node, scope: Scope): Expr {
  const name = node.getChild('VariableDefinition')
  const value = functionOf(node, scope, name && textOf(name, scope))
  if (name) scope.declare(textOf(name, scope), value)
  return value
}

export function functionOf(node: Node, outer: Scope, name: string | null): Expr {
  const parameters = node.getChild('ParamList')
  const body = kids(node).at(-1)
  let scope: Scope | null = null
  const fn: Func = {
    ...at(node),
    name,
    isAsync: node.getChild('async') !== null,
    isGenerator: node.getChild('Star') !== null,
    parameters: 0,
    get scope(): Scope {
      scope ??= new Scope(outer.module, outer, fn)
      return scope
    },
    body: [],
  }
  const targets = parametersOf(node, parameters)
  fn.parameters = targets.length
  outer.contains(fn)
  return {
    ...at(node),
    kind: 'function',
    fn: lazy(fn, () => {
      outer.module.scopes.push(fn.scope)
      for (const [index, target] of targets.entries())
        bind(target, {...at(target), kind: 'parameter', fn, index, name: null}, fn.scope, fn.scope)
      if (!body || body === parameters) return []
      if (body.name === 'Block') return statements(kids(body), fn.scope)
      return [{...at(body), kind: 'return', value: expression(body, fn.scope)}]
    }),
  }
}

function parametersOf(node: Node, list: Node | null): Node[] {
  // `x => …` has no list.
  if (!list) return node.getChildren('VariableDefinition').slice(0, 1)
  const targets: Node[] = []
  let isTarget = true
  for (const kid of kids(list, true)) {
    if (kid.name === ',') isTarget = true
    else if (isTarget && ['VariableDefinition', 'ObjectPattern', 'ArrayPattern'].includes(kid.name)) {
      targets.push(kid)
      isTarget = false
    }
  }
  return targets
}
