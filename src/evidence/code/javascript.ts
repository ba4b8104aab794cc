import {parser} from '@lezer/javascript'
import {called, errorsIn, isPunctuation, kids, lazy, type Node} from './reading.ts'
import {Scope} from './scope.ts'
import {SourceModule} from './source-module.ts'
import type {Catch, Entry, Expr, Func, Stmt} from './syntax.ts'

const typed = parser.configure({dialect: 'ts'})

/** Reads a file of JavaScript or TypeScript; of a broken text, the part that can be parsed. */
export function readJavascript(file: {name: string; text: string}): SourceModule {
  const isTyped = /\.[cm]?ts$/.test(file.name)
  const tree = (isTyped ? typed : parser).parse(file.text)
  const module = new SourceModule(file, errorsIn(tree))
  const scope = new Scope(module, null, null)
  module.scopes.push(scope)
  module.body = statements(kids(tree.topNode), scope)
  return module
}

const textOf = (node: Node, {module}: Scope): string => module.text.slice(node.from, node.to)
const at = ({from, to}: Node) => ({from, to})
const nothing = (node: Node): Expr => ({...at(node), kind: 'nothing'})
const other = (node: Node, parts: Expr[]): Expr => ({...at(node), kind: 'other', parts})

const statements = (nodes: readonly Node[], scope: Scope): Stmt[] => {
  // Functions can be called above where they stand.
  for (const node of nodes) if (node.name === 'FunctionDeclaration') declareFunction(node, scope)
  return nodes.flatMap(node => statement(node, scope))
}

function declareFunction(node: Node, scope: Scope): Expr {
  const name = node.getChild('VariableDefinition')
  const value = functionOf(node, scope, name && textOf(name, scope))
  if (name) scope.declare(textOf(name, scope), value)
  return value
}

/** The statements of a block, in a scope of their own. */
const blockOf = (node: Node | null | undefined, scope: Scope): Stmt[] => {
  if (!node) return []
  return node.name === 'Block' ? statements(kids(node), new Scope(scope.module, scope, 'same')) : statement(node, scope)
}

function statement(node: Node, scope: Scope): Stmt[] {
  switch (node.name) {
    case 'VariableDeclaration':
      return declarations(node, scope).map(value => ({...at(node), kind: 'do', value, declares: true}))
    case 'ExpressionStatement': {
      const [value] = expressions(node, scope)
      return value ? sequence(value).map(one => ({...at(node), kind: 'do', value: one, declares: false})) : []
    }
    case 'ReturnStatement':
      return [{...at(node), kind: 'return', value: expressions(node, scope)[0] ?? null}]
    case 'ThrowStatement':
      return [{...at(node), kind: 'throw', value: expressions(node, scope)[0] ?? null}]
    case 'IfStatement': {
      const [test, then, otherwise] = kids(node)
      return [
        {
          ...at(node),
          kind: 'if',
          test: test ? expression(test, scope) : null,
          body: blockOf(then, scope),
          otherwise: blockOf(otherwise, scope),
        },
      ]
    }
    case 'ForStatement':
      return [forLoop(node, scope)]
    case 'WhileStatement':
    case 'DoStatement': {
      const test = node.getChild('ParenthesizedExpression')
      const body = kids(node).find(kid => kid.name !== 'ParenthesizedExpression')
      return [{...at(node), kind: 'loop', over: null, head: test ? [expression(test, scope)] : [], body: blockOf(body, scope)}]
    }
    case 'TryStatement':
      return [tryOf(node, scope)]
    case 'Block':
      return [{...at(node), kind: 'block', body: blockOf(node, scope)}]
    case 'SwitchStatement': {
      const [on, body] = kids(node)
      const inner = new Scope(scope.module, scope, 'same')
      const parts = body ? kids(body).flatMap(kid => (kid.name === 'CaseLabel' || kid.name === 'DefaultLabel' ? [] : [kid])) : []
      return [{...at(node), kind: 'if', test: on ? expression(on, scope) : null, body: statements(parts, inner), otherwise: []}]
    }
    case 'LabeledStatement':
      return kids(node)
        .filter(({name}) => name !== 'Label')
        .flatMap(kid => statement(kid, scope))
    case 'FunctionDeclaration':
      return []
    case 'ClassDeclaration':
      return [{...at(node), kind: 'do', value: expression(node, scope), declares: true}]
    case 'ImportDeclaration':
      importOf(node, scope)
      return []
    case 'ExportDeclaration':
      return exportOf(node, scope)
    case 'BreakStatement':
    case 'ContinueStatement':
      return [{...at(node), kind: 'jump'}]
    default:
      return node.type.isError || isType(node) ? [] : [{...at(node), kind: 'do', value: expression(node, scope), declares: false}]
  }
}

const isType = ({name}: Node): boolean =>
  /^(?:Type|Interface|Enum|Ambient|Namespace|LineComment|BlockComment)/.test(name) || name === 'Hashbang'

/** `a(), b()` as a statement is two of them. */
const sequence = (value: Expr): Expr[] => (value.kind === 'last' ? value.of.flatMap(sequence) : [value])

function forLoop(node: Node, outer: Scope): Stmt {
  const scope = new Scope(outer.module, outer, 'same')
  const [spec, body] = kids(node)
  if (!spec) return {...at(node), kind: 'loop', over: null, head: [], body: []}
  if (spec.name === 'ForSpec') {
    const head = kids(spec).flatMap(kid => (kid.name === 'VariableDeclaration' ? declarations(kid, scope) : [expression(kid, scope)]))
    return {...at(node), kind: 'loop', over: null, head, body: blockOf(body, scope)}
  }
  const [target, over] = kids(spec)
  const list = over ? expression(over, scope) : null
  if (target && list) {
    const value: Expr = spec.name === 'ForOfSpec' ? {...at(target), kind: 'element', of: list} : other(target, [list])
    const isNew = ['const', 'let', 'var'].some(word => spec.getChild(word) !== null)
    bind(target, value, scope, isNew ? (spec.getChild('var') ? outer.whole : scope) : null)
  }
  return {...at(node), kind: 'loop', over: list, head: [], body: blockOf(body, scope)}
}

function tryOf(node: Node, scope: Scope): Stmt {
  const [body] = kids(node)
  const caught = node.getChild('CatchClause')
  const after = node.getChild('FinallyClause')
  const catches: Catch[] = []
  if (caught) {
    const inner = new Scope(scope.module, scope, 'same')
    const block = caught.getChild('Block')
    for (const kid of kids(caught)) if (kid !== block && kid.name !== 'Block') bind(kid, nothing(kid), inner, inner)
    catches.push({...at(caught), all: true, body: blockOf(block, inner)})
  }
  return {...at(node), kind: 'try', body: blockOf(body, scope), catches, after: blockOf(after?.getChild('Block'), scope)}
}

/** Enters the names of a declaration; the values are its expressions. */
function declarations(node: Node, scope: Scope): Expr[] {
  const home = node.getChild('var') ? scope.whole : scope
  const values: Expr[] = []
  let target: Node | null = null
  const parts = kids(node, true)
  for (const [i, part] of parts.entries()) {
    if (part.name === 'Equals') {
      const source = parts[i + 1]
      if (!target || !source) continue
      const value = expression(source, scope, target.name === 'VariableDefinition' ? textOf(target, scope) : null)
      bind(target, value, scope, home)
      values.push(value)
    } else if (['VariableDefinition', 'ObjectPattern', 'ArrayPattern'].includes(part.name)) {
      target = part
      if (part.name === 'VariableDefinition') home.declare(textOf(part, scope), null)
    }
  }
  return values
}

/** Gives the names of a pattern their part of the value; `home` is where they are declared, null where they are already. */
function bind(pattern: Node, value: Expr, scope: Scope, home: Scope | null): void {
  const part = (key: string | null, by: Expr | null = null): Expr => ({...at(pattern), kind: 'member', of: value, key, by})
  if (pattern.name === 'VariableDefinition' || pattern.name === 'VariableName') {
    const name = textOf(pattern, scope)
    if (home === null) scope.note({does: 'assign', name, value})
    else home.declare(name, value)
  } else if (pattern.name === 'ObjectPattern') {
    for (const property of pattern.getChildren('PatternProperty')) {
      const [first, second] = kids(property).filter(kid => !isType(kid))
      if (!first) continue
      if (first.name === 'VariableDefinition') bind(first, part(textOf(first, scope)), scope, home)
      else if (second) bind(second, part(keyOf(first, scope)), scope, home)
    }
  } else if (pattern.name === 'ArrayPattern') {
    let index = 0
    for (const kid of kids(pattern, true)) {
      if (kid.name === ',') index++
      else if (!isPunctuation(kid) && kid.name !== 'Spread') bind(kid, part(String(index)), scope, home)
    }
  } else if (pattern.name === 'MemberExpression') {
    exportAssigned(expression(pattern, scope), value, scope)
  }
}

/** The text of a key that is written out. */
function keyOf(node: Node, scope: Scope): string | null {
  if (node.name === 'String') return textOf(node, scope).slice(1, -1)
  if (node.name === 'TemplateString') return node.firstChild ? null : textOf(node, scope).slice(1, -1)
  if (['PropertyName', 'PropertyDefinition', 'Number', 'PrivatePropertyName', 'PrivatePropertyDefinition'].includes(node.name))
    return textOf(node, scope)
  return null
}

const expressions = (node: Node, scope: Scope): Expr[] => kids(node).flatMap(kid => (isType(kid) ? [] : [expression(kid, scope)]))

function expression(node: Node, scope: Scope, name: string | null = null): Expr {
  switch (node.name) {
    case 'VariableName': {
      const text = textOf(node, scope)
      return text === 'undefined' ? nothing(node) : {...at(node), kind: 'name', name: text, scope}
    }
    case 'this':
      return {...at(node), kind: 'name', name: 'this', scope}
    case 'null':
      return nothing(node)
    case 'String':
      return {...at(node), kind: 'text', value: textOf(node, scope).slice(1, -1)}
    case 'TemplateString':
      return template(node, scope)
    case 'ParenthesizedExpression':
    case 'AwaitExpression':
    case 'InstantiationExpression':
    case 'TypeAssertionExpression':
      return expressions(node, scope)[0] ?? nothing(node)
    case 'PostfixExpression':
      return textOf(node, scope).endsWith('!') ? (expressions(node, scope)[0] ?? nothing(node)) : other(node, expressions(node, scope))
    case 'UnaryExpression':
      return node.getChild('void') ? nothing(node) : other(node, expressions(node, scope))
    case 'SequenceExpression':
      return {...at(node), kind: 'last', of: expressions(node, scope)}
    case 'MemberExpression':
      return memberOf(node, scope)
    case 'CallExpression':
    case 'NewExpression':
      return callOf(node, scope)
    case 'ObjectExpression':
      return objectOf(node, scope)
    case 'ArrayExpression':
      return {...at(node), kind: 'list', items: items(node, scope)}
    case 'ArrowFunction':
    case 'FunctionExpression':
      return functionOf(node, scope, name)
    case 'ClassExpression':
    case 'ClassDeclaration':
      return classOf(node, scope)
    case 'AssignmentExpression':
      return assignmentOf(node, scope)
    case 'ConditionalExpression': {
      const [test, ...of] = expressions(node, scope)
      return {...at(node), kind: 'choice', test: test ?? nothing(node), of}
    }
    case 'BinaryExpression':
      return binary(node, scope)
    default:
      return other(node, isType(node) ? [] : expressions(node, scope))
  }
}

function template(node: Node, scope: Scope): Expr {
  const holes = node.getChildren('Interpolation')
  const [hole] = holes
  if (!hole) return {...at(node), kind: 'text', value: textOf(node, scope).slice(1, -1)}
  const parts = holes.flatMap(one => expressions(one, scope))
  const isAll = holes.length === 1 && hole.from === node.from + 1 && hole.to === node.to - 1
  return isAll && parts[0] ? parts[0] : other(node, parts)
}

/** Long sums lean to the left: they are not gone down into by recursion. */
function binary(node: Node, scope: Scope): Expr {
  const rights: Node[] = []
  let left: Node | null = node
  const operator = operatorOf(node, scope)
  while (left?.name === 'BinaryExpression' && operatorOf(left, scope) === operator) {
    const [first, second] = kids(left) as [Node | undefined, Node | undefined]
    if (second && !isType(second)) rights.unshift(second)
    left = first ?? null
  }
  const of = [...(left ? [left] : []), ...rights].map(one => expression(one, scope))
  if (operator === '||' || operator === '??') return {...at(node), kind: 'first', of}
  if (operator === '&&') return {...at(node), kind: 'last', of}
  return of.length === 1 && of[0] ? of[0] : other(node, of)
}

const operatorOf = (node: Node, scope: Scope): string => {
  const operator = kids(node, true).find(kid => /Op$|^as$|^satisfies$|^in$|^instanceof$/.test(kid.name))
  return operator ? textOf(operator, scope) : ''
}

function memberOf(node: Node, scope: Scope): Expr {
  const [object, key] = kids(node)
  if (!object) return nothing(node)
  const of = expression(object, scope)
  if (!key) return of
  const written = keyOf(key, scope)
  const by = written === null || node.getChild('[') ? expression(key, scope) : null
  return {...at(node), kind: 'member', of, key: written ?? null, by}
}

function items(node: Node, scope: Scope): Expr[] {
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

const toText = new Set(['String'])
const adding = new Set(['push', 'unshift', 'add'])

function callOf(node: Node, scope: Scope): Expr {
  const [first] = kids(node)
  const list = node.getChild('ArgList')
  if (!first) return nothing(node)
  if (first.name === 'DynamicImport') {
    const [name] = kids(first)
    const module = name ? (keyOf(name, scope) ?? '') : ''
    scope.module.imports.push(module)
    return {...at(node), kind: 'import', module, name: '*', scope}
  }
  const callee = expression(first, scope)
  const args = list ? items(list, scope) : []
  const [argument] = args
  if (callee.kind === 'name' && toText.has(callee.name) && argument) return argument
  if (callee.kind === 'member' && callee.key === 'toString') return callee.of
  if (callee.kind === 'name' && callee.name === 'require' && argument?.kind === 'text') {
    scope.module.imports.push(argument.value)
    return {...at(node), kind: 'import', module: argument.value, name: '*', scope}
  }
  const call = called(scope, {...at(node), kind: 'call', callee, args, isNew: node.name === 'NewExpression'}, adding)
  exportGetters(call, scope)
  return call
}

/** Bundlers export by a function of theirs, which takes the names with functions that return the values. */
function exportGetters({args}: Expr & {kind: 'call'}, {module}: Scope): void {
  const [, getters] = args
  if (args.length !== 2 || getters?.kind !== 'object') return
  for (const {key, value} of getters.entries)
    if (key !== null && value.kind === 'function' && value.fn.parameters === 0 && value.fn.to - value.fn.from < 100) {
      const [statement] = value.fn.body
      if (statement?.kind === 'return' && statement.value?.kind === 'name') module.export(key, statement.value)
    }
}

function objectOf(node: Node, scope: Scope): Expr {
  const entries = node.getChildren('Property').flatMap((property): Entry[] => {
    const parts = kids(property).filter(kid => !isType(kid))
    const [first, second] = parts
    if (!first) return []
    if (property.getChild('Spread')) return [{key: null, from: property.from, value: expression(first, scope)}]
    if (property.getChild('ParamList')) {
      const key = keyOf(first, scope)
      return [{key, from: property.from, value: functionOf(property, scope, key)}]
    }
    const key = property.getChild('[') && first.name !== 'String' ? null : keyOf(first, scope)
    if (!second) return [{key, from: property.from, value: {...at(first), kind: 'name', name: textOf(first, scope), scope}}]
    return [{key, from: property.from, value: expression(second, scope, key)}]
  })
  return {...at(node), kind: 'object', entries}
}

function classOf(node: Node, scope: Scope): Expr {
  const name = node.getChild('VariableDefinition')
  const parts = node.getChild('ClassBody')
  const members = parts ? kids(parts) : []
  const entries = members.flatMap((member): Entry[] => {
    const [first] = kids(member).filter(kid => /Definition$/.test(kid.name))
    const key = first ? keyOf(first, scope) : null
    if (member.name === 'MethodDeclaration') return [{key, from: member.from, value: functionOf(member, scope, key)}]
    const rest = kids(member).filter(kid => kid !== first && kid.from !== first?.from && !isType(kid))
    return rest[0] ? [{key, from: member.from, value: expression(rest[0], scope, key)}] : []
  })
  const value: Expr = {...at(node), kind: 'object', entries}
  if (name) scope.declare(textOf(name, scope), value)
  return value
}

function assignmentOf(node: Node, scope: Scope): Expr {
  const [target, source] = kids(node)
  if (!target || !source) return nothing(node)
  const name = target.name === 'VariableName' ? textOf(target, scope) : null
  const value = expression(source, scope, name)
  bind(target, value, scope, null)
  const isPattern = /Pattern$/.test(target.name)
  return {...at(node), kind: 'assignment', targets: isPattern ? [] : [expression(target, scope)], value}
}

/** `exports.x = …`, `module.exports = {x}` and their like. */
function exportAssigned(target: Expr, value: Expr, scope: Scope): void {
  if (target.kind !== 'member' || target.key === null) return
  const isExports = (expr: Expr): boolean =>
    (expr.kind === 'name' && expr.name === 'exports') ||
    (expr.kind === 'member' && expr.key === 'exports' && expr.of.kind === 'name' && expr.of.name === 'module')
  if (isExports(target.of)) scope.module.export(target.key, value)
  if (!isExports(target)) return
  scope.module.export('default', value)
  if (value.kind === 'object') for (const {key, value: exported} of value.entries) if (key !== null) scope.module.export(key, exported)
}

function functionOf(node: Node, outer: Scope, name: string | null): Expr {
  const parameters = node.getChild('ParamList')
  const body = kids(node).at(-1)
  let scope: Scope | null = null
  const fn: Func = {
    ...at(node),
    name,
    isAsync: node.getChild('async') !== null,
    isGenerator: node.getChild('Star') !== null,
    parameters: 0,
    get scope(): Scope {
      scope ??= new Scope(outer.module, outer, fn)
      return scope
    },
    body: [],
  }
  const targets = parametersOf(node, parameters)
  fn.parameters = targets.length
  outer.contains(fn)
  return {
    ...at(node),
    kind: 'function',
    fn: lazy(fn, () => {
      outer.module.scopes.push(fn.scope)
      for (const [index, target] of targets.entries())
        bind(target, {...at(target), kind: 'parameter', fn, index, name: null}, fn.scope, fn.scope)
      if (!body || body === parameters) return []
      if (body.name === 'Block') return statements(kids(body), fn.scope)
      return [{...at(body), kind: 'return', value: expression(body, fn.scope)}]
    }),
  }
}

function parametersOf(node: Node, list: Node | null): Node[] {
  // `x => …` has no list.
  if (!list) return node.getChildren('VariableDefinition').slice(0, 1)
  const targets: Node[] = []
  let isTarget = true
  for (const kid of kids(list, true)) {
    if (kid.name === ',') isTarget = true
    else if (isTarget && ['VariableDefinition', 'ObjectPattern', 'ArrayPattern'].includes(kid.name)) {
      targets.push(kid)
      isTarget = false
    }
  }
  return targets
}

function importOf(node: Node, scope: Scope): void {
  const from = node.getChild('String')
  if (!from) return
  const module = textOf(from, scope).slice(1, -1)
  scope.module.imports.push(module)
  const declare = (name: string, exported: string): void =>
    scope.declare(name, {...at(node), kind: 'import', module, name: exported, scope})
  const whole = node.getChild('VariableDefinition')
  if (whole) declare(textOf(whole, scope), node.getChild('Star') ? '*' : 'default')
  for (const [exported, local] of pairsOf(node.getChild('ImportGroup'), scope)) declare(local, exported)
}

/** `a as b` gives a and b, `a` a twice. */
function pairsOf(group: Node | null, scope: Scope): [string, string][] {
  const pairs: [string, string][] = []
  let current: string[] = []
  const flush = (): void => {
    const [first, last = first] = current
    if (first !== undefined && last !== undefined) pairs.push([first, last])
    current = []
  }
  for (const kid of group ? kids(group, true) : []) {
    if (kid.name === ',') flush()
    else if (['VariableName', 'VariableDefinition', 'String', 'default'].includes(kid.name)) current.push(textOf(kid, scope))
  }
  flush()
  return pairs
}

function exportOf(node: Node, scope: Scope): Stmt[] {
  const {module} = scope
  const source = node.getChild('String')
  const from = source && textOf(source, scope).slice(1, -1)
  if (from) module.imports.push(from)
  for (const [local, exported] of pairsOf(node.getChild('ExportGroup'), scope))
    module.export(
      exported,
      from ? {...at(node), kind: 'import', module: from, name: local, scope} : {...at(node), kind: 'name', name: local, scope},
    )
  const [declared] = kids(node).filter(kid => !['ExportGroup', 'String'].includes(kid.name))
  if (!declared) return []
  if (node.getChild('default')) {
    const value = declared.name === 'FunctionDeclaration' ? declareFunction(declared, scope) : expression(declared, scope)
    module.export('default', value)
    return [{...at(node), kind: 'do', value, declares: true}]
  }
  const before = new Set(scope.names)
  const made = statements([declared], scope)
  for (const name of scope.names) if (!before.has(name)) module.export(name, {...at(node), kind: 'name', name, scope})
  return made
}
