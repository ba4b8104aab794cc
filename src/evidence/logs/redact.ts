import {maskValues} from '../../text/mask-values.ts'
import {printable} from '../../text/printable.ts'

const longest = 240

/** One printable line in which values are masked: records and logs hold personal data. The platform's own numbers may be kept. */
export function redact(text: string, {keepNumbers = false} = {}): string {
  const [first = ''] = text.trimStart().split(/\r?\n/)
  const line = maskValues(printable(first), {keepNumbers}).trim()
  return line.length > longest ? `${line.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, '')}…` : line
}
