import {widthOf} from './width.ts'

/** Joins the parts with a separator, and starts a new line where the next part would pass `width` (terminal columns); a part that is wider breaks at its blanks, and a word that is wider stays whole: an ARN is to be copied as it stands. */
export function flow(parts: string[], separator: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  let taken = 0
  const gap = widthOf(separator)
  for (const part of parts.flatMap(p => (widthOf(p, width) > width ? pieces(p, separator, width) : [p]))) {
    const own = widthOf(part, width)
    const longer = taken + gap + own
    if (line && longer > width) {
      lines.push(line)
      line = part
      taken = own
    } else {
      taken = line ? longer : own
      line = line ? line + separator + part : part
    }
  }
  return line ? [...lines, line] : lines
}

const pieces = (part: string, separator: string, width: number): string[] => (separator === ' ' ? [part] : wrap(part, width))

/** A number stays on the line of its unit: "22 h", "1.2 %", "16:50 UTC". */
const loneNumber = /^\W?[\d.,:]*\d$/u
const unit = /^(%|ms|s|min|h|d|MB|UTC)\W*$/u

function words(text: string): string[] {
  const result: string[] = []
  for (const word of text.split(/\s+/u)) {
    const last = result.at(-1)
    if (last !== undefined && loneNumber.test(last) && unit.test(word)) result[result.length - 1] = `${last} ${word}`
    else if (word) result.push(word)
  }
  return result
}

/** Breaks text at blanks into lines of at most `width` terminal columns. */
export const wrap = (text: string, width: number): string[] => flow(words(text), ' ', width)

/** Wrapped text that hangs under its first line: `first` before the first line, as many blanks before the others. */
export function hang(first: string, text: string, width: number): string[] {
  const indent = widthOf(first)
  return wrap(text, width - indent).map((line, i) => (i === 0 ? first : ' '.repeat(indent)) + line)
}
