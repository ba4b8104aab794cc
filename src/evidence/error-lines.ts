import type {ErrorKind, ErrorLine} from '../model/log-lines.ts'
import {type Classified, classify} from './asked/classify-error.ts'
import {instantIn} from './report-lines.ts'

/**
 * The Logs Insights query for what a function's log says of failures, and what its rows say: REPORT lines with a status (newer), lines
 * of their own for timeouts and crashes (older), and what the code or its runtime logs as an error, as text or JSON.
 */

type Row = Readonly<Record<string, string>>

/** So much of a line is read: its error and message, not its stack. */
const mostCharacters = 1000

/** Failures, newest first, one line each. */
export const errorsQuery = (streams: string | null): string =>
  [
    ...(streams === null ? [] : [streams]),
    String.raw`filter @message like /\tERROR\t|\[ERROR\]|Task timed out after|^(REPORT|INIT_REPORT) .*Status: (error|timeout|failure)|Runtime exited|^Runtime\.\w+|"level":\s*"(ERROR|FATAL)"|"type":\s*"platform\.(report|initReport)".*"status":\s*"(error|timeout|failure)"/`,
    `fields @timestamp, @logStream, substr(@message, 0, ${mostCharacters}) as line`,
    'sort @timestamp desc',
    'display @timestamp, @logStream, line',
  ].join('\n| ')

/** What a kind of the log's errors comes down to; all that have to do with a connection are one. */
const kindsByWords: Readonly<Partial<Record<string, ErrorKind>>> = {
  timeout: 'timeout',
  'out-of-memory': 'out-of-memory',
  import: 'init',
  'access-denied': 'access-denied',
  'name-not-resolved': 'connection',
  'connection-refused': 'connection',
  'connection-timed-out': 'connection',
  'connection-reset': 'connection',
  'connection-failed': 'connection',
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/

export function errorLineFrom(row: Row): ErrorLine | null {
  const atMs = instantIn(row, '@timestamp')
  const line = row.line ?? ''
  if (atMs === null || line === '') return null
  const from = /^INIT_REPORT|platform\.initReport/.test(line) ? 'init' : /^REPORT |platform\.report/.test(line) ? 'report' : 'log'
  const words = classify(line)
  return {
    atMs,
    version: /\[([^\]]+)\]/.exec(row['@logStream'] ?? '')?.[1] ?? null,
    stream: row['@logStream'] ?? '',
    requestId: uuid.exec(line)?.[0] ?? null,
    from,
    kind: kindOf(words, line),
    type: words.type,
    message: messageOf(line, from),
  }
}

function kindOf({kind, type}: Classified, line: string): ErrorKind {
  if (/^INIT_REPORT|platform\.initReport/.test(line)) return 'init'
  const known = kindsByWords[kind]
  if (known !== undefined) return known
  if (/Runtime exited|Runtime\.ExitError/.test(line)) return 'crash'
  return type === null ? 'unknown' : 'exception'
}

/** A report has no message: its figures and status, without the request id. */
function reportWords(line: string): string {
  const text = /\t((?:Init )?Duration: .*)/.exec(line)?.[1]
  if (text !== undefined) return text.replace(/\s+/g, ' ').trim()
  const words = ['status', 'errorType', 'durationMs'].flatMap(name => {
    const value = new RegExp(`"${name}":\\s*"?([\\w.]+)`).exec(line)?.[1]
    return value === undefined ? [] : [`${name}: ${value}`]
  })
  return words.join(', ')
}

/** The error's message, without request id, stack and what stands around. */
function messageOf(line: string, from: ErrorLine['from']): string {
  if (from !== 'log') return reportWords(line)
  const json = /"errorMessage":\s*"((?:[^"\\]|\\.)*)/.exec(line)?.[1]
  if (json !== undefined) return json.replace(/\\n[\s\S]*/, '').replaceAll('\\"', '"')
  const [first = ''] = line.split('\n')
  return first
    .replace(/^\[ERROR\]\s+/, '')
    .replace(/^\S+Z\s+/, '')
    .replace(uuid, '')
    .replace(/^(RequestId: )?\s*(ERROR|Error:)?\s*/, '')
    .trim()
}
