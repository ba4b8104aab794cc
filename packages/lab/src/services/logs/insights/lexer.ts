import {MalformedQuery, type Span, unexpected} from './malformed.ts'
import {type Period, periodOf} from './periods.ts'

export type Token = Span &
  (
    | {kind: 'name'; name: string; quoted: boolean}
    | {kind: 'number'; value: number}
    | {kind: 'period'; period: Period}
    | {kind: 'string'; value: string}
    | {kind: 'symbol'; symbol: string}
    | {kind: 'end'}
  )

const blank = /(?:\s|#[^\n]*)*/y
/** A field may be named with `@`, the period, the underscore and alphanumeric characters; others need backticks. */
const name = /(?:[@A-Za-z_][\w@]*|`[^`]+`)(?:\.(?:[\w@]+|`[^`]+`))*/y
const number = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const unit = /[A-Za-z]+/y
const string = /"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'/y
const symbol = /<=|>=|!=|=~|[=<>()[\],+\-*/%^|]/y
const regex = /\/((?:[^/\\\n]|\\.)+)\//y

/** The token at `from`, blanks and comments before it skipped. */
export function tokenAt(text: string, from: number): Token {
  const start = from + (match(blank, text, from)?.length ?? 0)
  if (start >= text.length) return {kind: 'end', start: text.length, end: text.length}
  const named = match(name, text, start)
  if (named !== null) {
    return {kind: 'name', name: named.replaceAll('`', ''), quoted: named.includes('`'), start, end: start + named.length}
  }
  const digits = match(number, text, start)
  if (digits !== null) return numberAt(text, start, digits)
  const quoted = match(string, text, start)
  if (quoted !== null) return {kind: 'string', value: unescaped(quoted), start, end: start + quoted.length}
  const found = match(symbol, text, start)
  if (found !== null) return {kind: 'symbol', symbol: found, start, end: start + found.length}
  throw unexpected(text, {start, end: start + 1})
}

/** A regular expression between slashes; only where one may stand, elsewhere a slash divides. null when none is at `from`. */
export function regexAt(text: string, from: number): (Span & {source: string}) | null {
  const found = match(regex, text, from)
  return found === null ? null : {source: found.slice(1, -1), start: from, end: from + found.length}
}

function numberAt(text: string, start: number, digits: string): Token {
  const end = start + digits.length
  const suffix = match(unit, text, end)
  if (suffix === null) return {kind: 'number', value: Number(digits), start, end}
  const span = {start, end: end + suffix.length}
  const period = periodOf(Number(digits), suffix)
  if (period === null) throw new MalformedQuery(`unknown time unit in ${digits}${suffix}`, span)
  return {kind: 'period', period, ...span}
}

function match(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? null
}

const escapes: Readonly<Record<string, string>> = {n: '\n', t: '\t', r: '\r'}

const unescaped = (quoted: string): string =>
  quoted.slice(1, -1).replace(/\\([\s\S])/g, (_, escaped: string) => escapes[escaped] ?? escaped)
