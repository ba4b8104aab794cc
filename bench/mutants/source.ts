import {type Node, parseSync} from 'oxc-parser'

/** A node of the syntax tree; its fields depend on its type. */
export type Tree = Node & {start: number; end: number} & Record<string, unknown>

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && 'type' in value && 'start' in value

/** Parts that hold types, or names that are no expressions. */
const unseen = new Set(['typeAnnotation', 'typeParameters', 'typeArguments', 'returnType', 'superTypeArguments', 'implements'])

/** TypeScript's nodes that hold an expression; all others are types. */
const wrappers = new Set(['TSAsExpression', 'TSNonNullExpression', 'TSSatisfiesExpression', 'TSTypeAssertion'])

/** The nodes below one, in the order of the text, without types and without names of properties. */
export function childrenOf(node: Tree): Tree[] {
  if (node.type === 'ImportDeclaration') return []
  const found: Tree[] = []
  for (const [key, value] of Object.entries(node)) {
    if (unseen.has(key) || key === 'parent') continue
    if (key === 'key' && node.computed !== true) continue
    if (key === 'property' && node.computed !== true) continue
    for (const one of Array.isArray(value) ? value : [value]) {
      if (isTree(one) && (!one.type.startsWith('TS') || wrappers.has(one.type))) found.push(one)
    }
  }
  return found.sort((a, b) => a.start - b.start)
}

export const treeOf = (path: string, text: string): Tree => {
  const {program, errors} = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`)
  return program as unknown as Tree
}
