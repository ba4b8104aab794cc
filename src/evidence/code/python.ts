import {parser} from '@lezer/python'
import {called, errorsIn, isPunctuation, kids, lazy, type Node} from './reading.ts'
import {Scope} from './scope.ts'
import {SourceModule} from './source-module.ts'
import type {Catch, Entry, Expr, Func, Stmt} from './syntax.ts'

/** Reads a file of Python; of a broken text, the part that can be parsed. */
export function readPython(file: {name: string; text: string}): SourceModule {
  const tree = parser.parse(file.text)
  const module = new SourceModule(file, errorsIn(tree))
  const scope = new Scope(module, null, null)
  module.scopes.push(scope)
  module.body = statements(kids(tree.topNode), scope)
  for (const name of scope.names) module.export(name, {from: 0, to: 0, kind: 'name', name, scope})
  return module
}

const textOf = (node: Node, {module}: Scope): string => module.text.slice(node.from, node.to)
const at = ({from, to}: Node) => ({from, to})
const nothing = (node: Node): Expr => ({...at(node), kind: 'nothing'})
const other = (node: Node, parts: Expr[]): Expr => ({...at(node), kind: 'other', parts})

const statements = (nodes: readonly Node[], scope: Scope): Stmt[] => nodes.flatMap(node => statement(node, scope))

const bodyOf = (node: Node | null | undefined, scope: Scope): Stmt[] => (node ? statements(kids(node), scope) : [])

const done = (node: Node, value: Expr, declares = false): Stmt => ({...at(node), kind: 'do', value, declares})

function statement(node: Node, scope: Scope): Stmt[] {
  switch (node.name) {
    case 'StatementGroup':
      return statements(kids(node), scope)
    case 'ExpressionStatement':
      return expressions(node, scope).map(value => done(node, value))
    case 'AssignStatement':
      return [done(node, assign(node, scope), true)]
    case 'UpdateStatement': {
      const [target, source] = kids(node)
      if (!target || !source) return []
      const value = expression(source, scope)
      if (target.name === 'VariableName' && textOf(node, scope).includes('+='))
        scope.note({does: 'add', name: textOf(target, scope), value: {...at(source), kind: 'spread', of: value}})
      return [done(node, {...at(node), kind: 'last', of: [expression(target, scope), value]}, true)]
    }
    case 'ReturnStatement':
      return [{...at(node), kind: 'return', value: expressions(node, scope)[0] ?? null}]
    case 'RaiseStatement':
      return [{...at(node), kind: 'throw', value: expressions(node, scope)[0] ?? null}]
    case 'IfStatement':
      return [ifOf(kids(node), node, scope)]
    case 'ForStatement':
      return [forOf(node, scope)]
    case 'WhileStatement': {
      const [test, body] = kids(node)
      return [{...at(node), kind: 'loop', over: null, head: test ? [expression(test, scope)] : [], body: bodyOf(body, scope)}]
    }
    case 'TryStatement':
      return [tryOf(node, scope)]
    case 'WithStatement':
      return withOf(node, scope)
    case 'MatchStatement': {
      const clauses = node.getChild('MatchBody')?.getChildren('MatchClause') ?? []
      const then = clauses.flatMap(clause => bodyOf(clause.getChild('Body'), scope))
      return [{...at(node), kind: 'if', test: null, body: then, otherwise: []}]
    }
    case 'FunctionDefinition':
      functionOf(node, scope)
      return []
    case 'DecoratedStatement': {
      const defined = node.getChild('FunctionDefinition') ?? node.getChild('ClassDefinition')
      return defined ? statement(defined, scope) : []
    }
    case 'ClassDefinition':
      return [done(node, classOf(node, scope), true)]
    case 'ImportStatement':
      importOf(node, scope)
      return []
    case 'PassStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
    case 'ScopeStatement':
      return [{...at(node), kind: 'jump'}]
    default:
      return node.type.isError ? [] : [done(node, expression(node, scope))]
  }
}

/** A condition, its body, and the parts after it (`elif` is an `if` in the `else`). */
function ifOf([test, body, ...rest]: readonly Node[], node: Node, scope: Scope): Stmt {
  const [next] = rest
  const otherwise = !next ? [] : next.name === 'Body' ? bodyOf(next, scope) : [ifOf(rest, node, scope)]
  return {...at(node), kind: 'if', test: test ? expression(test, scope) : null, body: bodyOf(body, scope), otherwise}
}

/** The targets of a loop or a comprehension and its iterable: `a, b in c`. */
function loopOf(parts: readonly Node[], scope: Scope): Expr | null {
  const split = parts.findIndex(({name}) => name === 'in')
  const targets = parts.slice(0, split).filter(part => !isPunctuation(part))
  const source = parts.slice(split + 1).find(part => !isPunctuation(part))
  if (split < 0 || !source) return null
  const list = expression(source, scope)
  const element: Expr = {...at(source), kind: 'element', of: list}
  const [target] = targets
  if (targets.length === 1 && target) bind(target, element, scope)
  else for (const [index, one] of targets.entries()) bind(one, partOf(one, element, index), scope)
  return list
}

const partOf = (node: Node, of: Expr, index: number): Expr => ({...at(node), kind: 'member', of, key: String(index), by: null})

function forOf(node: Node, scope: Scope): Stmt {
  const bodies = node.getChildren('Body')
  const parts = kids(node, true).filter(({name}) => !['Body', 'else'].includes(name))
  const over = loopOf(parts, scope)
  return {...at(node), kind: 'loop', over, head: [], body: bodies.flatMap(body => bodyOf(body, scope))}
}

const broad = /^(?:Exception|BaseException|builtins\.Exception)$/

function tryOf(node: Node, scope: Scope): Stmt {
  const body: Stmt[] = []
  const catches: Catch[] = []
  const after: Stmt[] = []
  let part = 'try'
  let caught: Node[] = []
  let start = node.from
  for (const kid of kids(node, true)) {
    if (['try', 'except', 'else', 'finally'].includes(kid.name)) {
      part = kid.name
      caught = []
      start = kid.from
    } else if (kid.name !== 'Body') caught.push(kid)
    else if (part === 'except') {
      const types = caught.filter(one => !isPunctuation(one))
      const [type, name] = types
      if (name) bind(name, nothing(name), scope)
      const all = !type || (type.name === 'TupleExpression' ? kids(type) : [type]).some(one => broad.test(textOf(one, scope)))
      catches.push({from: start, to: kid.to, all, body: bodyOf(kid, scope)})
    } else (part === 'finally' ? after : body).push(...bodyOf(kid, scope))
  }
  return {...at(node), kind: 'try', body, catches, after}
}

function withOf(node: Node, scope: Scope): Stmt[] {
  const made: Stmt[] = []
  let isTarget = false
  for (const kid of kids(node, true)) {
    if (kid.name === 'as') isTarget = true
    else if (kid.name === 'Body') made.push({...at(kid), kind: 'block', body: bodyOf(kid, scope)})
    else if (!isPunctuation(kid)) {
      const value = expression(kid, scope)
      if (isTarget) bind(kid, other(kid, []), scope)
      else made.push(done(kid, value, true))
      isTarget = false
    }
  }
  return made
}

/** `a = b = c` gives c to both; a name without a value is declared. */
function assign(node: Node, scope: Scope): Expr {
  const sides: Node[][] = [[]]
  for (const kid of kids(node, true)) {
    if (kid.name === 'AssignOp') sides.push([])
    else if (!isPunctuation(kid) && kid.name !== 'TypeDef') sides.at(-1)?.push(kid)
  }
  const [source, ...more] = sides.at(-1) ?? []
  const first = sides[0]?.[0]
  if (sides.length === 1 || !source) {
    if (first?.name === 'VariableName') scope.whole.declare(textOf(first, scope), null)
    return nothing(node)
  }
  const items = [source, ...more].map(one => expression(one, scope))
  const value: Expr = more.length === 0 && items[0] ? items[0] : {...at(node), kind: 'list', items}
  const written: Expr[] = []
  for (const targets of sides.slice(0, -1)) {
    const [target] = targets
    if (targets.length === 1 && target) bind(target, value, scope)
    else for (const [index, one] of targets.entries()) bind(one, partOf(one, value, index), scope)
    written.push(...targets.map(one => expression(one, scope)))
  }
  return {...at(node), kind: 'assignment', targets: written, value}
}

function bind(target: Node, value: Expr, scope: Scope): void {
  if (target.name === 'VariableName') {
    const name = textOf(target, scope)
    // A name that an outer function declares is another one here, unless `nonlocal` is said.
    if (!scope.names.some(known => known === name)) scope.declare(name, null)
    scope.note({does: 'assign', name, value})
  } else if (['TupleExpression', 'ArrayExpression', 'ParenthesizedExpression'].includes(target.name)) {
    for (const [index, one] of kids(target).entries()) bind(one, partOf(one, value, index), scope)
  }
}

const stringOf = (node: Node, scope: Scope): string | null =>
  node.name === 'String' ? textOf(node, scope).replace(/^[a-zA-Z]*("""|'''|"|')([\s\S]*)\1$/, '$2') : null

const expressions = (node: Node, scope: Scope): Expr[] => kids(node).map(kid => expression(kid, scope))

function expression(node: Node, scope: Scope): Expr {
  switch (node.name) {
    case 'VariableName':
      return {...at(node), kind: 'name', name: textOf(node, scope), scope}
    case 'None':
      return nothing(node)
    case 'String':
      return {...at(node), kind: 'text', value: stringOf(node, scope) ?? ''}
    case 'FormatString': {
      const [hole, ...more] = node.getChildren('FormatReplacement')
      const isAll = hole && more.length === 0 && /^[a-zA-Z]*["']\{[^{}]*\}["']$/.test(textOf(node, scope))
      const parts = [...(hole ? [hole] : []), ...more].flatMap(one => expressions(one, scope))
      return isAll && parts[0] ? parts[0] : other(node, parts)
    }
    case 'ParenthesizedExpression':
    case 'AwaitExpression':
      return expressions(node, scope)[0] ?? nothing(node)
    case 'MemberExpression':
      return memberOf(node, scope)
    case 'CallExpression':
      return callOf(node, scope)
    case 'DictionaryExpression':
      return dictionary(node, scope)
    case 'ArrayExpression':
    case 'TupleExpression':
    case 'SetExpression':
      return {...at(node), kind: 'list', items: items(node, scope)}
    case 'ArrayComprehensionExpression':
    case 'SetComprehensionExpression':
    case 'ComprehensionExpression':
      return comprehension(node, scope)
    case 'LambdaExpression':
      return lambda(node, scope)
    case 'ConditionalExpression': {
      const [then, test, otherwise] = expressions(node, scope)
      return {...at(node), kind: 'choice', test: test ?? nothing(node), of: [then, otherwise].flatMap(one => one ?? [])}
    }
    case 'NamedExpression': {
      const [target, source] = kids(node)
      if (!target || !source) return nothing(node)
      const value = expression(source, scope)
      bind(target, value, scope)
      return {...at(node), kind: 'assignment', targets: [expression(target, scope)], value}
    }
    case 'BinaryExpression':
      return binary(node, scope)
    default:
      return other(node, expressions(node, scope))
  }
}

/** Long sums lean to the left: they are not gone down into by recursion. */
function binary(node: Node, scope: Scope): Expr {
  const operator = operatorOf(node, scope)
  const rights: Node[] = []
  let left: Node | null = node
  while (left?.name === 'BinaryExpression' && operatorOf(left, scope) === operator) {
    const [first, second] = kids(left) as [Node | undefined, Node | undefined]
    if (second) rights.unshift(second)
    left = first ?? null
  }
  const of = [...(left ? [left] : []), ...rights].map(one => expression(one, scope))
  if (operator === 'or') return {...at(node), kind: 'first', of}
  return operator === 'and' ? {...at(node), kind: 'last', of} : other(node, of)
}

const operatorOf = (node: Node, scope: Scope): string => {
  const operator = kids(node, true).find(kid => /Op$|^(?:and|or|in|not|is)$/.test(kid.name))
  return operator ? textOf(operator, scope) : ''
}

function memberOf(node: Node, scope: Scope): Expr {
  const [object, ...keys] = kids(node)
  if (!object) return nothing(node)
  const of = expression(object, scope)
  const [key] = keys
  if (!key) return of
  if (key.name === 'PropertyName') return {...at(node), kind: 'member', of, key: textOf(key, scope), by: null}
  // A slice is a list of the same things.
  if (kids(node, true).some(({name}) => name === ':')) return of
  const written = key.name === 'Number' ? textOf(key, scope) : stringOf(key, scope)
  return {...at(node), kind: 'member', of, key: written, by: expression(key, scope)}
}

function items(node: Node, scope: Scope): Expr[] {
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

const adding = new Set(['append', 'insert', 'add', 'appendleft'])

function callOf(node: Node, scope: Scope): Expr {
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

function dictionary(node: Node, scope: Scope): Expr {
  const entries: Entry[] = []
  const parts = kids(node, true).filter(({name}) => !['{', '}', ',', 'Comment'].includes(name))
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i] as Node
    const value = parts[i + 2]
    if (part.name === '**') {
      const spread = parts[++i]
      if (spread) entries.push({key: null, from: part.from, value: expression(spread, scope)})
    } else if (parts[i + 1]?.name === ':' && value) {
      entries.push({key: stringOf(part, scope), from: part.from, value: expression(value, scope)})
      i += 2
    }
  }
  return {...at(node), kind: 'object', entries}
}

function comprehension(node: Node, outer: Scope): Expr {
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

function lambda(node: Node, outer: Scope): Expr {
  const body = kids(node).at(-1)
  return {...at(node), kind: 'function', fn: makeFunction(node, null, outer, scope => (body ? [returned(body, scope)] : []))}
}

const returned = (node: Node, scope: Scope): Stmt => ({...at(node), kind: 'return', value: expression(node, scope)})

function functionOf(node: Node, outer: Scope): Expr {
  const name = node.getChild('VariableName')
  const text = name && textOf(name, outer)
  const value: Expr = {
    ...at(node),
    kind: 'function',
    fn: makeFunction(node, text, outer, scope => bodyOf(node.getChild('Body'), scope)),
  }
  if (text) outer.declare(text, value)
  return value
}

function makeFunction(node: Node, name: string | null, outer: Scope, read: (scope: Scope) => Stmt[]): Func {
  const parameters = parametersOf(node.getChild('ParamList'))
  let scope: Scope | null = null
  const fn: Func = {
    ...at(node),
    name,
    isAsync: node.getChild('async') !== null,
    isGenerator: false,
    parameters: parameters.length,
    get scope(): Scope {
      scope ??= new Scope(outer.module, outer, fn)
      return scope
    },
    body: [],
  }
  outer.contains(fn)
  return lazy(fn, () => {
    outer.module.scopes.push(fn.scope)
    for (const [index, parameter] of parameters.entries()) {
      const text = textOf(parameter, outer)
      fn.scope.declare(text, {...at(parameter), kind: 'parameter', fn, index, name: text})
    }
    return read(fn.scope)
  })
}

function parametersOf(list: Node | null): Node[] {
  const parameters: Node[] = []
  let isParameter = true
  for (const kid of list ? kids(list, true) : []) {
    if (kid.name === ',') isParameter = true
    else if (kid.name === 'AssignOp') isParameter = false
    else if (isParameter && kid.name === 'VariableName') parameters.push(kid)
  }
  return parameters
}

function classOf(node: Node, scope: Scope): Expr {
  const name = node.getChild('VariableName')
  const inner = new Scope(scope.module, scope, 'same')
  const body = bodyOf(node.getChild('Body'), inner)
  const entries = [...inner.names].map((key): Entry => ({key, from: node.from, value: inner.valuesOf(key)[0] ?? nothing(node)}))
  const value: Expr = {...at(node), kind: 'object', entries}
  if (name) scope.declare(textOf(name, scope), value)
  return body.length === 0 ? value : {...at(node), kind: 'last', of: [value]}
}

/** `import a.b as c`, `from .a import b as c`; the dots in front stay with the module's name. */
function importOf(node: Node, scope: Scope): void {
  const text = textOf(node, scope).replaceAll(/\\\n|[()]|#.*$/gm, ' ')
  const from = /^from\s+(\.*\s*[\w.]*)\s+import\s+([\s\S]+)$/.exec(text)
  const names = (from?.[2] ?? text.replace(/^import\s+/, '')).split(',')
  for (const one of names) {
    const [, exported = '', local] = /^\s*([\w.]+)(?:\s+as\s+(\w+))?\s*$/.exec(one) ?? []
    if (exported === '') continue
    const module = from ? (from[1] ?? '').replaceAll(/\s/g, '') : exported
    scope.module.imports.push(module, ...(from ? [`${module}${module.endsWith('.') ? '' : '.'}${exported}`] : []))
    const declared = local ?? (from ? exported : (exported.split('.')[0] ?? ''))
    scope.declare(declared, {...at(node), kind: 'import', module, name: from ? exported : '*', scope})
  }
}
