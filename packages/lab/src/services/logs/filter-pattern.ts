import {invalid} from './groups.ts'
import {parseJsonPattern} from './json-pattern.ts'

export type Matches = (message: string) => boolean

const term = /\s*([-?]?)(?:"((?:[^"\\]|\\.)*)"|(\w+))(?=\s|$)/y

/**
 * A filter pattern ("Filter and Pattern Syntax"): terms that must all be there, `-terms` that must not, `?terms` of which one
 * must be there unless others are asked for; or `{ $.json = conditions }`. Matching regards case. Patterns of space-delimited
 * fields `[…]` and regular expressions `%…%` are not simulated: they are refused.
 */
export function parseFilterPattern(pattern: string): Matches {
  const trimmed = pattern.trim()
  if (trimmed.startsWith('{')) return parseJsonPattern(trimmed)
  const terms: Record<string, string[]> = {'': [], '-': [], '?': []}
  let at = 0
  while (at < trimmed.length) {
    term.lastIndex = at
    const match = term.exec(trimmed)
    if (match === null) throw invalid(`Invalid character(s) in term '${trimmed.slice(at).trim().split(/\s/)[0]}'`)
    terms[match[1] ?? '']?.push(match[2]?.replace(/\\(.)/g, '$1') ?? match[3] ?? '')
    at = term.lastIndex
  }
  const {'': required = [], '-': excluded = [], '?': optional = []} = terms
  const anyOf = required.length > 0 ? [] : optional
  return message =>
    required.every(text => message.includes(text)) &&
    !excluded.some(text => message.includes(text)) &&
    (anyOf.length === 0 || anyOf.some(text => message.includes(text)))
}
