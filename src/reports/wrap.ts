import {widthOf} from './width.ts'

const graphemes = new Intl.Segmenter('en', {granularity: 'grapheme'})

/** So many UTF-16 units are segmented at once: the time of a segmenter grows with the square of the text. */
const stretch = 500

/** The signs of a text as a reader sees them. */
function* signs(text: string): Generator<string> {
  for (let at = 0; at < text.length; ) {
    const segments = Array.from(graphemes.segment(text.slice(at, at + stretch)), ({segment}) => segment)
    // The last sign may go on in the next stretch.
    const whole = at + stretch < text.length && segments.length > 1 ? segments.slice(0, -1) : segments
    yield* whole
    at += whole.reduce((sum, sign) => sum + sign.length, 0)
  }
}

/** Cuts a word that is wider than a line into pieces that are not. */
function cut(word: string, width: number): string[] {
  const parts: string[] = []
  let piece = ''
  let taken = 0
  for (const sign of signs(word)) {
    const wide = widthOf(sign)
    if (piece && taken + wide > width) {
      parts.push(piece)
      piece = ''
      taken = 0
    }
    piece += sign
    taken += wide
  }
  return [...parts, piece]
}

/** Joins the parts with a separator, and starts a new line where the next part would pass `width` (terminal columns); a part that is wider breaks at its blanks. */
export function flow(parts: string[], separator: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  let taken = 0
  for (const part of parts.flatMap(p => (widthOf(p) > width ? pieces(p, separator, width) : [p]))) {
    const longer = taken + widthOf(separator) + widthOf(part)
    if (line && longer > width) {
      lines.push(line)
      line = part
      taken = widthOf(part)
    } else {
      taken = line ? longer : widthOf(part)
      line = line ? line + separator + part : part
    }
  }
  return line ? [...lines, line] : lines
}

const pieces = (part: string, separator: string, width: number): string[] => (separator === ' ' ? cut(part, width) : wrap(part, width))

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
