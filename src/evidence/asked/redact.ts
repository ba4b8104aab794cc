import {maskValues} from '../../model/mask-values.ts'
import {printable} from '../../model/units.ts'

const longest = 240

/** One printable line of a log message in which values are masked: records and logs hold personal data. */
export function redact(message: string): string {
  const line = maskValues(printable(errorText(message)), {keepNumbers: message.startsWith('REPORT ')}).trim()
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line
}

/** The words of the error in a line: without its time, its request and the stack. */
function errorText(message: string): string {
  const fromJson = jsonError(message)
  if (fromJson !== null) return fromJson
  const [first = ''] = message.split('\n')
  return first.replace(/^[\d-]+T[\d:.]+Z\s+/, '').replace(/^\S{36}\s+/, '')
}

function jsonError(message: string): string | null {
  const brace = message.indexOf('{')
  if (brace === -1) return null
  try {
    const parsed = JSON.parse(message.slice(brace)) as JsonLine
    const at = typeof parsed.message === 'object' && parsed.message !== null ? parsed.message : parsed
    const {errorType, errorMessage} = at
    if (errorType !== undefined || errorMessage !== undefined) return [errorType, firstLine(errorMessage)].filter(Boolean).join(': ')
    if (parsed.type?.startsWith('platform.')) return platformText(parsed)
    return typeof parsed.message === 'string' ? firstLine(parsed.message) : null
  } catch {
    return null
  }
}

interface JsonLine {
  type?: string
  record?: {status?: string; errorType?: string}
  message?: string | JsonLine
  errorType?: string
  errorMessage?: string
}

const platformText = ({type, record}: JsonLine): string =>
  [`${type} status: ${record?.status}`, record?.errorType].filter(text => text !== undefined).join(', error type: ')

const firstLine = (text: unknown): string => String(text ?? '').split('\n')[0] ?? ''
