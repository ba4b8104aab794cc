import {at, expression, isPunctuation, kids, type Node, textOf} from '../reading.ts'
import type {Scope} from '../scope.ts'
import type {Expr} from '../syntax.ts'

export const isType = ({name}: Node): boolean =>
  /^(?:Type|Interface|Enum|Ambient|Namespace|LineComment|BlockComment)/.test(name) || name === 'Hashbang'

/** The text of a key that is written out. */
export function keyOf(node: Node, scope: Scope): string | null {
  if (node.name === 'String') return textOf(node, scope).slice(1, -1)
  if (node.name === 'TemplateString') return node.firstChild ? null : textOf(node, scope).slice(1, -1)
  if (['PropertyName', 'PropertyDefinition', 'Number', 'PrivatePropertyName', 'PrivatePropertyDefinition'].includes(node.name))
    return textOf(node, scope)
  return null
}

export const expressions = (node: Node, scope: Scope): Expr[] => kids(node).flatMap(kid => (isType(kid) ? [] : [expression(kid, scope)]))

export function items(node: Node, scope: Scope): Expr[] {
  const list: Expr[] = []
  let spread = false
  for (const kid of kids(node, true)) {
    if (kid.name === 'Spread') spread = true
    else if (!isPunctuation(kid) && !isType(kid)) {
      const value = expression(kid, scope)
      list.push(spread ? {...at(kid), kind: 'spread', of: value} : value)
      spread = false
    }
  }
  return list
}
