/** A quoted part of a text: where it stands, and what surrounds it. */
export interface Quotation {
  open: string
  inside: string
  /** Empty where the text ends before the quotation does. */
  close: string
  /** The text before it and after it, on its level. */
  before: string
  after: string
  /** It is an argument of an exception: `DataError: (1366, "…")`, `SSLError(1, '…')`. */
  isArgument: boolean
}

const closers: Readonly<Record<string, string>> = {'"': '"', "'": "'", '`': "`'", '“': '”', '„': '“”', '‘': '’', '«': '»'}

const isWord = (character: string | undefined): boolean => character !== undefined && /[\p{L}\d_]/u.test(character)

/** An apostrophe within a word opens no quotation; the sign of bytes before it belongs to it. */
function opens(text: string, at: number): boolean {
  const sign = text[at] ?? ''
  if (!(sign in closers)) return false
  return sign !== "'" || !isWord(text[at - 1]) || (/[burf]/i.test(text[at - 1] ?? '') && !isWord(text[at - 2]))
}

/** The place of the sign that closes a quotation; the end of the text where none does. */
function endOf(text: string, from: number, open: string): number {
  const ends = closers[open] ?? ''
  for (let at = from; at < text.length; at++) {
    const sign = text[at] ?? ''
    if (sign === '\\') at++
    else if (ends.includes(sign) && (sign === '"' || !isWord(text[at + 1]))) return at
  }
  return text.length
}

const ofException =
  /(?:^|[^\w])[A-Z]\w*(?:Errors?|Exception|Warning|Timeout|Failure|Failed|Disconnected|Refused|Reset|Aborted|Exceeded|Denied|Violation)(?:: ?)?$/

/** The text with each of its quotations replaced, once; quotations within them are left to `replace`. */
export function replaceQuotations(text: string, replace: (one: Quotation) => string): string {
  const brackets: boolean[] = []
  let [result, plainFrom] = ['', 0]
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? ''
    if (sign === '(') {
      const before = text.slice(0, at)
      brackets.push(before.trim() === '' || ofException.test(before))
    } else if (sign === ')') brackets.pop()
    if (!opens(text, at)) continue
    const end = endOf(text, at + 1, sign)
    const quotation = {
      open: sign,
      inside: text.slice(at + 1, end),
      close: text.slice(end, end + 1),
      before: text.slice(0, at),
      after: text.slice(end + 1),
    }
    result +=
      text.slice(plainFrom, at) + replace({...quotation, isArgument: brackets.at(-1) === true && !/[=:]\s*$/.test(quotation.before)})
    at = end
    plainFrom = end + 1
  }
  return result + text.slice(plainFrom)
}
