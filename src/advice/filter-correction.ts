import type {Json, Misfit} from '../model/derived/misfit.ts'
import {operatorOf} from '../signs/filter-leaf.ts'
import {impossibleBecause, parsePattern} from '../signs/filter-pattern.ts'
import {type RecordShape, typeNames} from '../signs/filter-record.ts'
import {alikeName} from '../signs/filter-words.ts'

/** The event names of a stream, by their names in other products. */
const eventNames: Readonly<Record<string, string>> = {CREATE: 'INSERT', UPDATE: 'MODIFY', DELETE: 'REMOVE'}

type Edit = {rules: Json[]} | {name: string} | null

/**
 * The pattern with each wrong part replaced, where only one replacement can be meant; else null. The new pattern can match.
 */
export function correctedPattern(text: string, shape: RecordShape): string | null {
  let current = text
  // Correcting one part can show the next: a name first, then the parts under it.
  for (let round = 0; round < 3; round++) {
    const misfits = impossibleBecause(current, shape)
    if (misfits.length === 0) return round === 0 ? null : current
    const pattern = parsePattern(current)
    if (pattern === null) return null
    const copy = structuredClone(pattern) as {[key: string]: Json}
    for (const misfit of misfits) {
      const edit = editOf(misfit)
      if (edit === null) return null
      apply(copy, misfit.steps, edit)
    }
    current = JSON.stringify(copy)
  }
  return null
}

const each = (rules: readonly Json[], change: (rule: Json) => Json | null): Edit => {
  const changed = rules.map(change)
  return changed.includes(null) ? null : {rules: changed as Json[]}
}

function editOf({why, rules, instead, steps}: Misfit): Edit {
  switch (why) {
    case 'number-literal':
    case 'number-form':
      return each(rules, rule => (isNumber(rule) ? String(Number(rule)) : null))
    case 'numeric-on-text':
      return each(rules, equalsOf)
    case 'text-for-boolean':
      return each(rules, rule => (/^(true|false)$/i.test(String(rule)) ? String(rule).toLowerCase() === 'true' : null))
    case 'no-such-value':
      return each(rules, rule => (typeof rule === 'string' ? (alikeName(rule, instead) ?? eventNameOf(rule, instead)) : null))
    case 'unknown-field':
      return renamed(String(steps.at(-1)), instead)
    case 'unknown-type':
      return renamed(String(steps.at(-1)), typeNames)
    case 'other-type':
      return instead.length === 1 ? {name: instead[0] as string} : null
    default:
      return null
  }
}

/** As AWS compares it: a number that JavaScript writes otherwise (1e+21, or more digits than it keeps) is not corrected. */
const isNumber = (rule: Json): boolean =>
  (typeof rule === 'number' || typeof rule === 'string') && /^-?\d{1,15}(\.\d{1,6})?$/.test(String(rule))

function equalsOf(rule: Json): Json | null {
  const wanted = operatorOf(rule)?.wanted
  const isEquality = operatorOf(rule)?.name === 'numeric' && Array.isArray(wanted) && wanted.length === 2 && wanted[0] === '='
  return isEquality && isNumber(wanted[1] as Json) ? String(Number(wanted[1])) : null
}

const eventNameOf = (rule: string, instead: readonly string[]): string | null => {
  const name = eventNames[rule.toUpperCase()]
  return name !== undefined && instead.includes(name) ? name : null
}

function renamed(name: string, names: readonly string[]): Edit {
  const alike = alikeName(name, names)
  return alike === undefined ? null : {name: alike}
}

function apply(pattern: {[key: string]: Json}, steps: Misfit['steps'], edit: NonNullable<Edit>): void {
  let part: Json = pattern
  for (const step of steps.slice(0, -1)) part = (part as {[key: string]: Json})[step] as Json
  const [holder, last] = [part as {[key: string]: Json}, String(steps.at(-1))]
  if ('rules' in edit) holder[last] = edit.rules
  else {
    holder[edit.name] = holder[last] as Json
    delete holder[last]
  }
}
