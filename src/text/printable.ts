/**
 * Characters that a reader cannot see and a program may obey: controls, marks of direction and of joining, line separators, halves of a
 * surrogate pair, code points that are no characters. The selectors of emoji stay: they change nothing but the colour of a sign.
 */
const unseen = /(?![\ufe00-\ufe0f])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu

const plainAscii = /^[ -~]*$/

const hex = (code: number): string => code.toString(16).padStart(4, '0')

/** `\u202e`, and `\u{e0041}` beyond four digits. */
function asEscape(character: string): string {
  const code = character.codePointAt(0) ?? 0
  return code > 0xffff ? `\\u{${hex(code)}}` : `\\u${hex(code)}`
}

/** Whether `printable` would change a text by more than its line breaks and tabs. */
export const hasUnseen = (text: string): boolean => !plainAscii.test(text) && text.search(unseen) !== -1

/**
 * Where a CI system would obey a line: the second `#` of `##[…]` (GitHub, Azure Pipelines), `##vso[…]` (Azure Pipelines) and
 * `##teamcity[…]`, anywhere in it; `::name::` (GitHub) where it begins, which each word may after a line is wrapped. An IPv6 address is no name.
 */
const obeyedHash = /#(?=#\w*\[)/g
const obeyedWord = /(?<=^|\s):{2,}(?!\d|ffff:)/gi

/** Printed JSON that reads as the same data, with an escape for all that a reader cannot see and that a CI system would obey. */
export const safeJson = (json: string): string =>
  (plainAscii.test(json) ? json : json.replace(unseen, inJson))
    .replace(obeyedHash, '\\u0023')
    .replace(obeyedWord, colons => `\\u003a${colons.slice(1)}`)

/** The line breaks of indented JSON stay. */
const inJson = (character: string): string =>
  character === '\n' ? character : Array.from({length: character.length}, (_, i) => `\\u${hex(character.charCodeAt(i))}`).join('')

/**
 * Text of others (names, log lines, messages) on one line that neither a terminal nor a CI system obeys, and that shows all that it holds.
 * Line breaks and tabs become blanks, an unseen character its escape, and the signs of a command get a blank: `# #[error]`, `: :error::`.
 */
export function printable(text: string): string {
  const line = plainAscii.test(text) ? text : text.replace(/[\r\n\t]+/g, ' ').replace(unseen, asEscape)
  return line.replace(obeyedHash, '# ').replace(obeyedWord, colons => [...colons].join(' '))
}
