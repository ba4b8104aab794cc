import {at, called, expression, isPunctuation, kids, type Node, nothing, textOf} from '../reading.ts'
import type {Scope} from '../scope.ts'
import type {Expr} from '../syntax.ts'
import {comprehension} from './comprehensions.ts'

const adding = new Set(['append', 'insert', 'add', 'appendleft'])

export function callOf(node: Node, scope: Scope): Expr {
  const [first] = kids(node)
  const list = node.getChild('ArgList')
  if (!first) return nothing(node)
  const callee = expression(first, scope)
  const args = list ? argumentsOf(list, scope) : []
  const [argument] = args
  if (callee.kind === 'name' && callee.name === 'str' && argument) return argument
  // The default for a missing key is not the intended value.
  if (callee.kind === 'member' && callee.key === 'get' && argument?.kind === 'text')
    return {...at(node), kind: 'member', of: callee.of, key: argument.value, by: null}
  if (callee.kind === 'member' && callee.key === 'extend' && callee.of.kind === 'name' && argument)
    scope.note({does: 'add', name: callee.of.name, value: {...argument, kind: 'spread', of: argument}})
  return called(scope, {...at(node), kind: 'call', callee, args, isNew: false}, adding)
}

function argumentsOf(list: Node, scope: Scope): Expr[] {
  // A comprehension may stand in a call without brackets of its own.
  if (list.getChild('for')) return [comprehension(list, scope)]
  const args: Expr[] = []
  const parts = kids(list, true).filter(({name}) => !['(', ')'].includes(name))
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i] as Node
    const source = parts[i + 2]
    if (parts[i + 1]?.name === 'AssignOp' && source) {
      args.push({...at(part), kind: 'argument', name: textOf(part, scope), of: expression(source, scope)})
      i += 2
    } else if (part.name === '*' || part.name === '**') {
      const spread = parts[++i]
      if (spread) args.push({...at(spread), kind: 'spread', of: expression(spread, scope)})
    } else if (!isPunctuation(part)) args.push(expression(part, scope))
  }
  return args
}
