/** The kinds of values that AWS chooses: `<uuid>`, `<hash:code>`. */
const texts: Readonly<Record<string, RegExp>> = {
  uuid: /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/,
  /** Base64. */
  hash: /[A-Za-z0-9+/]+=*/,
  hex: /[0-9a-f]+/,
  /** As Lambda writes the last change of a function. */
  time: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000/,
  url: /https?:\/\/\S+/,
  digits: /\d+/,
  shard: /shardId-\d+-[0-9a-f]+/,
  text: /[\s\S]+/,
}

const types: Readonly<Record<string, (value: unknown) => boolean>> = {
  number: value => typeof value === 'number',
  instant: value => value instanceof Date && !Number.isNaN(value.getTime()),
  flag: value => typeof value === 'boolean',
  structure: value => typeof value === 'object' && value !== null && !Array.isArray(value),
}

const placeholder = /<([a-z]+)(?::([\w-]+))?>/g

/** The values that the labels of a story stand for, by `kind:label`. */
export type Bound = Map<string, string>

/** A pattern's placeholders, filled in with the values that are known. */
export const filled = (pattern: string, bound: Bound): string =>
  pattern.replace(placeholder, (whole, kind: string, label: string | undefined) =>
    label === undefined ? whole : (bound.get(`${kind}:${label}`) ?? whole),
  )

/** Why the value is not the one that was recorded; null where it is. */
export function unlike(pattern: string, value: unknown, bound: Bound): string | null {
  const [, only = ''] = /^<([a-z]+)>$/.exec(pattern) ?? []
  const isType = types[only]
  if (isType !== undefined) return isType(value) ? null : `${shown(value)} is no ${only}`
  if (typeof value !== 'string') return `${shown(value)} instead of ${shown(pattern)}`
  const labels: string[] = []
  const source = filled(pattern, bound)
    .split(/(<[a-z]+(?::[\w-]+)?>)/)
    .map(part => sourceOf(part, labels))
  const match = new RegExp(`^${source.join('')}$`).exec(value)
  if (match === null) return `${shown(value)} instead of ${shown(filled(pattern, bound))}`
  return bind(labels, match.slice(1), bound)
}

function sourceOf(part: string, labels: string[]): string {
  const [, kind = '', label] = /^<([a-z]+)(?::([\w-]+))?>$/.exec(part) ?? []
  const text = texts[kind]
  if (text === undefined) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  if (label === undefined) return text.source
  const before = labels.indexOf(`${kind}:${label}`)
  if (before >= 0) return `\\${before + 1}`
  labels.push(`${kind}:${label}`)
  return `(${text.source})`
}

function bind(labels: readonly string[], values: readonly string[], bound: Bound): string | null {
  for (const [i, label] of labels.entries()) {
    const value = values[i] ?? ''
    const [kind = ''] = label.split(':')
    const other = [...bound].find(([name, one]) => one === value && name.startsWith(`${kind}:`))
    if (other !== undefined) return `${shown(value)} for <${label}> is that of <${other[0]}>`
    bound.set(label, value)
  }
  return null
}

export const shown = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value))
