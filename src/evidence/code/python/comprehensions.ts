import {at, expression, kids, type Node, nothing} from '../reading.ts'
import {Scope} from '../scope.ts'
import type {Expr} from '../syntax.ts'
import {loopOf} from './targets.ts'

export function comprehension(node: Node, outer: Scope): Expr {
  const scope = new Scope(outer.module, outer, 'same')
  const parts = kids(node, true).filter(({name}) => !/^[[\](){}]$/.test(name))
  const start = parts.findIndex(({name}) => name === 'for')
  const over: Expr[] = []
  const tests: Expr[] = []
  for (let i = start; i >= 0 && i < parts.length; i++) {
    if (parts[i]?.name === 'for') {
      const end = parts.findIndex((part, j) => j > i && (part.name === 'for' || part.name === 'if'))
      const list = loopOf(parts.slice(i + 1, end < 0 ? undefined : end), scope)
      if (list) over.push(list)
    } else if (parts[i]?.name === 'if' && parts[i + 1]) tests.push(expression(parts[i + 1] as Node, scope))
  }
  const [item] = parts
  return {...at(node), kind: 'made', item: item ? expression(item, scope) : nothing(node), over: [...over, ...tests]}
}
