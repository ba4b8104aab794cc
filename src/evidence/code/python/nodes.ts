import {at, expression, isPunctuation, kids, type Node, statements, textOf} from '../reading.ts'
import type {Scope} from '../scope.ts'
import type {Expr, Stmt} from '../syntax.ts'

export const stringOf = (node: Node, scope: Scope): string | null =>
  node.name === 'String' ? textOf(node, scope).replace(/^[a-zA-Z]*("""|'''|"|')([\s\S]*)\1$/, '$2') : null

export const expressions = (node: Node, scope: Scope): Expr[] => kids(node).map(kid => expression(kid, scope))

export function items(node: Node, scope: Scope): Expr[] {
  const list: Expr[] = []
  let spread = false
  for (const kid of kids(node, true)) {
    if (kid.name === '*' || kid.name === '**') spread = true
    else if (!isPunctuation(kid)) {
      const value = expression(kid, scope)
      list.push(spread ? {...at(kid), kind: 'spread', of: value} : value)
      spread = false
    }
  }
  return list
}

export const bodyOf = (node: Node | null | undefined, scope: Scope): Stmt[] => (node ? statements(kids(node), scope) : [])
