import type {Tree} from './source.ts'

/** A change of one place that a test should notice. `kind` selects its evaluation in the switch of the program. */
export type Change =
  | {kind: 'compare'; to: string}
  | {kind: 'arithmetic'; to: string}
  | {kind: 'logical'; to: string}
  | {kind: 'condition'; to: 'true' | 'false'}
  | {kind: 'value'; to: string}
  | {kind: 'method'; to: string}
  | {kind: 'without'; to: ''}

const boundaries: Record<string, string> = {'<': '<=', '<=': '<', '>': '>=', '>=': '>'}
const opposites: Record<string, string> = {'<': '>=', '<=': '>', '>': '<=', '>=': '<', '===': '!==', '!==': '==='}
const arithmetic: Record<string, string> = {'+': '-', '-': '+', '*': '/', '/': '*', '%': '*'}
const logical: Record<string, string> = {'&&': '||', '||': '&&', '??': '&&'}
const methods: Record<string, string> = {
  some: 'every',
  every: 'some',
  min: 'max',
  max: 'min',
  startsWith: 'endsWith',
  endsWith: 'startsWith',
}
/** Calls that may be left out: the receiver stands for the result. */
const omitted = new Set(['filter', 'sort', 'toSorted', 'reverse', 'toReversed'])

/** A text, or a choice between texts. Sentences are held by the tests of words and by the snapshots of reports. */
export function isProse(node: Tree): boolean {
  if (node.type === 'TemplateLiteral') return true
  if (node.type === 'Literal') return typeof node.value === 'string'
  if (node.type === 'ParenthesizedExpression') return isProse(node.expression as unknown as Tree)
  if (node.type === 'ArrayExpression') return (node.elements as unknown as Tree[]).every(one => one !== null && isProse(one))
  if (node.type === 'ConditionalExpression')
    return isProse(node.consequent as unknown as Tree) && isProse(node.alternate as unknown as Tree)
  return node.type === 'BinaryExpression' && node.operator === '+' && (isProse(node.left as Tree) || isProse(node.right as Tree))
}

/** Three quarters and five quarters; whole numbers below ten by one. 0 and 1 are counts and places: one more. */
function otherNumbers(value: number): number[] {
  if (value === 0 || value === 1) return [value + 1]
  if (Number.isInteger(value) && value < 10) return [value - 1, value + 1]
  return [Number((value * 0.75).toPrecision(6)), Number((value * 1.25).toPrecision(6))]
}

const conditions = (): Change[] => [
  {kind: 'condition', to: 'true'},
  {kind: 'condition', to: 'false'},
]

/** The possible changes of a node itself. Inside a text only the numbers that it prints are changed. */
export function changesOf(node: Tree, inText: boolean): Change[] {
  if (node.type === 'BinaryExpression') {
    const operator = node.operator as string
    if (isProse(node)) return []
    const other = arithmetic[operator]
    if (other !== undefined) return [{kind: 'arithmetic', to: other}]
    if (inText) return []
    return [boundaries[operator], opposites[operator]].flatMap(to => (to === undefined ? [] : [{kind: 'compare' as const, to}]))
  }
  if (inText) return []
  switch (node.type) {
    case 'LogicalExpression':
      return [{kind: 'logical', to: logical[node.operator as string] as string}]
    case 'ConditionalExpression':
    case 'IfStatement':
      return conditions()
    case 'UnaryExpression':
      return node.operator === '!' ? [{kind: 'without', to: ''}] : []
    case 'Literal':
      if (typeof node.value === 'boolean') return [{kind: 'value', to: String(!node.value)}]
      return typeof node.value === 'number' ? otherNumbers(node.value).map(to => ({kind: 'value', to: String(to)})) : []
    case 'ExpressionStatement':
      return node.directive ? [] : [{kind: 'without', to: ''}]
    case 'CallExpression':
      return ofCall(node)
    default:
      return []
  }
}

function ofCall(node: Tree): Change[] {
  const callee = node.callee as unknown as Tree
  if (callee.type !== 'MemberExpression' || callee.computed === true) return []
  const name = (callee.property as unknown as Tree).name as string
  const other = methods[name]
  if (other !== undefined) return [{kind: 'method', to: other}]
  return omitted.has(name) && callee.optional !== true ? [{kind: 'without', to: ''}] : []
}
