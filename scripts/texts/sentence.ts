import type {ArrowFunction, Block, Expression, FunctionDeclaration, Node} from 'typescript/unstable/ast'
import {SyntaxKind} from 'typescript/unstable/ast'
import {
  isArrayLiteralExpression,
  isArrowFunction,
  isBinaryExpression,
  isBlock,
  isCallExpression,
  isConditionalExpression,
  isElementAccessExpression,
  isFunctionDeclaration,
  isIdentifier,
  isNonNullExpression,
  isObjectLiteralExpression,
  isParenthesizedExpression,
  isPropertyAccessExpression,
  isPropertyAssignment,
  isReturnStatement,
  isSpreadElement,
  isStringLiteral,
  isTemplateExpression,
  isVariableDeclaration,
} from 'typescript/unstable/ast/is'

/** Declarations by their names: constants with their value, functions. */
export type Names = ReadonlyMap<string, Node>

/** The places where the names of an expression are found: its functions, its file, and the exports of all files. */
export interface Scope {
  source: string
  names: (at: Node, name: string) => Node | undefined
  /** Notes a declaration whose words stand in another sentence. */
  inlined: (declaration: Node) => void
}

const isText = (node: Node): node is Node & {text: string} =>
  isStringLiteral(node) || node.kind === SyntaxKind.NoSubstitutionTemplateLiteral

const codeOf = (node: Node, {source}: Scope): string => source.slice(node.pos, node.end).trim()

/** The name that stands for a value: the last of `a.b.c`. */
const nameOf = (code: string): string =>
  /^[\w$.?[\]]+$/.test(code)
    ? (code
        .replace(/\[\w*\]$/, '')
        .split('.')
        .at(-1) ?? code)
    : code.replace(/\s+/g, ' ')

const value = (node: Node, scope: Scope): string => `{${nameOf(codeOf(node, scope))}}`

/** `[this|that]`, and `[this]` where the other is empty. */
function oneOf(texts: readonly string[]): string {
  const all = [...new Set(texts)].filter(text => text !== '')
  return all.length === 1 && texts.every(text => text !== '') ? (all[0] ?? '') : all.length === 0 ? '' : `[${all.join('|')}]`
}

/** Every value that a function can return. */
export function returnsOf(body: Node): Expression[] {
  if (!isBlock(body)) return [body as Expression]
  const found: Expression[] = []
  const visit = (node: Node): void => {
    if (isReturnStatement(node) && node.expression) found.push(node.expression)
    else if (!isArrowFunction(node)) node.forEachChild(visit)
  }
  ;(body as Block).forEachChild(visit)
  return found
}

/** Functions that write a value, and their unit behind it. */
const units: Record<string, string> = {percent: ' %', duration: '', number: '', iso: '', dollars: '', String: '', printable: ''}

/** A function with longer texts is shown by its name; its texts follow by themselves. */
const longestPart = 120

/** The sentence that an expression makes: its words, with the names of the values in `{}` and alternatives in `[|]`. */
export function sentenceOf(node: Node, scope: Scope, depth = 0): string {
  const inner = (one: Node): string => sentenceOf(one, scope, depth)
  if (isText(node)) return node.text
  if (isTemplateExpression(node))
    return node.head.text + node.templateSpans.map(({expression, literal}) => inner(expression) + literal.text).join('')
  if (isParenthesizedExpression(node) || isNonNullExpression(node)) return inner(node.expression)
  if (isConditionalExpression(node)) return oneOf([inner(node.whenTrue), inner(node.whenFalse)])
  if (isBinaryExpression(node)) {
    const operator = codeOf(node.operatorToken, scope)
    if (operator === '+') return inner(node.left) + inner(node.right)
    if (operator === '??' || operator === '||') return oneOf([inner(node.left), inner(node.right)])
    return value(node, scope)
  }
  if (isSpreadElement(node)) return inner(node.expression)
  if (isCallExpression(node)) return callSentence(node, scope, depth)
  if (depth > 4) return value(node, scope)
  if (isElementAccessExpression(node) || isPropertyAccessExpression(node)) {
    const record = isIdentifier(node.expression) ? initializerOf(scope.names(node, node.expression.text)) : undefined
    if (!record || !isObjectLiteralExpression(record)) return value(node, scope)
    const all = record.properties.filter(isPropertyAssignment)
    const named = isPropertyAccessExpression(node) ? all.filter(({name}) => codeOf(name, scope) === node.name.text) : all
    const texts = named.map(({initializer}) => sentenceOf(initializer, scope, depth + 1))
    if (!texts.some(hasWords)) return value(node, scope)
    scope.inlined(record.parent)
    return oneOf(texts)
  }
  if (isIdentifier(node)) {
    const declaration = scope.names(node, node.text)
    const initial = initializerOf(declaration)
    if (declaration === undefined || initial === undefined || isArrowFunction(initial)) return value(node, scope)
    const text = sentenceOf(initial, scope, depth + 1)
    // A constant that is a value and nothing beside it keeps its own name, which says more.
    if (/^\{[^}]*\}$/.test(text) || !isString(initial)) return value(node, scope)
    scope.inlined(declaration)
    return text
  }
  return value(node, scope)
}

/** An expression that makes a text: a string, a template, or one of several. */
function isString(node: Node): boolean {
  if (isText(node) || isTemplateExpression(node)) return true
  if (isParenthesizedExpression(node)) return isString(node.expression)
  if (isConditionalExpression(node)) return isString(node.whenTrue) || isString(node.whenFalse)
  return isCallExpression(node)
}

const hasWords = (text: string): boolean => /[a-z]/i.test(text.replace(/\{[^}]*\}/g, ''))

const initializerOf = (declaration: Node | undefined): Node | undefined =>
  declaration && isVariableDeclaration(declaration) ? declaration.initializer : undefined

/** An array that is joined: its parts, and those in turn that stand in it under a condition. */
function partsOf(node: Node, scope: Scope, depth: number, separator: string): string {
  if (isParenthesizedExpression(node)) return partsOf(node.expression, scope, depth, separator)
  if (isSpreadElement(node)) return partsOf(node.expression, scope, depth, separator)
  if (isConditionalExpression(node))
    return oneOf([partsOf(node.whenTrue, scope, depth, separator), partsOf(node.whenFalse, scope, depth, separator)])
  if (isArrayLiteralExpression(node))
    return node.elements
      .map(element => (isSpreadElement(element) ? partsOf(element, scope, depth, separator) : sentenceOf(element, scope, depth)))
      .filter(text => text !== '')
      .join(separator)
  return sentenceOf(node, scope, depth)
}

function callSentence(node: Node, scope: Scope, depth: number): string {
  if (!isCallExpression(node)) return value(node, scope)
  const {expression: callee, arguments: given} = node
  if (isPropertyAccessExpression(callee)) {
    const [first] = given
    if (callee.name.text === 'join')
      return partsOf(callee.expression, scope, depth, first && isText(first) ? first.text : ',').replace(/\{\[[^}]*\}/, '{list}')
    if (['map', 'slice', 'filter', 'get', 'toFixed', 'concat', 'replace'].includes(callee.name.text))
      return sentenceOf(callee.expression, scope, depth)
    return value(node, scope)
  }
  const name = codeOf(callee, scope)
  const [first, noun, plural] = given
  if (name === 'count' && first && noun && isText(noun))
    return `${value(first, scope)} ${plural && isText(plural) ? plural.text : `${noun.text}s`}`
  const declaration = scope.names(node, name)
  const own = declaration && functionOf(declaration)
  if (declaration && own?.body && depth < 4) {
    const texts = returnsOf(own.body).map(one => sentenceOf(one, scope, depth + 1))
    const text = oneOf(texts)
    if (texts.some(hasWords) && text.length <= longestPart) {
      scope.inlined(declaration)
      return text
    }
    return `{${name}}`
  }
  return first && name in units ? `${value(first, scope)}${units[name]}` : `{${nameOf(name)}}`
}

export function functionOf(declaration: Node): ArrowFunction | FunctionDeclaration | undefined {
  if (isFunctionDeclaration(declaration)) return declaration
  const initial = initializerOf(declaration)
  return initial && isArrowFunction(initial) ? initial : undefined
}
