import {printable} from '../../../text/printable.ts'

/**
 * Signs that Markdown, Slack or Jira would take for markup, a mention, an entity, an emoji or a formula, and words of which GitHub makes a
 * link: addresses, `GH-12`, the hash of a commit.
 */
const isMarkup = /[\\`*_{}[\]<>#|~&@]|\$(?!\d)|:[a-z\d_+-]+:|:\/\/|www\.|(?:mailto|xmpp):|\bGH-\d|\b[\da-f]{40}\b/i

/** Words that would open a list or underline a heading at the start of a line. */
const isMarker = /^(?:[-+=]+|\d+[.)])$/

const closing: Readonly<Record<string, string>> = {'{': '}', '[': ']'}

/**
 * Names and words of others as Markdown: a word with a sign of markup becomes code, which every reader prints as it is. A bracket
 * and all up to its end are one piece of code. So no text can hold markup, HTML or a mention.
 */
export function markup(text: string): string {
  const clean = readable(printable(text)).trim()
  return clean
    .split(/(`[^`]+`)/)
    .map((part, i) => (i % 2 === 1 ? part : inWords(part.replaceAll('`', "'"), i === 0)))
    .join('')
    .replace(/``/g, '` `')
}

/** The same for a cell of a table, which a pipe would end, also in code. */
export const cell = (text: string): string => markup(text).replaceAll('|', '\\|')

/** A name as code. */
export const code = (name: string): string => `\`${printable(name).replaceAll('`', "'").trim() || ' '}\``

/** Instants as people write them. A label of a stream has no Z, and stays. */
const readable = (text: string): string => text.replace(/\b(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?Z\b/g, '$1 $2 UTC')

function inWords(text: string, isStart: boolean): string {
  const words = text.split(' ')
  const out: string[] = []
  for (let i = 0; i < words.length; i += 1) {
    const length = isMarkup.test(words[i] ?? '') ? lengthOfCode(words, i) : 0
    if (length === 0) out.push(isStart && i === 0 && isMarker.test(words[0] ?? '') ? `\`${words[0]}\`` : (words[i] ?? ''))
    else {
      out.push(asCode(words.slice(i, i + length).join(' ')))
      i += length - 1
    }
  }
  return out.join(' ')
}

/** The number of words up to the end of a bracket that is open in the first one; 1 without such an end. */
function lengthOfCode(words: readonly string[], start: number): number {
  const open: string[] = []
  for (let i = start; i < words.length; i += 1) {
    for (const sign of words[i] ?? '') {
      const end = closing[sign]
      if (end !== undefined) open.push(end)
      else if (sign === open.at(-1)) open.pop()
    }
    if (open.length === 0) return i - start + 1
  }
  return 1
}

/** Quotes, brackets and punctuation around the code stay outside. */
function asCode(words: string): string {
  let [start, end] = [0, words.length]
  for (let [left, right] = edgesOf(words); left + right > 0 && end - start > left + right; ) {
    start += left
    end -= right
    ;[left, right] = edgesOf(words.slice(start, end))
  }
  return `${words.slice(0, start)}\`${words.slice(start, end)}\`${words.slice(end)}`
}

const countOf = (sign: string, text: string): number => text.split(sign).length - 1

/** The signs at the start and at the end that do not belong to the words: one at most each. */
function edgesOf(words: string): [start: number, end: number] {
  const [first = '', last = ''] = [words[0], words.at(-1)]
  if (/[.,:;!?]/.test(last)) return [0, 1]
  const opened = countOf('(', words) - countOf(')', words)
  if (first === '(' && opened > 0) return [1, 0]
  if (last === ')' && opened < 0) return [0, 1]
  if ((first === '(' && last === ')') || (first === last && isQuote(first))) return [1, 1]
  if (isQuote(first) && countOf(first, words) === 1) return [1, 0]
  return isQuote(last) && countOf(last, words) === 1 ? [0, 1] : [0, 0]
}

const isQuote = (sign: string): boolean => sign === '"' || sign === "'"
