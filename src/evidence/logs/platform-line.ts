import type {LogKind} from '../../model/evidence/log-lines.ts'
import {objectIn} from './json-line.ts'

/** The content of a line by Lambda itself about an invocation or a start that failed. */
export interface PlatformLine {
  from: 'report' | 'init'
  requestId: string | null
  kind: LogKind
  type: string | null
  message: string
  durationMs: number | null
  /** Of a start: init, invoke or restore; null elsewhere. */
  phase: string | null
}

const statusOf = (line: string): string | null => /\bStatus: (\w+)|"status":\s*"(\w+)"/.exec(line)?.slice(1).find(Boolean) ?? null
const typeOf = (line: string): string | null => /\bError Type: (\S+)|"errorType":\s*"([^"]+)"/.exec(line)?.slice(1).find(Boolean) ?? null
const numberOf = (line: string, text: string, json: string): number | null => {
  const found = new RegExp(String.raw`(?:^|\t|\s)${text}: ([\d.]+)|"${json}":\s*([\d.]+)`).exec(line)
  return found === null ? null : Number(found[1] ?? found[2])
}

/** Whether a line is the platform's, and of none of the kinds that a failure has. */
const ofPlatform =
  /^(?:START|END|REPORT|INIT_START|INIT_REPORT|RESTORE_START|RESTORE_REPORT|EXTENSION|TELEMETRY|XRAY)\b|^\{.{0,80}?"type":\s*"platform\./

export const isPlatformLine = (line: string): boolean => ofPlatform.test(line)

const restores = /^RESTORE_REPORT |"platform\.restore(?:Report|RuntimeDone)"/

const phaseOf = (line: string): string | null =>
  restores.test(line) ? 'restore' : (/\bPhase: (\w+)|"phase":\s*"(\w+)"/.exec(line)?.slice(1).find(Boolean) ?? null)

/** A process that went away with all its memory in use was killed for it. */
function kindOf(status: string, type: string | null, line: string): LogKind {
  // A snapshot that cannot be restored is a start that fails, whatever ends it.
  if (phaseOf(line) === 'restore') return 'init'
  if (status === 'timeout' || type === 'Sandbox.Timedout') return 'timeout'
  if (type === null) return 'unknown'
  if (/OutOfMemory/.test(type)) return 'out-of-memory'
  if (type === 'Runtime.ExitError') {
    const [size, used] = [numberOf(line, 'Memory Size', 'memorySizeMB'), numberOf(line, 'Max Memory Used', 'maxMemoryUsedMB')]
    return size !== null && used !== null && used >= size ? 'out-of-memory' : 'crash'
  }
  if (/^Runtime\.(?:ImportModuleError|HandlerNotFound|UserCodeSyntaxError|MalformedHandlerName)$/.test(type)) return 'import'
  return /^(?:Runtime|Extension)\./.test(type) ? 'init' : 'exception'
}

/** A report has no message: its figures and status, without the request id. */
function wordsOf(line: string): string {
  const text = /((?:Init |Restore )?Duration: .*)/.exec(line)?.[1]
  if (text !== undefined) return text.replace(/\s+/g, ' ').trim()
  return ['phase', 'status', 'errorType', 'durationMs']
    .flatMap(name => {
      const value = new RegExp(`"${name}":\\s*"?([\\w.]+)`).exec(line)?.[1]
      return value === undefined ? [] : [`${name}: ${value}`]
    })
    .join(', ')
}

const reports = /^REPORT |^\{.{0,80}?"type":\s*"platform\.(?:report|runtimeDone)"/
const starts = /^(?:INIT|RESTORE)_REPORT |^\{.{0,80}?"type":\s*"platform\.(?:init|restore)(?:Report|RuntimeDone)"/

/** Null for a line of the platform that tells of no failure. */
export function platformLine(line: string): PlatformLine | null {
  const from = reports.test(line) ? 'report' : starts.test(line) ? 'init' : null
  const status = statusOf(line)
  if (from === null || status === null || status === 'success') return null
  const type = typeOf(line)
  const id = /\bRequestId: (\S+)/.exec(line)?.[1] ?? requestIn(line)
  return {
    from,
    requestId: id,
    kind: kindOf(status, type, line),
    type,
    message: wordsOf(line),
    durationMs: numberOf(line, 'Duration', 'durationMs'),
    phase: from === 'init' ? phaseOf(line) : null,
  }
}

function requestIn(line: string): string | null {
  const record = objectIn(line)?.fields.record
  const id = typeof record === 'object' && record !== null && 'requestId' in record ? record.requestId : null
  return typeof id === 'string' ? id : null
}
