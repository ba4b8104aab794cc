import {printable} from '../../model/units.ts'

const longest = 240

/** What stands for a value that was masked. */
const mask = '…'

/**
 * One printable line of a log message in which values are masked: records and logs hold personal data. Words stay, so that people
 * recognise the error; quoted text, e-mail addresses, ids and long numbers do not.
 */
export function redact(message: string): string {
  // The platform's own numbers are durations and sizes.
  const numbers = message.startsWith('REPORT ') ? /(?!)/ : /\d(?:[\d.,: -]*\d)?/g
  const line = printable(errorText(message))
    .replace(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, mask)
    .replace(/"[^"]*"|'[^']*'|`[^`]*`/g, quoted => `${quoted[0]}${mask}${quoted[0]}`)
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, mask)
    // Ids mix letters and digits; words, versions and short codes stay.
    .replace(/\b(?=\w*\d)(?=\w*[A-Za-z])\w{10,}\b/g, mask)
    .replace(numbers, digits => (digits.replace(/\D/g, '').length > 4 ? mask : digits))
    .trim()
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
