import {bareType, errorInText} from './error-text.ts'
import {type Level, levelOf} from './levels.ts'

type Fields = Readonly<Record<string, unknown>>

/** The content of a line in JSON, whoever wrote it. */
export interface JsonLine {
  level: Level | null
  requestId: string | null
  type: string | null
  /** One line; empty where the line has no words. */
  message: string
  /** The line holds an error object, or the fields of one. */
  hasError: boolean
  /** Has no field beside those of an error: so runtimes write the error that the handler threw. */
  isBare: boolean
}

const levelKeys = [
  'level',
  'log_level',
  'logLevel',
  'LogLevel',
  'Level',
  'severity',
  'Severity',
  'levelname',
  'level_name',
  'log.level',
  'lvl',
  '@l',
]
const requestKeys = [
  ...['requestId', 'AWSRequestId', 'awsRequestId', 'aws_request_id', 'function_request_id', 'FunctionRequestId', 'lambda_request_id'],
  ...['request_id', 'faas.invocation_id', 'faas.execution', 'x-request-id'],
]
/** The fields where loggers put their facts about the invocation: Rust's spans, log4j2's context. */
const contextKeys = ['record', 'span', 'contextMap', 'mdc', 'context', 'lambda', 'fields']
const errorKeys = ['err', 'error', 'exception', 'Exception', 'exc_info', 'thrown', 'fields', 'context', 'message', '@x', 'stack_trace']
/** Names that only an error has, and names that it has within an object of its own. */
const typeKeys = ['errorType', 'exception_name', 'exc_type', 'error.type', 'exception.type', 'exception_class', 'error_name']
const ownTypeKeys = [...typeKeys, 'type', 'name', 'class', 'Type', 'ClassName', 'kind']
const wordKeys = ['errorMessage', 'error.message', 'exception.message', 'exc_value', 'exception_message']
const ownWordKeys = [...wordKeys, 'message', 'Message', 'msg', 'reason', 'localizedMessage']
const messageKeys = ['message', 'msg', 'event', 'short_message', '@m', '@mt', 'Message', 'msg_template']

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)
const textOf = (fields: Fields, keys: readonly string[]): string | null => {
  for (const key of keys) {
    const value = fields[key]
    if (typeof value === 'string' && value !== '') return value
  }
  return null
}

/** The object that a text is, or ends with; null where there is none. */
export function objectIn(text: string): {before: string; fields: Fields} | null {
  const brace = text.indexOf('{')
  if (brace < 0) return null
  try {
    const fields: unknown = JSON.parse(text.slice(brace))
    return isObject(fields) ? {before: text.slice(0, brace).trim(), fields} : null
  } catch {
    return null
  }
}

const oneLine = (text: string): string => text.split(/\r?\n/)[0]?.trim() ?? ''

interface Found {
  type: string | null
  message: string
}

/** The error that an object of its own, or a text such as a traceback, stands for. */
function errorOf(value: unknown, depth = 0): Found | null {
  if (typeof value === 'string') {
    const {type, message} = errorInText(value, value.trimEnd().split(/\r?\n/).at(-1) ?? '')
    return value === '' ? null : {type, message}
  }
  if (Array.isArray(value)) return errorOf(value[0], depth)
  if (!isObject(value) || depth > 2) return null
  const type = textOf(value, ownTypeKeys)
  const words = textOf(value, ownWordKeys)
  if (type !== null && /^[A-Za-z_][\w.$:<>]*$/.test(type)) return {type: bareType(type), message: oneLine(words ?? '')}
  const inner = ['err', 'error', 'exception'].map(key => errorOf(value[key], depth + 1)).find(found => found !== null)
  if (inner) return inner
  const stack = textOf(value, ['stack', 'stackTrace', 'stack_trace'])
  const named = stack === null ? null : errorOf(stack, depth + 1)
  return words === null ? named : {type: named?.type ?? errorInText(words, '').type, message: oneLine(words)}
}

/** The error of a line, from the fields that loggers have for it. */
function errorIn(fields: Fields): Found | null {
  const type = textOf(fields, typeKeys)
  const words = textOf(fields, wordKeys)
  if (type !== null || words !== null) {
    const named = words === null ? null : errorInText(words, '')
    const traced = errorOf(fields.exception)
    return {type: type === null ? (named?.type ?? null) : bareType(type), message: oneLine(words ?? traced?.message ?? '')}
  }
  for (const key of errorKeys) {
    const value = fields[key]
    // The words of the line itself are no error object; flags and numbers are none either.
    if (typeof value === 'string' && (key === 'message' || !/\S/.test(value))) continue
    const found = errorOf(value)
    if (found !== null && (found.type !== null || (key !== 'fields' && key !== 'context' && key !== 'message'))) return found
  }
  return null
}

function requestIn(fields: Fields): string | null {
  const spans = Array.isArray(fields.spans) ? fields.spans : []
  for (const place of [fields, ...contextKeys.map(key => fields[key]), ...spans]) {
    if (!isObject(place)) continue
    const id = textOf(place, requestKeys)
    if (id !== null && uuid.test(id)) return id
  }
  return null
}

function levelIn(fields: Fields): Level | null {
  const log = isObject(fields.log) ? fields.log : {}
  for (const [place, keys] of [
    [fields, levelKeys],
    [log, ['level']],
  ] as const)
    for (const key of keys) {
      const level = levelOf(place[key])
      if (level !== null) return level
    }
  return null
}

const errorFields = new Set(['errorMessage', 'errorType', 'stackTrace', 'stack', 'cause', 'trace'])

export function jsonLine(fields: Fields): JsonLine {
  const error = errorIn(fields)
  const inner = isObject(fields.fields) ? textOf(fields.fields, messageKeys) : null
  const said = textOf(fields, messageKeys) ?? inner
  const named = said === null ? null : errorInText(said, said.trimEnd().split(/\r?\n/).at(-1) ?? '')
  return {
    level: levelIn(fields),
    requestId: requestIn(fields),
    type: error?.type ?? named?.type ?? null,
    message: error?.message || named?.message || '',
    hasError: error !== null,
    isBare: 'errorType' in fields && Object.keys(fields).every(key => errorFields.has(key)),
  }
}

const cutField = (text: string, keys: string): string | null =>
  new RegExp(String.raw`"(?:${keys})":\s*"((?:[^"\\]|\\.)*)`)
    .exec(text)?.[1]
    ?.replace(/\\n[\s\S]*/, '')
    .replace(/\\(.)/g, '$1') ?? null

/** A line in JSON that is longer than the part that was read. */
export function cutJson(text: string): JsonLine {
  const level = /"(?:log_?)?(?:level|severity|levelname|level_name|log\.level)":\s*"?(\w+)/i.exec(text)?.[1]
  const words = cutField(text, 'errorMessage') ?? cutField(text, 'message|msg|event')
  const type = cutField(text, typeKeys.join('|')) ?? (words === null ? null : errorInText(words, '').type)
  const id = cutField(text, requestKeys.join('|'))
  return {
    level: levelOf(level),
    requestId: id !== null && uuid.test(id) ? id : null,
    type: type === null ? null : bareType(type),
    message: words ?? '',
    hasError: type !== null,
    isBare: false,
  }
}
