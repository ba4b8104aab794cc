/** The kinds that `npm run new` can make. */
export const kinds = ['check', 'cause', 'incident', 'retold', 'format'] as const
export type Kind = (typeof kinds)[number]

/** A name in both spellings: `no-bisect` of files and ids, `noBisect` of code. */
export interface Name {
  id: string
  symbol: string
}

/** The files of one kind: paths from the root of the project. */
export interface Part {
  /** New files, by path. */
  files: Readonly<Record<string, string>>
  /** Changes of files that exist, by path. */
  edits: Readonly<Record<string, (text: string) => string>>
  /** The steps that are left to do by hand, in sentences. */
  next: readonly string[]
}

export const nameOf = (id: string): Name => ({id, symbol: id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())})

/** Adds an import to an index. The formatter sorts it. */
export const importing =
  ({id, symbol}: Name, folder = '') =>
  (text: string): string =>
    `import {${symbol}} from './${folder}${id}.ts'\n${text}`

/** Adds an item before the end of the list that begins after `opening`. */
export function listing(text: string, opening: string, end: string, item: string): string {
  const start = text.indexOf(opening)
  const at = text.indexOf(end, start + opening.length)
  if (start < 0 || at < 0) throw new Error(`The index has no list "${opening.trim()}".`)
  const before = text.slice(0, at).trimEnd()
  return `${before}${before.endsWith(',') || before.endsWith('[') ? '' : ','} ${item}${text.slice(at)}`
}
