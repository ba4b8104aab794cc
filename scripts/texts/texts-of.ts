import type {Node} from 'typescript/unstable/ast'
import {SyntaxKind} from 'typescript/unstable/ast'
import {
  isArrowFunction,
  isBinaryExpression,
  isBlock,
  isCallExpression,
  isFunctionDeclaration,
  isIdentifier,
  isImportDeclaration,
  isPropertyAccessExpression,
  isPropertyAssignment,
  isSourceFile,
  isStringLiteral,
  isTemplateExpression,
  isTypeNode,
  isVariableDeclaration,
  isVariableStatement,
} from 'typescript/unstable/ast/is'
import {type Names, type Scope, sentenceOf} from './sentence.ts'
import type {Tree} from './trees.ts'

/** A sentence, or a part of several, with the name under which it stands in its file: `why`, `found`, `because`. */
export interface Text {
  label: string
  text: string
}

/** Names that hold ids, commands and keys. */
const withoutProse = ['id', 'command', 'needs', 'wants', 'advises', 'onDemand', 'change', 'args']

/** Calls whose sentence has a name of its own in the report. */
const callLabels: Record<string, string> = {undecidable: 'not known', ruledOutBecause: 'ruled out'}

/** Two words at least; a command, a pattern and a query of Logs Insights are none. */
const isProse = (text: string): boolean =>
  /[a-z]{2,}[,;:.]? .*[a-z]{2,}/i.test(text.replace(/\{[^}]*\}/g, 'x')) && !/^(?:aws|ddbstream|filter|fields|stats|parse) /.test(text)

const isBoundBy = (parameters: readonly Node[], name: string, source: string): boolean =>
  parameters.some(one => new RegExp(`(?<![\\w$.])${name}\\b(?!\\s*:)`).test(source.slice(one.pos, one.end).replace(/ as [^,}]+/g, '')))

function declaredIn(block: Node, name: string): Node | undefined {
  let found: Node | undefined
  block.forEachChild(statement => {
    if (isFunctionDeclaration(statement) && statement.name?.text === name) found = statement
    if (!isVariableStatement(statement)) return
    for (const one of statement.declarationList.declarations) if (isIdentifier(one.name) && one.name.text === name) found = one
  })
  return found
}

const imports = (tree: Node, name: string): boolean => {
  let found = false
  tree.forEachChild(statement => {
    const {importClause} = statement as Node & {
      importClause?: Node & {namedBindings?: Node & {elements?: readonly {name: {text: string}}[]}}
    }
    if (isImportDeclaration(statement) && importClause?.namedBindings?.elements?.some(one => one.name.text === name)) found = true
  })
  return found
}

/** The texts that files export as constants, by name. */
export const sharedTexts = (trees: readonly Tree[]): Names =>
  new Map(
    trees.flatMap(({tree}) => {
      const found: [string, Node][] = []
      tree.forEachChild(statement => {
        if (!isVariableStatement(statement)) return
        for (const one of statement.declarationList.declarations)
          if (isIdentifier(one.name) && one.initializer && isStringLiteral(one.initializer)) found.push([one.name.text, one])
      })
      return found
    }),
  )

/** The declaration of a name as the code at a place sees it. */
function lookUp(at: Node, name: string, source: string): Node | undefined {
  for (let node: Node | undefined = at.parent; node; node = node.parent) {
    if ((isArrowFunction(node) || isFunctionDeclaration(node)) && isBoundBy(node.parameters, name, source)) return undefined
    if (isBlock(node) || isSourceFile(node)) {
      const found = declaredIn(node, name)
      if (found) return found
    }
  }
  return undefined
}

const isJoin = (node: Node): boolean =>
  isCallExpression(node) &&
  isPropertyAccessExpression(node.expression) &&
  node.expression.name.text === 'join' &&
  node.expression.expression.kind === SyntaxKind.ArrayLiteralExpression

const isComparison = (node: Node): boolean =>
  isBinaryExpression(node) &&
  [SyntaxKind.EqualsEqualsEqualsToken, SyntaxKind.ExclamationEqualsEqualsToken].includes(node.operatorToken.kind)

const isRoot = (node: Node): boolean =>
  isStringLiteral(node) ||
  node.kind === SyntaxKind.NoSubstitutionTemplateLiteral ||
  isTemplateExpression(node) ||
  isJoin(node) ||
  (isBinaryExpression(node) && node.operatorToken.kind === SyntaxKind.PlusToken && (isRoot(node.left) || isRoot(node.right)))

/** A constant in place of a sentence: `why: latestRule`, `fix: () => spreadWrites`. */
const isNamedText = (node: Node, path: readonly string[]): boolean =>
  path.includes('text') &&
  isIdentifier(node) &&
  ((isPropertyAssignment(node.parent) && node.parent.initializer === node) || (isArrowFunction(node.parent) && node.parent.body === node))

/** In `text: {found, fix}` the path below `text`, otherwise the nearest name. */
const labelOf = (path: readonly string[]): string =>
  path.includes('text') ? path.slice(path.indexOf('text') + 1).join('.') : (path.at(-1) ?? '')

/** The texts of a file, in its order. A constant or function whose words stand in another sentence is shown there alone. */
export function textsOf({source, tree}: Tree, shared: Names): Text[] {
  const inlined = new Set<number>()
  const scope: Scope = {
    source,
    names: (at, name) => lookUp(at, name, source) ?? (imports(tree, name) ? shared.get(name) : undefined),
    inlined: declaration => {
      if (declaration.getSourceFile() === tree) inlined.add(declaration.pos)
    },
  }
  const found: (Text & {within: number[]})[] = []
  const visit = (node: Node, path: readonly string[], within: readonly number[]): void => {
    if (isImportDeclaration(node) || isTypeNode(node) || isComparison(node)) return
    if (isRoot(node) || isNamedText(node, path)) {
      const text = sentenceOf(node, scope)
      if (isProse(text) || (path.includes('text') && /\{.*\{/.test(text))) found.push({label: labelOf(path), text, within: [...within]})
      return
    }
    const declares = isVariableDeclaration(node) || isFunctionDeclaration(node)
    const name = namesOf(node, source)
    if (name !== null && withoutProse.includes(name)) return
    const next = name === null ? path : [...path, name]
    node.forEachChild(child => visit(child, next, declares ? [...within, node.pos] : within))
  }
  visit(tree, [], [])
  return found.filter(({within}) => !within.some(pos => inlined.has(pos))).map(({label, text}) => ({label, text}))
}

/** The name that a node gives to the texts in it. */
function namesOf(node: Node, source: string): string | null {
  if (isPropertyAssignment(node))
    return (
      source
        .slice(node.name.pos, node.name.end)
        // A comment before the name belongs to it in the tree.
        .replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
        .trim()
        .replace(/^'(.*)'$/, '$1')
    )
  if (isVariableDeclaration(node)) return isIdentifier(node.name) ? node.name.text : null
  if (isFunctionDeclaration(node)) return node.name?.text ?? null
  if (isCallExpression(node) && isIdentifier(node.expression)) return callLabels[node.expression.text] ?? null
  return null
}
