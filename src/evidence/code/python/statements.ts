import {at, expression, isPunctuation, kids, type Node, nothing, other, statements, textOf} from '../reading.ts'
import type {Scope} from '../scope.ts'
import type {Catch, Expr, Stmt} from '../syntax.ts'
import {classOf, functionOf} from './functions.ts'
import {importOf} from './imports.ts'
import {bodyOf, expressions} from './nodes.ts'
import {assign, bind, loopOf} from './targets.ts'

export const readStatements = (nodes: readonly Node[], scope: Scope): Stmt[] => nodes.flatMap(node => statement(node, scope))

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

const done = (node: Node, value: Expr, declares = false): Stmt => ({...at(node), kind: 'do', value, declares})

/** A condition, its body, and the parts after it (`elif` is an `if` in the `else`). */
function ifOf([test, body, ...rest]: readonly Node[], node: Node, scope: Scope): Stmt {
  const [next] = rest
  const otherwise = !next ? [] : next.name === 'Body' ? bodyOf(next, scope) : [ifOf(rest, node, scope)]
  return {...at(node), kind: 'if', test: test ? expression(test, scope) : null, body: bodyOf(body, scope), otherwise}
}

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
