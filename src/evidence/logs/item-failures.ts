import type {NamedError} from './error-text.ts'

/** Quotes of JSON, of JSON within JSON, and of Python. */
const quote = String.raw`\\*["']`

/** Answers that say of each item how it went: the bulk API of Elasticsearch and OpenSearch, Kinesis, Firehose, EventBridge, SQS and SNS. */
const answers: readonly RegExp[] = [
  new RegExp(String.raw`${quote}errors${quote}\s*[:=]\s*[tT]rue\b`),
  new RegExp(String.raw`${quote}Failed(?:Record|Put|Entry)Count${quote}\s*[:=]\s*[1-9]`),
  new RegExp(String.raw`${quote}Failed${quote}\s*[:=]\s*\[\s*\{`),
]

const typeOfItem = new RegExp(String.raw`${quote}(?:type|ErrorCode|Code)${quote}\s*:\s*${quote}(?<type>\w+)`)
const errorOfItem = new RegExp(String.raw`${quote}error${quote}\s*:\s*\{\s*${quote}type${quote}\s*:\s*${quote}(?<type>\w+)`)
const reasonOfItem = new RegExp(String.raw`${quote}(?:reason|ErrorMessage|Message)${quote}\s*:\s*${quote}(?<reason>[^"'\\]+)`)

/** Items that failed inside an answer of success, at whatever level it was logged; null where the line holds none. */
export function itemFailures(line: string): NamedError | null {
  if (!answers.some(pattern => pattern.test(line))) return null
  const type = (errorOfItem.exec(line) ?? typeOfItem.exec(line))?.groups?.type ?? null
  return {type, message: reasonOfItem.exec(line)?.groups?.reason ?? 'the response lists items that failed'}
}
