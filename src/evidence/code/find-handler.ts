import type {Origins} from './origins/origins.ts'
import type {SourceModule} from './source-module.ts'
import type {Sources} from './sources.ts'
import type {Expr, Func} from './syntax.ts'
import {expressionsIn} from './walk.ts'

/** The files and the name that a function's Handler can mean: `src/index.handler`, `app.main.handler`. */
export function handlerPlaces(handler: string): {files: string[]; name: string} {
  const folder = handler.slice(0, handler.lastIndexOf('/') + 1)
  const base = handler.slice(folder.length)
  const [first = '', ...rest] = base.split('.')
  const name = rest.at(-1) ?? ''
  const javascript = ['js', 'mjs', 'cjs', 'ts', 'mts'].map(extension => `${folder}${first}.${extension}`)
  const path = `${folder}${[first, ...rest.slice(0, -1)].join('/')}`
  return {files: [...javascript, `${path}.py`, `${path}/__init__.py`], name}
}

/** The functions that Lambda calls: the exports of a module by the name, also where they are wrapped. */
export const handlersOf = (module: SourceModule, name: string, origins: Origins): Func[] => [
  ...new Set(module.exported(name).flatMap(value => wrapped(value, origins, 0))),
]

/** The function of a value, or the arguments of its wrapper: `middy(fn).use(…)`. */
function wrapped(value: Expr, origins: Origins, depth: number): Func[] {
  if (depth > 5) return []
  return origins.of(value).flatMap(origin => {
    if (origin.kind === 'made') return origin.expr.kind === 'function' ? [origin.expr.fn] : []
    if (origin.kind !== 'path' || origin.root?.kind !== 'call') return []
    const {callee, args} = origin.root
    const inner = callee.kind === 'member' ? [callee.of, ...args] : args
    return inner.flatMap(one => wrapped(one, origins, depth + 1))
  })
}

const usual = /^(?:lambda_?)?handler$|^main$/i

/** Functions that look like handlers, where none is known: by their name, or because they read the records of an event. */
export function likelyHandlers(sources: Sources): Func[] {
  const functions = sources.modules.flatMap(({scopes}) => scopes.flatMap(({fn}) => (fn === null ? [] : [fn])))
  return functions.filter(
    fn =>
      (usual.test(fn.name ?? '') && fn.parameters > 0) ||
      (fn.parameters > 0 && [...expressionsIn(fn.body)].some(expr => expr.kind === 'member' && expr.key === 'Records')),
  )
}
