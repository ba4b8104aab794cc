import type {Scope} from '../scope.ts'
import type {Expr} from '../syntax.ts'

/** `exports.x = …`, `module.exports = {x}` and their like. */
export function exportAssigned(target: Expr, value: Expr, scope: Scope): void {
  if (target.kind !== 'member' || target.key === null) return
  const isExports = (expr: Expr): boolean =>
    (expr.kind === 'name' && expr.name === 'exports') ||
    (expr.kind === 'member' && expr.key === 'exports' && expr.of.kind === 'name' && expr.of.name === 'module')
  if (isExports(target.of)) scope.module.export(target.key, value)
  if (!isExports(target)) return
  scope.module.export('default', value)
  if (value.kind === 'object') for (const {key, value: exported} of value.entries) if (key !== null) scope.module.export(key, exported)
}

/** Bundlers export by a function of theirs, which takes the names with functions that return the values. */
export function exportGetters({args}: Expr & {kind: 'call'}, {module}: Scope): void {
  const [, getters] = args
  if (args.length !== 2 || getters?.kind !== 'object') return
  for (const {key, value} of getters.entries)
    if (key !== null && value.kind === 'function' && value.fn.parameters === 0 && value.fn.to - value.fn.from < 100) {
      const [statement] = value.fn.body
      if (statement?.kind === 'return' && statement.value?.kind === 'name') module.export(key, statement.value)
    }
}
