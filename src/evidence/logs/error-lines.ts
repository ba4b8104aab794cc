import type {ErrorLine} from '../../model/evidence/log-lines.ts'
import {classify} from './classify-error.ts'
import {errorInText} from './error-text.ts'
import {headerOf, withoutColours} from './header.ts'
import {type InsightsRow, instantIn} from './insights-row.ts'
import {itemFailures} from './item-failures.ts'
import {cutJson, type JsonLine, jsonLine, objectIn} from './json-line.ts'
import type {Level} from './levels.ts'
import {isPlatformLine, platformLine} from './platform-line.ts'

/**
 * The parser of the rows of `errorsQuery`, for all runtimes and loggers. A line counts as an error for its level, for an error in it where it has
 * no level, or for items that failed; below the level of an error it is a hint.
 */

/** The form of a line, before its words are classified. */
interface Shape {
  level: Level | null
  requestId: string | null
  type: string | null
  message: string
  /** The line holds an error, whatever its level. */
  hasError: boolean
  /** The whole stack of an error is printed. */
  hasStack: boolean
  /** Only runtimes write such a line, about an invocation that fails. */
  byRuntime: boolean
  /** JSON of which only the beginning was read: type and request id may stand behind it. */
  isCut: boolean
}

/** Before the error that the handler threw: Node and PHP, and Ruby. */
const title = /^(?:Invoke Error|Uncaught Exception|Unhandled Promise Rejection|Critical exception from handler)\b/
/** Runtimes and the platform about a process that ended, or code that could not be loaded. */
const ended =
  /^Error: (?:Runtime exited|exit status|Process exited|signal)|^Runtime exited|^(?:Runtime|Extension|Sandbox)\.[A-Z]\w+(?::|\s*$)|^Process exited before completing|^Task timed out after|^Unable to import module|^calling the handler function resulted in a panic|^user handler (?:panicked|returned error)|^fatal error: |^panic: |^FATAL ERROR: |^<--- Last few GCs/
/** Java's runtime writes the message, the class, and the class again on the line of the stack. */
const javaTwice = /^.*: ([\w.$]+)\r?\n\1(?::|\r?\n|$)/
/** Words without a level that begin a line about an error. */
const failed = /^(?:failed|unable|could not|cannot) to |^error\b/i

function shapeOf(line: string, last: string): Shape {
  const {level, requestId, rest} = headerOf(line)
  // Python's runtime puts the level alone before the thrown error; its logger has time and request id.
  const pythonRuntime = /^\[ERROR\] [\w.]+(?::|\s*$)/.test(line)
  const found = objectIn(rest)
  const isJson = found?.before === '' || rest.startsWith('{"')
  if (isJson) return fromJson(found ? jsonLine(found.fields) : cutJson(rest), {level, requestId}, rest, found === null)
  const inner = found ? jsonLine(found.fields) : title.test(rest) && rest.includes('{"errorType"') ? cutJson(rest) : null
  if (inner !== null && (title.test(rest) || inner.hasError)) {
    const byRuntime = title.test(rest)
    const before = byRuntime ? '' : (found?.before ?? '')
    const message = [before, inner.message].filter(part => part !== '').join(': ')
    const at = byRuntime ? (level ?? 'error') : level
    return {level: at, requestId, type: inner.type, message, hasError: true, hasStack: true, byRuntime, isCut: found === null}
  }
  const fields = logfmt(rest)
  if (fields !== null) return {...fields, requestId: fields.requestId ?? requestId, hasStack: false, byRuntime: false, isCut: false}
  const words = rest
    .replace(/^(?:RequestId: \S+\s+)?/, '')
    .replace(title, '')
    .trimStart()
  const {type, message} = errorInText(words, last)
  return {
    level,
    requestId: requestId ?? /^RequestId: (\S+)/.exec(rest)?.[1] ?? null,
    type,
    message,
    hasError: type !== null || failed.test(words) || ended.test(words),
    hasStack: /\n\s+at |Traceback \(most recent call last\)/.test(rest),
    byRuntime: pythonRuntime || title.test(rest) || ended.test(words) || javaTwice.test(words),
    isCut: false,
  }
}

/** The message of a line, without its header. */
export function wordsOf(line: string): string {
  const {rest} = headerOf(line)
  const found = objectIn(rest)
  return found?.before === '' ? jsonLine(found.fields).message || rest : rest
}

function fromJson(json: JsonLine, header: Pick<Shape, 'level' | 'requestId'>, text: string, isCut: boolean): Shape {
  return {
    level: json.level ?? header.level,
    requestId: json.requestId ?? header.requestId,
    type: json.type,
    message: json.message,
    hasError: json.hasError || json.type !== null,
    hasStack: json.hasError,
    byRuntime: json.isBare || (/"log_level":/.test(text) && json.hasError),
    isCut,
  }
}

/** `level=error msg="…" error="…"`. */
function logfmt(text: string): Omit<Shape, 'hasStack' | 'byRuntime' | 'isCut'> | null {
  if (!/(?:^|\s)(?:level|lvl|severity)="?\w/.test(text)) return null
  const pairs = [...text.matchAll(/([\w.@]+)=(?:"((?:[^"\\]|\\.)*)"|(\S+))/g)]
  const json = jsonLine(Object.fromEntries(pairs.map(([, key = '', quoted, bare]) => [key, quoted ?? bare ?? ''])))
  return {level: json.level, requestId: json.requestId, type: json.type, message: json.message, hasError: json.hasError}
}

/** The code says that it tries the call again; an answer that asks for it ("please retry") does not. */
const triesAgain =
  /\bretrying\b|\bwill retry\b|\btrying again\b|\bretry (?:attempt|in|after|#?\d)|\battempt:? #?\d+ ?(?:of|\/)|\bretries left|\bbacking off/i

/** Node writes undefined in the place of the request id: while it loads the code, or after the response. */
const outside = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z\tundefined\t/

const sequenceNumbers = (text: string): string[] => [...new Set(text.match(/\b\d{21,40}\b/g))].slice(0, 10)

function placeOf(row: InsightsRow): Pick<ErrorLine, 'atMs' | 'version' | 'stream'> {
  const stream = row['@logStream'] ?? ''
  return {atMs: instantIn(row, '@timestamp') ?? Number.NaN, version: /\[([^\]]+)\]/.exec(stream)?.[1] ?? null, stream}
}

const ofPlatform = {
  host: null,
  deniedAction: null,
  deniedResource: null,
  deniedBy: null,
  deniedExplicitly: false,
  sequenceNumbers: [],
  fails: true,
  hint: false,
  triesAgain: false,
  outside: false,
}

/** The error of a row; null where it is about no failure. */
export function errorLineFrom(row: InsightsRow): ErrorLine | null {
  const line = withoutColours(row.line ?? '').trimEnd()
  const place = placeOf(row)
  if (Number.isNaN(place.atMs) || line === '') return null
  const platform = platformLine(line)
  if (platform !== null) return {...place, ...platform, ...ofPlatform}
  if (isPlatformLine(line)) return null
  const items = itemFailures(line)
  const shape = {...shapeOf(line, withoutColours(row.last ?? '').trimEnd()), ...items}
  const {level, requestId, message, byRuntime} = shape
  const type = shape.type ?? (shape.isCut ? (row.named ?? null) : null)
  const words = classify(message, type, line)
  const kind =
    items === null ? words.kind : words.kind === 'downstream-throttled' || words.kind === 'access-denied' ? words.kind : 'item-failures'
  const isError =
    items !== null ||
    level === 'error' ||
    (level === null && (shape.hasError || kind !== 'unknown')) ||
    (level === 'lower' && shape.hasStack)
  if (!isError && (kind === 'unknown' || kind === 'exception')) return null
  return {
    ...place,
    ...words,
    kind,
    requestId: requestId ?? (shape.isCut ? (row.request ?? null) : null),
    from: 'log',
    type,
    message,
    sequenceNumbers: sequenceNumbers(line),
    fails: byRuntime && isError,
    hint: !isError,
    triesAgain: triesAgain.test(line),
    outside: outside.test(line),
    durationMs: null,
    phase: null,
  }
}
