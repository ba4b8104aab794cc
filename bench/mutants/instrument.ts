import {type Change, changesOf, isProse} from './operators.ts'
import {childrenOf, type Tree, treeOf} from './source.ts'

/** One change at one place of the source. `line` counts from one. */
export interface Mutant {
  id: number
  file: string
  line: number
  /** The text that is changed, and its replacement. */
  from: string
  change: Change
  /** It is in a value that is made when the module is loaded. */
  isStatic: boolean
}

interface Place {
  node: Tree
  change: Change
  isStatic: boolean
}

const isFunction = ({type}: Tree): boolean => type.includes('Function') && type !== 'TSEmptyBodyFunctionExpression'

/** A choice between sentences is one as a whole, with its condition. */
const isChoiceOfTexts = (node: Tree): boolean => node.type === 'ConditionalExpression' && isProse(node)

/** All places of a file in the order of the text. A chain with `?.` ends early: nothing of it is left out. */
function* placesIn(node: Tree, isStatic = true, inText = false, inChain = false): Generator<Place> {
  if (isChoiceOfTexts(node)) return
  for (const change of changesOf(node, inText)) {
    if (node.type === 'ExpressionStatement' && isStatic) continue
    if (inChain && node.type === 'CallExpression' && change.kind === 'without') continue
    yield {node, change, isStatic}
  }
  for (const child of childrenOf(node)) {
    yield* placesIn(
      child,
      isStatic && !isFunction(node),
      !isFunction(node) && (inText || node.type === 'TemplateLiteral'),
      !isFunction(node) && (inChain || node.type === 'ChainExpression'),
    )
  }
}

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length

/** All mutants of a file, numbered from `first`. */
export function mutantsOf(file: string, text: string, first: number): Mutant[] {
  return [...placesIn(treeOf(file, text))].map(({node, change, isStatic}, i) => ({
    id: first + i,
    file,
    line: lineAt(text, node.start),
    from: text.slice(node.start, node.end).replace(/\s+/g, ' '),
    change,
    isStatic,
  }))
}

/**
 * The source with a switch at each place that was chosen: `globalThis.$mutants` decides at run time which of them is changed, so that all
 * are tried without loading anything twice. Values of modules are made again when one of their mutants is chosen.
 */
export function instrument(file: string, text: string, all: readonly Mutant[], chosen: ReadonlySet<number>): string {
  const tree = treeOf(file, text)
  const places = [...placesIn(tree)]
  const at = new Map<Tree, Mutant[]>()
  // The same walk, in the same order, on another tree of the same text.
  for (const [i, mutant] of all.entries()) {
    if (!chosen.has(mutant.id)) continue
    const node = (places[i] as Place).node
    at.set(node, [...(at.get(node) ?? []), mutant])
  }
  const source = (node: Tree): string => text.slice(node.start, node.end)
  const inside = (node: Tree, children = childrenOf(node)): string => {
    let out = ''
    let offset = node.start
    for (const child of children) {
      if (child.start < offset) continue
      out += text.slice(offset, child.start) + emit(child)
      offset = child.end
    }
    return out + text.slice(offset, node.end)
  }
  const emit = (node: Tree): string => {
    const mutants = at.get(node) ?? []
    if (node.type === 'VariableDeclaration' && top.has(node)) return inside(node).replace(/^const/, 'let')
    if (node.type === 'ArrowFunctionExpression' && (node.body as unknown as Tree).type !== 'BlockStatement') {
      const body = node.body as unknown as Tree
      const head = text.slice(node.start, body.start)
      const parameters = (node.params as unknown as Tree[]).map(one => [one, emit(one)] as const)
      const emitted = parameters.reduceRight(
        (sum, [one, code]) => sum.slice(0, one.start - node.start) + code + sum.slice(one.end - node.start),
        head,
      )
      return `${emitted}($mutants.touch(${JSON.stringify(file)}), ${emit(body)})${text.slice(body.end, node.end)}`
    }
    if (isFunction(node)) {
      const body = node.body as unknown as Tree
      const code = inside(body)
      const opened = `{$mutants.touch(${JSON.stringify(file)});${code.slice(1)}`
      return (
        inside(
          node,
          childrenOf(node).filter(child => child !== body),
        ).slice(0, -source(body).length) + opened
      )
    }
    return mutants.length === 0 ? inside(node) : switched(node, mutants, inside, emit, source)
  }
  const top = new Set((tree.body as unknown as Tree[]).map(declarationIn))
  const statements = (tree.body as unknown as Tree[]).map(statement => emit(statement) + again(statement, emit))
  return `const $mutants = globalThis.$mutants;\n${statements.join('\n')}`
}

type Emit = (node: Tree) => string

const hit = (mutant: Mutant | undefined): string => (mutant === undefined ? 'false' : `$mutants.hit(${mutant.id})`)

function switched(node: Tree, mutants: readonly Mutant[], inside: Emit, emit: Emit, source: Emit): string {
  const ids = JSON.stringify(Object.fromEntries(mutants.map(one => [one.change.to, one.id])))
  const [first] = mutants
  const part = (key: string): Tree => node[key] as unknown as Tree
  switch (node.type) {
    case 'BinaryExpression':
      return `$mutants.compute('${node.operator}', ${emit(part('left'))}, ${emit(part('right'))}, ${ids})`
    case 'LogicalExpression':
      return `(${hit(first)} ? ((${source(part('left'))}) ${first?.change.to} (${source(part('right'))})) : (${inside(node)}))`
    case 'ConditionalExpression':
      return `($mutants.when(${emit(part('test'))}, ${ids}) ? ${emit(part('consequent'))} : ${emit(part('alternate'))})`
    case 'IfStatement': {
      const otherwise = node.alternate ? `else ${emit(part('alternate'))}` : ''
      return `if ($mutants.when(${emit(part('test'))}, ${ids})) ${emit(part('consequent'))}\n${otherwise}`
    }
    case 'UnaryExpression':
      return `$mutants.when(${emit(part('argument'))}, {}) === ${hit(first)}`.replace(/^(.*)$/s, '($1)')
    case 'Literal':
      return mutants.reduce((code, one) => `(${hit(one)} ? ${one.change.to} : ${code})`, inside(node))
    case 'ExpressionStatement':
      return `{if (!${hit(first)}) {${inside(node)}}}`
    default: {
      const callee = part('callee')
      const receiver = callee.object as unknown as Tree
      const property = callee.property as unknown as Tree
      if (first?.change.kind === 'without') return `(${hit(first)} ? (${source(receiver)}) : ${inside(node)})`
      const dot = callee.optional === true ? '?.' : ''
      const args = (node.arguments as unknown as Tree[]).map(emit).join(', ')
      return `${emit(receiver)}${dot}[${hit(first)} ? '${first?.change.to}' : '${property.name as string}'](${args})`
    }
  }
}

const declarationIn = (statement: Tree): Tree | null =>
  (statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement) as unknown as Tree | null

/** A constant of the module is made again by `remake`; code that holds the object keeps it. */
function again(statement: Tree, emit: Emit): string {
  const declaration = declarationIn(statement)
  if (declaration?.type !== 'VariableDeclaration') return ''
  return (declaration.declarations as unknown as Tree[])
    .map(one => {
      const name = one.id as unknown as Tree
      const value = one.init as unknown as Tree | null
      if (name.type !== 'Identifier' || value === null || isFunction(value)) return ''
      return `\n;$mutants.remade(() => ${name.name as string}, value => {${name.name as string} = value}, () => (${emit(value)}));`
    })
    .join('')
}
