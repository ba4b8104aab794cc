import type {SyntaxNode, Tree} from '@lezer/common'
import type {Scope} from './scope.ts'
import type {Expr, Func, Stmt} from './syntax.ts'

export type Node = SyntaxNode

/** Keywords and marks; the other parts have a meaning of their own. */
const marks =
  /^(?:[^\w⚠]+|Equals|AssignOp|UpdateOp|LogicOp|ArithOp|CompareOp|BitOp|Optional|Spread|Star|Arrow|InterpolationStart|InterpolationEnd|LineComment|BlockComment|Comment|At|async|await|break|case|catch|class|const|continue|default|def|do|elif|else|except|export|extends|finally|for|from|function|get|set|if|import|in|let|new|not|and|or|is|of|pass|raise|readonly|return|static|switch|case|throw|try|typeof|var|void|while|with|yield|as|lambda|delete|global|nonlocal|del|assert|match|instanceof|satisfies|declare|abstract|accessor|using|implements|enum|override|public|private|protected|Privacy)$/

export const isPunctuation = ({name}: Node): boolean => marks.test(name)

/** The children of a node; `all`: keywords and marks as well. */
export function kids(node: Node, all = false): Node[] {
  const found: Node[] = []
  for (let kid = node.firstChild; kid; kid = kid.nextSibling) if (!kid.type.isError && (all || !isPunctuation(kid))) found.push(kid)
  return found
}

/** Whether the parser had to guess somewhere in a span. */
export const errorsIn =
  (tree: Tree) =>
  (from: number, to: number): boolean => {
    let isUnsure = false
    tree.iterate({
      from,
      to,
      enter: ({type}) => {
        if (type.isError) isUnsure = true
      },
    })
    return isUnsure
  }

/** The function with a body that is read when it is first needed. */
export function lazy(fn: Func, read: () => Stmt[]): Func {
  let body: Stmt[] | null = null
  Object.defineProperty(fn, 'body', {
    get() {
      if (body === null) {
        // A function that is needed while it is read has no body yet.
        body = []
        body = read()
      }
      return body
    },
  })
  return fn
}

/** Notes a call with its module, and the values that it puts into a list with a name. */
export function called(scope: Scope, call: Expr & {kind: 'call'}, adding: ReadonlySet<string>): Expr & {kind: 'call'} {
  const {callee, args} = call
  scope.module.calls.push(call)
  if (callee.kind === 'member' && callee.of.kind === 'name' && callee.key !== null && adding.has(callee.key))
    for (const value of args) scope.note({does: 'add', name: callee.of.name, value})
  return call
}

/** The readers of a language. Its parts call them through the module, so that statements and expressions need not import each other. */
export interface Grammar {
  /** @param name the name that the value gets, for functions without one. */
  expression(node: Node, scope: Scope, name: string | null): Expr
  statements(nodes: readonly Node[], scope: Scope): Stmt[]
}

export const expression = (node: Node, scope: Scope, name: string | null = null): Expr => scope.module.grammar.expression(node, scope, name)
export const statements = (nodes: readonly Node[], scope: Scope): Stmt[] => scope.module.grammar.statements(nodes, scope)

export const textOf = (node: Node, {module}: Scope): string => module.text.slice(node.from, node.to)
export const at = ({from, to}: Node) => ({from, to})
export const nothing = (node: Node): Expr => ({...at(node), kind: 'nothing'})
export const other = (node: Node, parts: Expr[]): Expr => ({...at(node), kind: 'other', parts})
