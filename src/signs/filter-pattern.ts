import type {Json, Misfit} from '../model/derived/misfit.ts'
import {leafFault, operatorOf} from './filter-leaf.ts'
import {absent, type Place, type RecordKind, type RecordShape, recordKinds, recordOf} from './filter-record.ts'

type Steps = Misfit['steps']
type Pattern = {readonly [key: string]: Json}

const isPattern = (part: Json | undefined): part is {[key: string]: Json} =>
  typeof part === 'object' && part !== null && !Array.isArray(part)

/** The pattern, or null where it is none: AWS refuses those, so nothing is told of them. */
export function parsePattern(text: string): Pattern | null {
  try {
    const parsed = JSON.parse(text) as Json
    return isPattern(parsed) ? parsed : null
  } catch {
    return null
  }
}

/** The fields of the record that a pattern names at its root, those under `$or` too. */
export function rootsOf(text: string): string[] {
  const roots = (pattern: Pattern): string[] =>
    Object.entries(pattern).flatMap(([name, rule]) =>
      name === '$or' && Array.isArray(rule) ? rule.filter(isPattern).flatMap(roots) : [name],
    )
  return roots(parsePattern(text) ?? {dynamodb: {}})
}

/** The kinds of records that a pattern can match; all where it is not judged. */
export function matchedKinds(text: string, shape: RecordShape): readonly RecordKind[] {
  const pattern = parsePattern(text)
  if (pattern === null) return recordKinds
  return recordKinds.filter(kind => misfitsOf(pattern, recordOf(kind, shape), []).length === 0)
}

/**
 * Why a filter pattern matches no record of a stream; empty when some record can match it, and wherever that is not sure. Operators that
 * are not known here, and those that AWS documents in two ways, are never called impossible.
 */
export function impossibleBecause(text: string, shape: RecordShape): Misfit[] {
  const pattern = parsePattern(text)
  if (pattern === null) return []
  const byKind = recordKinds.map(kind => misfitsOf(pattern, recordOf(kind, shape), []))
  if (byKind.some(misfits => misfits.length === 0)) return []
  const [first = [], ...others] = byKind
  const everywhere = first.filter(one => others.every(list => list.some(other => idOf(other) === idOf(one))))
  if (everywhere.length > 0) return everywhere
  const all = [...new Map(byKind.flat().map(one => [idOf(one), one])).values()]
  // A field that only some kinds of records lack is no mistake, unless nothing else is wrong: then no kind meets all conditions at once.
  const own = all.filter(({why}) => why !== 'other-record' && why !== 'image-of-record')
  const images = all.filter(({why}) => why === 'image-of-record')
  return own.length > 0 ? own : images.length > 0 ? images : all
}

const idOf = ({steps, why}: Misfit): string => `${JSON.stringify(steps)} ${why}`

/** All parts that do not match; the parts of an object must hold together, those under `$or` are alternatives. */
function misfitsOf(pattern: Pattern, place: Place, steps: Steps): Misfit[] {
  if (place.kind === 'open' || place.kind === 'list') return []
  const parts = Object.entries(pattern).flatMap(([name, rule]) => {
    const here = [...steps, name]
    if (name === '$or' && Array.isArray(rule) && rule.every(isPattern)) return anyOf(rule, place, here)
    return partMisfits(rule, memberOf(place, name), here)
  })
  return parts.length > 0 || place.kind !== 'attribute' ? parts : twoTypes(pattern, steps)
}

function partMisfits(rule: Json, place: Place, steps: Steps): Misfit[] {
  if (Array.isArray(rule)) return leafMisfits(rule, place, steps)
  // Anything else is refused by AWS.
  if (!isPattern(rule)) return []
  const below = misfitsOf(rule, place, steps)
  // The fault is the first name that the record does not have, whatever stands below it.
  return below.length > 0 && place.kind === 'absent' ? [{steps, why: place.why, rules: [], instead: place.instead}] : below
}

function anyOf(branches: readonly Pattern[], place: Place, steps: Steps): Misfit[] {
  const each = branches.map((branch, i) => misfitsOf(branch, place, [...steps, i]))
  return each.some(misfits => misfits.length === 0) ? [] : each.flat()
}

function memberOf(place: Place, name: string): Place {
  if (place.kind === 'fields' || place.kind === 'attribute') return place.member(name)
  return place.kind === 'absent' ? place : absent('below-value')
}

/** A value has one type: two of them at once match nothing. */
function twoTypes(pattern: Pattern, steps: Steps): Misfit[] {
  const nothing = absent('other-type')
  const wanted = Object.entries(pattern).filter(([name, rule]) => name !== '$or' && partMisfits(rule, nothing, []).length > 0)
  return wanted.length > 1 ? [{steps, why: 'two-types', rules: [], instead: wanted.map(([name]) => name)}] : []
}

/** Null where an alternative can match at this place. */
function faultAt(rule: Json, place: Place): Misfit['why'] | null {
  const operator = operatorOf(rule)
  const isLiteral = typeof rule !== 'object' || rule === null
  if (place.kind === 'open') return null
  if (place.kind === 'value') return leafFault(rule, place)
  // Where there is no value, absence holds.
  if (operator?.name === 'exists' && operator.wanted === false) return null
  if (place.kind === 'absent') {
    // Whether AWS leaves this part out or writes null is not documented.
    if (place.why === 'other-record' && (rule === null || operator?.name === 'anything-but')) return null
    return isLiteral || knownOperators.has(operator?.name ?? '') ? place.why : null
  }
  if (place.kind === 'list') return isLiteral ? 'typed-values' : null
  return isLiteral || knownOperators.has(operator?.name ?? '') ? 'no-value' : null
}

/** Operators that need a value (Lambda Developer Guide, "Filter rule syntax"). */
const knownOperators = new Set(['exists', 'numeric', 'prefix', 'suffix', 'equals-ignore-case', 'anything-but'])

/** The alternatives of a leaf: one that can match is enough. */
function leafMisfits(rules: readonly Json[], place: Place, steps: Steps): Misfit[] {
  const faults = rules.map(rule => faultAt(rule, place))
  const [first] = faults
  if (first === undefined || faults.includes(null)) return []
  // A value of another kind of record is no mistake: the record then is not of that kind.
  const why = faults.find(fault => fault === 'other-record') ?? (first as Misfit['why'])
  return [{steps, why, rules, instead: insteadAt(place)}]
}

function insteadAt(place: Place): readonly string[] {
  if (place.kind === 'absent') return place.instead
  if (place.kind === 'attribute') return place.type === null ? [] : [place.type]
  return place.kind === 'value' ? (place.values?.ever ?? []) : []
}
