import type {ErrorKind, ErrorLine} from '../model/log-lines.ts'
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

/** In this order: what Lambda says of the end first, then what the code says of the cause. */
const kinds: readonly [ErrorKind, RegExp][] = [
  ['timeout', /Task timed out after|Status: timeout|"status":\s*"timeout"/],
  ['out-of-memory', /signal: killed|Runtime\.OutOfMemory|JavaScript heap out of memory|java\.lang\.OutOfMemoryError/],
  ['init', /ImportModuleError|HandlerNotFound|UserCodeSyntaxError|^INIT_REPORT|platform\.initReport/],
  ['access-denied', /AccessDenied|not authorized to perform|UnrecognizedClient|KMSAccessDenied/],
  [
    'connection',
    /ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|socket hang up|[Cc]onnect(ion)? ?time(d )?out|Connection refused|UnknownHostException/,
  ],
  ['crash', /Runtime exited|Runtime\.ExitError/],
]

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/

export function errorLineFrom(row: Row): ErrorLine | null {
  const atMs = instantIn(row, '@timestamp')
  const line = row.line ?? ''
  if (atMs === null || line === '') return null
  const from = /^INIT_REPORT|platform\.initReport/.test(line) ? 'init' : /^REPORT |platform\.report/.test(line) ? 'report' : 'log'
  const type = typeOf(line)
  return {
    atMs,
    version: /\[([^\]]+)\]/.exec(row['@logStream'] ?? '')?.[1] ?? null,
    stream: row['@logStream'] ?? '',
    requestId: uuid.exec(line)?.[0] ?? null,
    from,
    kind: kindOf(line, type),
    type,
    message: messageOf(line, from),
  }
}

function kindOf(line: string, type: string | null): ErrorKind {
  const kind = kinds.find(([, pattern]) => pattern.test(line))?.[0] ?? (type === null ? 'unknown' : 'exception')
  return kind === 'crash' && memoryIsUsedUp(line) ? 'out-of-memory' : kind
}

/** Lambda kills a process that uses more memory than it has; newer REPORT lines say only that the runtime exited. */
function memoryIsUsedUp(line: string): boolean {
  const size = /(?:Memory Size: |"memorySizeMB":\s*)(\d+)/.exec(line)?.[1]
  const used = /(?:Max Memory Used: |"maxMemoryUsedMB":\s*)(\d+)/.exec(line)?.[1]
  return size !== undefined && used !== undefined && Number(used) >= Number(size)
}

/** `"errorType":"TypeError"`, `Error Type: Runtime.ExitError`, `[ERROR] KeyError: 'N'`, a line that is only `Runtime.ExitError`. */
function typeOf(line: string): string | null {
  const found =
    /"errorType":\s*"([^"]{1,80})"/.exec(line) ??
    /Error Type: ([\w.$]+)/.exec(line) ??
    /\[ERROR\]\s+([A-Z][\w.]*)(?::|$)/.exec(line) ??
    /^(Runtime\.\w+)/m.exec(line) ??
    /\b([A-Z]\w*(?:Error|Exception))\b/.exec(line)
  return found?.[1] ?? null
}

/** The error's message, without request id, stack and what stands around. */
function messageOf(line: string, from: ErrorLine['from']): string {
  if (from !== 'log') return ''
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
