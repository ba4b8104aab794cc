import type {UserText} from './user-texts.ts'

/** Inline code is one word; a link is its text. */
const plain = (text: string): string =>
  text
    .replace(/`[^`]*`/g, '{code}')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\*\*?/g, '')
    .trim()

/** The cells of a table, or the line. */
const piecesOf = (line: string): string[] => (line.startsWith('|') ? line.split(/(?<!\\)\|/) : [line])

/** Headings, cells, items and paragraphs of a page, without its code blocks. */
export function textsOfMarkdown(file: string, page: string): UserText[] {
  const texts: UserText[] = []
  let isCode = false
  let paragraph: UserText | null = null
  for (const [index, line] of page.split('\n').entries()) {
    const isFence = /^\s*(?:>\s*)?```/.test(line)
    if (isFence) isCode = !isCode
    if (isFence || isCode || /^ {4}/.test(line) || line.trim() === '' || /^\|[-| :]+\|$/.test(line)) {
      paragraph = null
      continue
    }
    if (/^\s*(?:[-*#|>]|\d+\.)/.test(line) || paragraph === null) {
      const found = piecesOf(line.replace(/^\s*(?:[-*]|#+|>|\d+\.)\s+/, '')).map(text => ({file, line: index + 1, text}))
      texts.push(...found)
      paragraph = line.startsWith('|') || line.startsWith('#') ? null : (found[0] ?? null)
    } else paragraph.text += ` ${line.trim()}`
  }
  return texts.map(text => ({...text, text: plain(text.text)})).filter(({text}) => /[a-z]{2,} .*[a-z]{2,}/i.test(text))
}
