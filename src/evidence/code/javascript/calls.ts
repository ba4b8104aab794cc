import {at, called, expression, kids, type Node, nothing} from '../reading.ts'
import type {Scope} from '../scope.ts'
import type {Expr} from '../syntax.ts'
import {exportGetters} from './commonjs.ts'
import {items, keyOf} from './nodes.ts'

const toText = new Set(['String'])

const adding = new Set(['push', 'unshift', 'add'])

export function callOf(node: Node, scope: Scope): Expr {
  const [first] = kids(node)
  const list = node.getChild('ArgList')
  if (!first) return nothing(node)
  if (first.name === 'DynamicImport') {
    const [name] = kids(first)
    const module = name ? (keyOf(name, scope) ?? '') : ''
    scope.module.imports.push(module)
    return {...at(node), kind: 'import', module, name: '*', scope}
  }
  const callee = expression(first, scope)
  const args = list ? items(list, scope) : []
  const [argument] = args
  if (callee.kind === 'name' && toText.has(callee.name) && argument) return argument
  if (callee.kind === 'member' && callee.key === 'toString') return callee.of
  if (callee.kind === 'name' && callee.name === 'require' && argument?.kind === 'text') {
    scope.module.imports.push(argument.value)
    return {...at(node), kind: 'import', module: argument.value, name: '*', scope}
  }
  const call = called(scope, {...at(node), kind: 'call', callee, args, isNew: node.name === 'NewExpression'}, adding)
  exportGetters(call, scope)
  return call
}
