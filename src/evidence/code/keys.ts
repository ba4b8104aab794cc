import {distance} from '../../text/closest.ts'
import type {Origins} from './origins/origins.ts'
import type {SourceModule} from './source-module.ts'
import type {Entry, Expr} from './syntax.ts'
import {expressionsIn} from './walk.ts'

/** A key that AWS does not read: of the response (`outer`) or of one of its items (`inner`). */
export interface WrongKey {
  key: string
  where: 'inner' | 'outer'
  at: number
}

const outerKey = 'batchitemfailures'
const innerKey = 'itemidentifier'

/** More of them in one file say nothing more. */
const mostKeys = 20

/** Keys of a partial batch response that AWS does not know: with a wrong inner key all of the batch is tried again, with a wrong outer one nothing is. */
export function wrongKeysIn(module: SourceModule, origins: Origins): WrongKey[] {
  const expressions = module.answering.flatMap(({body}) => [...expressionsIn(body)])
  const found = expressions.flatMap(expr => [...outerKeys(expr), ...innerKeys(expr, module, origins)])
  // One object may be found by several ways.
  const places = new Map(found.map(one => [`${one.where} ${one.at}`, one]))
  return [...places.values()].sort((a, b) => a.at - b.at).slice(0, mostKeys)
}

/** Keys of objects that are batchItemFailures but for a letter or two. Whether AWS minds capitals is not documented: they pass. */
function outerKeys(expr: Expr): WrongKey[] {
  return keysOf(expr).flatMap(({key, from}) => (key !== null && isMisspelt(key) ? [{key, where: 'outer' as const, at: from}] : []))
}

/** The keys that an object is written with, or that it is given by an assignment. */
function keysOf(expr: Expr): Entry[] {
  if (expr.kind === 'object') return expr.entries
  if (expr.kind !== 'assignment') return []
  return expr.targets.flatMap(target => (target.kind === 'member' ? [{key: target.key, from: target.from, value: expr.value}] : []))
}

function isMisspelt(key: string): boolean {
  const squeezed = key.toLowerCase().replaceAll('_', '')
  return key.toLowerCase() !== outerKey && Math.abs(squeezed.length - outerKey.length) <= 2 && distance(squeezed, outerKey) <= 2
}

/** Objects in a list of failures that lack the right key. */
function innerKeys(expr: Expr, module: SourceModule, origins: Origins): WrongKey[] {
  const lists = keysOf(expr).filter(({key}) => key?.toLowerCase() === outerKey)
  const items = [...lists.flatMap(({value}) => origins.items(value) ?? []), ...pushed(expr)]
  const certain = items.flatMap(item => origins.of(item).flatMap(one => (one.kind === 'made' ? wrongIn(one.expr) : [])))
  return [...certain, ...likely(expr, module)]
}

/** The values that are put into `x.batchItemFailures`. */
function pushed(expr: Expr): Expr[] {
  if (expr.kind !== 'call' || expr.callee.kind !== 'member' || !/^(?:push|append)$/.test(expr.callee.key ?? '')) return []
  const {of} = expr.callee
  return of.kind === 'member' && of.key?.toLowerCase() === outerKey ? expr.args : []
}

/** Keys that people write for itemIdentifier: those of other services, and of the record itself. */
const knownWrong = new Set(['recordid', 'eventid', 'id', 'messageid', 'sequencenumber', 'itemid', 'identifier', 'itemidentifiers'])

/** The values in a list of failures without a visible way to the response: only keys count that are known to be taken for the right one. */
function likely(expr: Expr, module: SourceModule): WrongKey[] {
  if (expr.kind !== 'call' || expr.callee.kind !== 'member' || !/^(?:push|append)$/.test(expr.callee.key ?? '')) return []
  const {of} = expr.callee
  if (of.kind !== 'name' || !/^fail/i.test(of.name) || !module.text.toLowerCase().includes(outerKey)) return []
  return expr.args.flatMap(wrongIn).filter(({key}) => knownWrong.has(key.toLowerCase()))
}

/** An object may have other keys beside the right one. */
function wrongIn(expr: Expr): WrongKey[] {
  if (expr.kind !== 'object' || expr.entries.some(({key}) => key === null || key.toLowerCase() === innerKey)) return []
  const [first] = expr.entries
  return first?.key ? [{key: first.key, where: 'inner', at: expr.from}] : []
}
