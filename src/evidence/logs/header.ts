import {type Level, levelOf, levelWords} from './levels.ts'

/** The text before the message of a line: level and request id, each null where the format has none. */
export interface Header {
  level: Level | null
  requestId: string | null
  /** The message, with the text after it. */
  rest: string
}

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const levels = levelWords.join('|')

interface Token {
  pattern: RegExp
  /** Stands in a header only after a time, level or request id. */
  later?: boolean
}

/** The parts of headers, in the order in which they are tried; each may have the groups `level` and `id`. */
const tokens: readonly Token[] = [
  // Ruby's Logger, with the request id as the name of the program in Lambda's runtime.
  {pattern: new RegExp(String.raw`^[A-Z], \[[^\]]*\]\s+(?<level>\w+) -- (?:(?<id>${uuid})|[^:\n]*): `)},
  // Serilog: time and level share the brackets.
  {pattern: /^\[\d{2}:\d{2}:\d{2}(?:\.\d+)? (?<level>[A-Z]{3})\]/},
  // Monolog: channel and level.
  {pattern: /^[\w-]+\.(?<level>DEBUG|INFO|NOTICE|WARNING|ERROR|CRITICAL|ALERT|EMERGENCY): /, later: true},
  {pattern: /^\[?\d{4}[-/]\d{2}[-/]\d{2}[T ,]?\d{2}:\d{2}:\d{2}(?:[.,]\d+)?(?: ?(?:Z|UTC|[+-]\d{2}:?\d{2}))?\]?/},
  {pattern: /^\[?\d{2}:\d{2}:\d{2}(?:[.,]\d+)?\]?(?=\s)/},
  {pattern: new RegExp(String.raw`^[[(|]?(?<level>${levels})[\])|]?:?(?=[\s:|]|$)`)},
  {pattern: new RegExp(String.raw`^[[(]?(?:(?:aws)?_?request_?id[=:] ?"?)?(?<id>${uuid})"?[\])]?:?(?=[\s|]|$)`, 'i')},
  // Rust: the span of the invocation.
  {pattern: new RegExp(String.raw`^Lambda runtime invoke\{[^}\n]*?requestId="?(?<id>${uuid})[^}\n]*\}:? ?`)},
  // Node writes undefined for a request id outside of an invocation.
  {pattern: /^(?:undefined|N\/A|null|-|\|)(?=\s)/, later: true},
  // Thread, process or logger.
  {pattern: /^\[[^\]\n]{1,100}\](?=\s)/, later: true},
  {pattern: /^[\w$.]+(?::\d+)? [-:] (?=\S)/, later: true},
  // The module of Rust's tracing.
  {pattern: /^(?:[a-z_]\w*::)+\w+: /, later: true},
  // .NET's console logger: the category stands on the line of the level.
  {pattern: /^[\w.`]+\[\d+\][ \t]*\r?\n/, later: true},
]

/** Colours and other escape sequences of terminals. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one
export const withoutColours = (text: string): string => text.replace(/\u001b\[[\d;]*[A-Za-z]/g, '')

/** The next part of a header; null where the message begins. A second level or id belongs to the message. */
function nextToken(header: Header, begun: boolean): RegExpExecArray | null {
  for (const {pattern, later} of tokens) {
    const match = later && !begun ? null : pattern.exec(header.rest)
    const isTwice = (match?.groups?.level && header.level !== null) || (match?.groups?.id && header.requestId !== null)
    if (match !== null && !isTwice) return match
  }
  return null
}

/** Takes the header of a line apart. */
export function headerOf(line: string): Header {
  const header: Header = {level: null, requestId: null, rest: line.trimStart()}
  for (let begun = false; ; begun = true) {
    const match = nextToken(header, begun)
    if (match === null) return header
    header.level ??= levelOf(match.groups?.level)
    header.requestId ??= match.groups?.id ?? null
    header.rest = header.rest.slice(match[0].length).trimStart()
  }
}
