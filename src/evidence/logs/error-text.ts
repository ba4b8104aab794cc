/** The error that a text tells of: its name, and its words on one line. */
export interface NamedError {
  type: string | null
  message: string
}

/** A name with its possible prefixes: the modules of Python and Ruby, the packages of Java and .NET. */
const named = /^(?:[\w$]+(?:\.|::))*(?<type>[A-Z]\w*?(?:Error|Exception)|[A-Z]\w*Timeout(?=:)|Errno::[A-Z]+)\b(?::\s*(?<message>.*))?/
const anywhere = /(?:^|[^\w])(?<type>Runtime\.[A-Z]\w+|Extension\.[A-Z]\w+|[A-Z]\w*?(?:Error|Exception)|Errno::[A-Z]+)\b/
/** Elasticsearch and OpenSearch. */
const snake = /\b(?<type>[a-z]+(?:_[a-z]+)*_exception)\b/
/** The last line of a traceback may name a class of any name. */
const ofTraceback = /^(?:[A-Za-z_]\w*\.)*(?<type>[A-Za-z_]\w*)(?::\s*(?<message>.*))?$/

const linesOf = (text: string): string[] => text.split(/\r?\n/)

/** The name of an error anywhere in a text. Titles of runtimes are none. */
export function typeIn(text: string): string | null {
  const plain = text.replace(/Invoke Error|Uncaught Exception|Fatal error:|\b(?:ERROR|Error):/g, ' ')
  return anywhere.exec(plain)?.groups?.type ?? snake.exec(plain)?.groups?.type ?? (/(?:^|\W)(Error):/.test(text) ? 'Error' : null)
}

/** Lambda's own errors keep their prefix; it writes them alone, before their words, or on a line under them. */
const ofPlatform = (text: string): string | null =>
  /^((?:Runtime|Extension|Sandbox)\.[A-Z]\w+)(?::|\s*$)/m.exec(text)?.[1] ??
  (/^(?:Error: )?Runtime exited/.test(text) ? 'Runtime.ExitError' : null)

/** The name without the words of a runtime around it: Ruby's Function<NoMethodError>. */
export const bareType = (type: string): string => /^(?:Function|Init)<(.+)>$/.exec(type)?.[1] ?? type

/**
 * The error in the message of a line. A traceback of Python names it on its last line, which may be cut off the text: `last` is the last line
 * of all.
 */
export function errorInText(text: string, last: string): NamedError {
  const [first = '', second = ''] = linesOf(text)
  const platform = ofPlatform(text)
  if (platform !== null) return {type: platform, message: first.trim()}
  const begins = named.exec(first)
  if (begins?.groups?.type) return {type: begins.groups.type, message: first.trim()}
  if (/\bpanicked at\b/.test(first)) return {type: 'panic', message: `${first.trim()} ${second.trim()}`.trim()}
  if (/\bTraceback \(most recent call last\)/.test(text) && !/^\s/.test(last)) {
    const end = ofTraceback.exec(last.trim())
    if (end?.groups?.type) return {type: end.groups.type, message: last.trim()}
  }
  const other = linesOf(text)
    .map(line => named.exec(line.trim()))
    .find(found => found !== null)
  const type = typeIn(first) ?? other?.groups?.type ?? (/\bpanic(?:ked)?\b/.test(first) ? 'panic' : null)
  const isTitle = typeIn(first) === null && other !== undefined
  return {type, message: (isTitle ? `${first.trim()} ${other?.[0] ?? ''}` : first).trim()}
}
