import {at, type Node, textOf} from '../reading.ts'
import type {Scope} from '../scope.ts'

/** `import a.b as c`, `from .a import b as c`; the dots in front stay with the module's name. */
export function importOf(node: Node, scope: Scope): void {
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
