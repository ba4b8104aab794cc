import {at, expression, kids, type Node, statements, textOf} from '../reading.ts'
import type {Scope} from '../scope.ts'
import type {Stmt} from '../syntax.ts'
import {declareFunction} from './functions.ts'

export function importOf(node: Node, scope: Scope): void {
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

export function exportOf(node: Node, scope: Scope): Stmt[] {
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
