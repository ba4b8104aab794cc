import {widthOf} from './width.ts'

/**
 * The words of a shell command, quotes kept; undefined where a line break could change its meaning
 * (an open quote, a comment, a here-document).
 */
function words(command: string): string[] | undefined {
  const result: string[] = []
  let word = ''
  let quote = ''
  for (let i = 0; i < command.length; i++) {
    const sign = command.charAt(i)
    if (sign === '\\' && quote !== "'") word += sign + command.charAt(++i)
    else if (quote) {
      word += sign
      if (sign === quote) quote = ''
    } else if (sign === ' ') {
      if (word) result.push(word)
      word = ''
    } else {
      if (sign === "'" || sign === '"') quote = sign
      word += sign
    }
  }
  if (quote || command.endsWith('\\') || result.some(w => w.startsWith('#') || w.includes('<<'))) return undefined
  return word ? [...result, word] : result
}

/** An option with its values is one piece: a break before `--name` reads best. */
function pieces(list: string[]): string[] {
  const result: string[] = []
  for (const word of list) {
    const last = result.at(-1)
    if (last === undefined || word.startsWith('-') || /^(\||&&|\|\|)$/.test(word)) result.push(word)
    else result[result.length - 1] = `${last} ${word}`
  }
  return result
}

/**
 * A shell command on lines of at most `width` columns, to be copied as it stands: broken between arguments only, with a
 * backslash. An argument wider than that stays whole.
 */
export function commandLines(command: string, width: number): string[] {
  if (widthOf(command) <= width) return [command]
  const list = words(command)
  if (!list) return [command]
  const indent = '  '
  const room = width - ' \\'.length
  const lines: string[] = []
  let line = ''
  const add = (piece: string): void => {
    const longer = line.trim() ? `${line} ${piece}` : line + piece
    if (line.trim() && widthOf(longer) > room) {
      lines.push(`${line} \\`)
      line = indent + piece
    } else line = longer
  }
  for (const piece of pieces(list)) {
    if (widthOf(indent + piece) <= room) add(piece)
    else for (const word of words(piece) ?? [piece]) add(word)
  }
  return [...lines, line]
}
