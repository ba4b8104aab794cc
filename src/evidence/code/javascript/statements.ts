import {at, expression, kids, type Node, nothing, other, statements} from '../reading.ts'
import {Scope} from '../scope.ts'
import type {Catch, Expr, Stmt} from '../syntax.ts'
import {declareFunction} from './functions.ts'
import {exportOf, importOf} from './module-statements.ts'
import {bind, declarations} from './names.ts'
import {expressions, isType} from './nodes.ts'

export const readStatements = (nodes: readonly Node[], scope: Scope): Stmt[] => {
  // Functions can be called above where they stand.
  for (const node of nodes) if (node.name === 'FunctionDeclaration') declareFunction(node, scope)
  return nodes.flatMap(node => statement(node, scope))
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

/** The statements of a block, in a scope of their own. */
const blockOf = (node: Node | null | undefined, scope: Scope): Stmt[] => {
  if (!node) return []
  return node.name === 'Block' ? statements(kids(node), new Scope(scope.module, scope, 'same')) : statement(node, scope)
}

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
