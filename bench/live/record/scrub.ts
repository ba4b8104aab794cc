/** One answer of AWS as it is kept: of the request, the parts that tell it from others. */
export interface Recorded {
  /** Such as `GET /2015-03-31/event-source-mappings` or `GraniteServiceVersion20100801.GetMetricData`. */
  operation: string
  /** Path with its query, and body of the request. */
  request: {path: string; body: string}
  answer: {status: number; headers: Record<string, string>; body: string}
}

/** The own names, which are kept, begin with this. */
export interface Keeping {
  prefix: string
  accountId: string
}

const inventedAccount = '123456789012'
const keptHeaders = ['content-type', 'date', 'x-amzn-errortype', 'x-amzn-query-error']

/** Without the account's id, the names of people and of everything that the run did not make, credentials and tokens. */
export function scrub({operation, request, answer}: Recorded, keeping: Keeping): Recorded {
  const clean = (text: string): string => cleanText(text, keeping)
  const headers = Object.entries(answer.headers).filter(([name]) => keptHeaders.includes(name.toLowerCase()))
  return {
    operation,
    request: {path: clean(request.path), body: clean(request.body)},
    answer: {
      status: answer.status,
      headers: Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), clean(value)])),
      body: clean(answer.body),
    },
  }
}

/** The same for any text, such as evidence. */
export const cleanText = (text: string, keeping: Keeping): string => withoutSecrets(withoutOthers(text, keeping), keeping)

function withoutSecrets(text: string, {accountId}: Keeping): string {
  return (
    text
      .replaceAll(new RegExp(`(?<!\\d)${accountId}(?!\\d)`, 'g'), inventedAccount)
      .replaceAll(/(arn:aws[\w-]*:[\w-]*:[\w-]*:)\d{12}(?=:)/g, `$1${inventedAccount}`)
      // Role, session and user of the caller.
      .replaceAll(/(:assumed-role\/)[^"<\s/]+\/[^"<\s]+/g, '$1operator/session')
      .replaceAll(/(:user\/)[^"<\s]+/g, '$1operator')
      .replaceAll(/\b(AKIA|ASIA|AROA|AIDA|ANPA)[A-Z0-9]{12,}(:[^"<\s]+)?/g, '$1EXAMPLE')
      .replaceAll(/(X-Amz-(?:Security-Token|Signature|Credential)=)[^"&\s]+/gi, '$1removed')
      .replaceAll(/[\w.+-]+@[\w-]+\.[\w.]+/g, 'somebody@example.com')
  )
}

/** List members about resources that are not the run's are left out: other mappings, alarms, functions. */
function withoutOthers(text: string, keeping: Keeping): string {
  if (!text.startsWith('{')) return text
  try {
    return JSON.stringify(pruned(JSON.parse(text), keeping))
  } catch {
    return text
  }
}

function pruned(value: unknown, keeping: Keeping): unknown {
  if (Array.isArray(value)) return value.filter(one => !isOther(one, keeping)).map(one => pruned(one, keeping))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, pruned(one, keeping)]))
}

/** It names a resource of the account, and none of the run. */
function isOther(one: unknown, {prefix, accountId}: Keeping): boolean {
  if (typeof one !== 'object' || one === null) return false
  const text = JSON.stringify(one)
  return text.includes(`:${accountId}:`) && !text.includes(prefix)
}
