import {MalformedQuery, type Span} from './malformed.ts'

/** A regular expression of a query. `(?i)` at its start, or after its `^`, makes it blind to case. */
export function regexOf(source: string, at: Span): RegExp {
  const blindToCase = /^\^?\(\?i\)/.test(source)
  try {
    return new RegExp(blindToCase ? source.replace('(?i)', '') : source, blindToCase ? 'i' : '')
  } catch {
    throw new MalformedQuery(`invalid regular expression /${source}/`, at)
  }
}

/** The names of the capturing groups, in order; null when a group without a name captures, or none does. */
export function groupNames(pattern: RegExp): string[] | null {
  // The empty alternative always matches, and lists every group.
  const matched = new RegExp(`${pattern.source}|`, pattern.flags).exec('')
  const names = Object.keys(matched?.groups ?? {})
  return names.length > 0 && matched?.length === names.length + 1 ? names : null
}

/** A glob of `parse`: each `*` captures as little as it can, one at the end all that is left. */
export function globOf(glob: string): {pattern: RegExp; wildcards: number} {
  const parts = glob.split('*')
  const literal = parts.map(part => part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
  const endsOpen = glob.endsWith('*')
  const source = literal.reduce((sum, part, i) => `${sum}${endsOpen && i === parts.length - 1 ? '([\\s\\S]*)' : '([\\s\\S]*?)'}${part}`)
  return {pattern: new RegExp(source), wildcards: parts.length - 1}
}
